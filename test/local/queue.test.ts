import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { failedIds } from '../../local/queue/partialFailure.ts';
import { fixtureFunction } from './fixtures/assembly.ts';
import { act, control, until, useCity } from './harness.ts';

const held = useCity();

/** The product's own client, pointed at the city as the functions are. */
async function sendMessage(body: string, group: string): Promise<void> {
  const client = new SQSClient({
    region: held.city.region,
    endpoint: held.city.queueUrl,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await client.send(
    new SendMessageCommand({
      QueueUrl: held.city.queueUrlOf('Jobs'),
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: body,
    }),
  );
  client.destroy();
}

const seen = (body: string) =>
  held.city
    .logs('Consumer')
    .map(({ message }) => message.split('\t').at(-1) ?? '')
    .filter((line) => line.endsWith(` ${body}`));

const messages = (queue: string) => held.city.messages(queue);

describe('a queue with a function behind it', () => {
  it('delivers each group in order and deletes what succeeded', async () => {
    for (let n = 0; n < 6; n += 1) await sendMessage(`job-${n}`, n % 2 === 0 ? 'even' : 'odd');
    await until(() => [0, 1, 2, 3, 4, 5].every((n) => seen(`job-${n}`).length === 1));
    const order = held.city
      .logs('Consumer')
      .map(({ message }) => /done even (job-\d)/.exec(message)?.[1])
      .filter((body) => body !== undefined);
    expect(order).toEqual(['job-0', 'job-2', 'job-4']);
    await held.city.settled();
    expect((await messages('Jobs')).ready).toEqual([]);
  });

  it('keeps a failed message hidden until its visibility time-out ends, by the city clock, and its group waits', async () => {
    await sendMessage('once-a', 'slow');
    await sendMessage('after-a', 'slow');
    await sendMessage('other-a', 'quick');
    await until(() => seen('once-a').length === 1 && seen('other-a').length === 1);
    await held.city.settled();
    expect(seen('after-a')).toEqual([]);
    await held.city.clock.advance(31_000);
    await until(() => seen('after-a').length === 1);
    expect(seen('once-a')).toEqual(['failed slow once-a', 'done slow once-a']);
  }, 20_000);

  it('moves a message to the dead-letter queue after its last try', async () => {
    await sendMessage('bad-b', 'poison');
    await until(() => seen('bad-b').length === 1);
    await held.city.clock.advance(31_000);
    await until(() => seen('bad-b').length === 2);
    await held.city.clock.advance(31_000);
    const dead = await until(async () => {
      const { ready } = await messages('DeadLetters');
      return ready.length === 1 && ready;
    });
    expect(dead[0]?.body).toBe('bad-b');
    expect(seen('bad-b')).toHaveLength(2);
  });

  it('loses nothing when the service is killed and comes back', async () => {
    await held.city.stop('queue');
    await expect(sendMessage('lost-c', 'outage')).rejects.toThrow();
    await held.city.start('queue');
    await sendMessage('bad-d', 'outage');
    await until(() => seen('bad-d').length === 1);
    await held.city.stop('queue');
    await held.city.start('queue');
    await held.city.clock.advance(31_000);
    await until(() => seen('bad-d').length === 2);
  }, 20_000);
});

describe('partial batch responses', () => {
  const batch = ['a', 'b', 'c'].map((id) => ({ MessageId: id, ReceiptHandle: id, Body: id, MD5OfBody: '' }));
  const result = (response: unknown, failed = false) => ({
    payload: Buffer.from(JSON.stringify(response)),
    failed,
  });
  const kept = (response: unknown, reports = true) => [...failedIds(batch, result(response), reports)];

  it('keeps the named messages', () => {
    expect(kept({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['b']);
  });

  it.each([[null], [{}], [{ batchItemFailures: [] }], [{ batchItemFailures: null }]])(
    'takes %j for success',
    (response) => {
      expect(kept(response)).toEqual([]);
    },
  );

  it.each([
    [{ batchItemFailures: [{ itemIdentifier: '' }] }],
    [{ batchItemFailures: [{ itemIdentifier: null }] }],
    [{ batchItemFailures: [{ id: 'a' }] }],
    [{ batchItemFailures: [{ itemIdentifier: 'unknown' }] }],
    [{ batchItemFailures: 'a' }],
  ])('takes %j for a failure of the whole batch', (response) => {
    expect(kept(response)).toEqual(['a', 'b', 'c']);
  });

  it('keeps everything when the function failed, and nothing when the mapping asks for no report', () => {
    expect([...failedIds(batch, result({}, true), true)]).toEqual(['a', 'b', 'c']);
    expect(kept({ batchItemFailures: [{ itemIdentifier: 'b' }] }, false)).toEqual([]);
  });
});

describe('an event that fails for good', () => {
  const failing = useCity({
    data: { Failures: { Type: 'AWS::SQS::Queue', Properties: {} } },
    channel: {
      Counter: {
        ...fixtureFunction('counter'),
        Properties: { ...(fixtureFunction('counter').Properties as object), Handler: 'index.missing' },
      },
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Counter' },
          Qualifier: '$LATEST',
          MaximumRetryAttempts: 1,
          DestinationConfig: {
            OnFailure: { Destination: 'arn:aws:sqs:ap-northeast-2:000000000000:Data-Failures' },
          },
        },
      },
    },
  });

  it('is tried again by the city clock, then lies in the on-failure queue with its payload', async () => {
    const { city } = failing;
    const queued = async () => (await control(city, 'GET', '/queue/Failures')).body.ready;
    await act(city, { act: 'logs' });
    await until(async () => (await control(city, 'GET', '/metrics')).body.functions.Counter.errors === 1);
    await city.settled();
    expect(await queued()).toEqual([]);
    await city.clock.advance(61_000);
    const [message] = await until(async () => (await queued()).length === 1 && queued());
    expect(JSON.parse(message.body)).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 2 },
      requestPayload: { awslogs: { data: expect.any(String) } },
      responsePayload: { errorType: 'Runtime.HandlerNotFound' },
    });
  });
});
