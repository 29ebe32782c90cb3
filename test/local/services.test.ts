import {
  BatchGetItemCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { control, useCity } from './harness.ts';

const held = useCity();

describe('the store, through the client of the product', () => {
  let made: DynamoDBClient | undefined;
  const client = () => {
    made ??= new DynamoDBClient({
      region: held.city.region,
      endpoint: held.city.storeUrl,
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    return made;
  };
  afterAll(() => made?.destroy());

  it('holds items and finds them by an index', async () => {
    const TableName = held.city.table('Things');
    for (const n of [3, 1, 2]) {
      const Item = {
        pk: { S: `ticket-${n}` },
        state: { S: 'waiting' },
        openedAt: { N: String(n) },
        body: { B: Buffer.from([n]) },
      };
      await client().send(new PutItemCommand({ TableName, Item }));
    }
    const { Items } = await client().send(
      new QueryCommand({
        TableName,
        IndexName: 'byState',
        KeyConditionExpression: '#s = :s',
        ExpressionAttributeNames: { '#s': 'state' },
        ExpressionAttributeValues: { ':s': { S: 'waiting' } },
      }),
    );
    expect(Items?.map(({ pk }) => pk?.S)).toEqual(['ticket-1', 'ticket-2', 'ticket-3']);
    const read = await client().send(
      new BatchGetItemCommand({
        RequestItems: { [TableName]: { Keys: [{ pk: { S: 'ticket-2' } }], ConsistentRead: true } },
      }),
    );
    expect(read.Responses?.[TableName]?.[0]?.body?.B).toEqual(new Uint8Array([2]));
  });

  it('refuses a conditional write whose condition does not hold', async () => {
    const TableName = held.city.table('Things');
    const write = () =>
      client().send(
        new UpdateItemCommand({
          TableName,
          Key: { pk: { S: 'pointer' } },
          UpdateExpression: 'SET version = :one',
          ConditionExpression: 'attribute_not_exists(pk)',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        }),
      );
    await write();
    await expect(write()).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });
});

describe('the parameter store, in SSM protocol', () => {
  const ssm = async (operation: string, input: object) => {
    const { body } = await control(held.city, 'GET', '/city');
    const response = await fetch(body.ssm, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonSSM.${operation}` },
      body: JSON.stringify(input),
    });
    return { status: response.status, body: await response.json() };
  };

  it('holds the local secret before the first deployment runs', async () => {
    const { body } = await ssm('GetParameter', {
      Name: '/minwontalk/icheon/dev/skill-secret',
      WithDecryption: true,
    });
    expect(body.Parameter).toMatchObject({
      Type: 'SecureString',
      Value: '{"values":["Local-Secret"]}',
      Version: 1,
    });
  });

  it('creates, refuses to overwrite, overwrites, lists and deletes', async () => {
    const Name = '/a/b/key';
    expect((await ssm('PutParameter', { Name, Type: 'SecureString', Value: '1' })).body.Version).toBe(1);
    const again = await ssm('PutParameter', { Name, Type: 'SecureString', Value: '2' });
    expect([again.status, again.body.__type]).toEqual([400, 'ParameterAlreadyExists']);
    expect((await ssm('PutParameter', { Name, Value: '2', Overwrite: true })).body.Version).toBe(2);
    const some = await ssm('GetParameters', { Names: [Name, '/a/none'] });
    expect(some.body).toMatchObject({
      Parameters: [{ Name, Value: '2', Type: 'SecureString' }],
      InvalidParameters: ['/a/none'],
    });
    expect((await ssm('GetParametersByPath', { Path: '/a' })).body.Parameters).toEqual([]);
    expect((await ssm('GetParametersByPath', { Path: '/a', Recursive: true })).body.Parameters).toHaveLength(
      1,
    );
    await ssm('DeleteParameter', { Name });
    expect((await ssm('GetParameter', { Name })).body.__type).toBe('ParameterNotFound');
  });

  it('names a call that it does not play', async () => {
    const { status, body } = await ssm('LabelParameterVersion', {});
    expect([status, body.message]).toEqual([400, expect.stringContaining('LabelParameterVersion')]);
  });
});
