/** The least a stateful function can do: one read from DynamoDB, client made when first needed. */
import { randomUUID } from 'node:crypto';

const client = import('@aws-sdk/client-dynamodb').then(({ DynamoDBClient, GetItemCommand }) => ({
  dynamo: new DynamoDBClient({}),
  GetItemCommand,
}));

export const handler = async (): Promise<{ statusCode: number; body: string }> => {
  const { dynamo, GetItemCommand } = await client;
  const Key = { pk: { S: randomUUID() } };
  const { Item } = await dynamo.send(new GetItemCommand({ TableName: process.env.TABLE, Key }));
  return { statusCode: 200, body: JSON.stringify({ found: Item !== undefined }) };
};
