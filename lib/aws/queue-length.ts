/** How long a queue is, as far as SQS knows. */
import { type ClientOptions, sqs } from './clients.ts';

/** What to count and how. */
export interface CountOptions {
  /** Also the messages that somebody holds at the moment. */
  readonly held?: boolean;
  readonly signal?: AbortSignal;
  readonly client?: ClientOptions;
}

/** Messages that wait in a queue, about. Rejects with the SDK's error. */
export async function queueLength(
  queueUrl: string,
  { held = false, signal, client: options }: CountOptions = {},
): Promise<number> {
  const { client, sdk } = await sqs(options);
  const names = [
    'ApproximateNumberOfMessages',
    ...(held ? (['ApproximateNumberOfMessagesNotVisible'] as const) : []),
  ] as const;
  const command = new sdk.GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] });
  const { Attributes = {} } = await client.send(command, signal ? { abortSignal: signal } : {});
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}
