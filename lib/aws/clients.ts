/**
 * AWS clients, made when a turn first needs them: importing one costs more start-up time than all the rest of a
 * function, so each comes by a dynamic import and lies in a chunk of its own.
 */

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';

/** How patient a client is. The defaults suit a turn that must end within 3 s. */
export interface ClientOptions {
  /** Milliseconds to a connection. Default 300. */
  readonly connectMs?: number;
  /** Milliseconds from the request to its answer. Default 800. */
  readonly requestMs?: number;
  /** Tries in all, the first included. Default 2. */
  readonly maxAttempts?: number;
  /** Address of a local service; absent: AWS_ENDPOINT_URL_DYNAMODB or AWS_ENDPOINT_URL_SQS, else AWS. */
  readonly endpoint?: string;
  /** Region; absent: AWS_REGION. */
  readonly region?: string;
  /** Keys to sign with; absent: the SDK's own chain. */
  readonly credentials?: Credentials;
}

/** Keys of an AWS identity. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A DynamoDB client and the commands that go with it. */
export interface Dynamo {
  readonly client: DynamoDBClient;
  readonly sdk: typeof import('./sdk/dynamodb.ts');
}

/** An SQS client and the commands that go with it. */
export interface Sqs {
  readonly client: SQSClient;
  readonly sdk: typeof import('./sdk/sqs.ts');
}

function settings({ connectMs = 300, requestMs = 800, maxAttempts = 2, ...rest }: ClientOptions) {
  const patience = { connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true };
  return { maxAttempts, requestHandler: patience, ...rest };
}

function once<T>(make: (options: ClientOptions) => Promise<T>): (options?: ClientOptions) => Promise<T> {
  const made = new Map<string, Promise<T>>();
  return (options = {}) => {
    const key = JSON.stringify(options);
    const client = made.get(key) ?? make(options);
    made.set(key, client);
    return client;
  };
}

/** The DynamoDB client of this process; the same options give the same client. */
export const dynamo: (options?: ClientOptions) => Promise<Dynamo> = once(async (options) => {
  const sdk = await import('./sdk/dynamodb.ts');
  return { client: new sdk.DynamoDBClient(settings(options)), sdk };
});

/** The SQS client of this process; the same options give the same client. */
export const sqs: (options?: ClientOptions) => Promise<Sqs> = once(async (options) => {
  const sdk = await import('./sdk/sqs.ts');
  return { client: new sdk.SQSClient(settings(options)), sdk };
});
