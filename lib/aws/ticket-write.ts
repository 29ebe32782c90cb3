/** Conditional writes of single items that tell apart: done, refused, failed for certain, and nobody knows. */
import type { AttributeValue, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type ClientOptions, dynamo } from './clients.ts';
import type { Item } from './ticket-item.ts';

/** Limits of one call. */
export interface Call {
  /** Aborts the call at the turn's deadline. */
  readonly signal?: AbortSignal;
}

/** A condition in DynamoDB's own words. */
export interface Condition {
  readonly expression: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, AttributeValue>>;
}

/**
 * What became of a write. `refused`: the condition did not hold; with `lost`, perhaps because an earlier try was done
 * and only its answer was lost. `unknown`: the answer was lost, it may have happened.
 */
export type Written =
  | { readonly done: true }
  | { readonly refused: true; readonly lost: boolean }
  | { readonly unknown: true }
  | { readonly failed: string };

/** Errors with which a request never left this machine or never met a listener. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** Puts a whole item if the condition holds. */
export async function putIf(
  table: string,
  item: Item,
  condition: Condition,
  call: Call = {},
  options?: ClientOptions,
): Promise<Written> {
  return write(
    call,
    options,
    (sdk) => new sdk.PutItemCommand({ TableName: table, Item: item, ...input(condition) }),
  );
}

/** Changes attributes of an item if the condition holds; `update` shares names and values with the condition. */
export async function updateIf(
  table: string,
  key: Item,
  update: string,
  condition: Condition,
  call: Call = {},
  options?: ClientOptions,
): Promise<Written> {
  return write(
    call,
    options,
    (sdk) =>
      new sdk.UpdateItemCommand({
        TableName: table,
        Key: key,
        UpdateExpression: update,
        ...input(condition),
      }),
  );
}

/** Options of the SDK's send for a call. */
export function sendOptions(call: Call): { abortSignal?: AbortSignal } {
  return call.signal ? { abortSignal: call.signal } : {};
}

/** Name of an error, which says what went wrong and holds nothing of a request. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? code : error.name;
}

type Sdk = Awaited<ReturnType<typeof dynamo>>['sdk'];
type WriteCommand = PutItemCommand | UpdateItemCommand;

async function write(
  call: Call,
  options: ClientOptions | undefined,
  make: (sdk: Sdk) => WriteCommand,
): Promise<Written> {
  if (call.signal?.aborted) return { failed: 'AbortedBeforeSent' };
  const { client, sdk } = await dynamo(options);
  const command = make(sdk);
  const tries = watchTries(command);
  try {
    await client.send(command as PutItemCommand, sendOptions(call));
    return { done: true };
  } catch (error) {
    if (error instanceof sdk.ConditionalCheckFailedException)
      return { refused: true, lost: tries.mayHaveArrived };
    return tries.mayHaveArrived ? { unknown: true } : { failed: reasonOf(error) };
  }
}

/** Watches every try of a command, so that a lost answer is not taken for a refusal. */
function watchTries(command: WriteCommand): { mayHaveArrived: boolean } {
  const tries = { mayHaveArrived: false };
  (command as PutItemCommand).middlewareStack.add(
    (next) => async (args) => {
      try {
        const result = await next(args);
        if (statusOf(result.response) >= 500) tries.mayHaveArrived = true;
        return result;
      } catch (error) {
        if (!NEVER_SENT.has(reasonOf(error))) tries.mayHaveArrived = true;
        throw error;
      }
    },
    { step: 'deserialize', priority: 'low', name: 'watchTries' },
  );
  return tries;
}

function statusOf(response: unknown): number {
  const status = (response as { statusCode?: unknown } | undefined)?.statusCode;
  return typeof status === 'number' ? status : 0;
}

function input({ expression, names, values }: Condition) {
  return {
    ConditionExpression: expression,
    ...(names ? { ExpressionAttributeNames: { ...names } } : {}),
    ...(values ? { ExpressionAttributeValues: { ...values } } : {}),
  };
}
