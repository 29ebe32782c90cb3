/**
 * Sessions in DynamoDB, and the one read a turn costs: session, the citizen's own ticket and, where due, the content
 * pointer and the queue summary come by a single BatchGetItem.
 */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import type { Session } from '../dialogue/session.ts';
import { dynamo } from './clients.ts';
import { type Pointer, parsePointer, pointerKey } from './content/items.ts';
import { summaryKey, ticketKeyOf } from './ticket-item.ts';

/** Physical table names. */
export interface TurnTables {
  readonly sessions: string;
  readonly tickets: string;
  readonly content: string;
}

/** Raw items of one turn; what was not asked for or not there is absent. */
export interface TurnItems {
  readonly session?: Session;
  readonly ticket?: Record<string, AttributeValue>;
  readonly summary?: Record<string, AttributeValue>;
  readonly pointer?: Pointer;
}

/** What to read beside session and ticket. */
export interface TurnRead {
  readonly citizen: string;
  readonly pointer: boolean;
  /** Epoch ms: an expired session counts as absent though its item may still be there. */
  readonly now: number;
}

const place = v.object({
  field: v.optional(v.string()),
  entry: v.optional(v.string()),
  candidates: v.optional(v.array(v.string())),
  expects: v.optional(v.picklist(['message', 'erase'])),
});
const line = v.object({
  who: v.picklist(['citizen', 'bot', 'counsellor']),
  text: v.string(),
  at: v.number(),
});
const sessionSchema = v.object({
  at: place,
  before: place,
  talk: v.array(line),
  requests: v.array(v.string()),
  seenAt: v.number(),
});

function parseSession(item: Record<string, AttributeValue> | undefined, now: number): Session | undefined {
  const expires = Number(item?.expiresAt?.N ?? 0) * 1000;
  if (!item?.body?.S || expires <= now) return undefined;
  try {
    const parsed = v.safeParse(sessionSchema, JSON.parse(item.body.S));
    return parsed.success ? (parsed.output as Session) : undefined;
  } catch {
    return undefined;
  }
}

type Keys = Record<string, AttributeValue>[];

function keysOf(tables: TurnTables, read: TurnRead): Record<string, { Keys: Keys }> {
  const wanted: Record<string, { Keys: Keys }> = {
    [tables.sessions]: { Keys: [{ pk: { S: read.citizen } }] },
    [tables.tickets]: { Keys: [ticketKeyOf(read.citizen), summaryKey()] },
  };
  if (read.pointer) {
    wanted[tables.content] = { Keys: [pointerKey] };
  }
  return wanted;
}

/** Reads what a turn needs in one request. Throws when the store does not answer before `signal` aborts. */
export async function readTurn(tables: TurnTables, read: TurnRead, signal: AbortSignal): Promise<TurnItems> {
  const { client, sdk } = await dynamo();
  const command = new sdk.BatchGetItemCommand({ RequestItems: keysOf(tables, read) });
  const { Responses, UnprocessedKeys } = await client.send(command, { abortSignal: signal });
  if (Object.keys(UnprocessedKeys ?? {}).length > 0)
    throw new Error('The store left keys unread (throttled).');
  const tickets = Responses?.[tables.tickets] ?? [];
  const session = parseSession(Responses?.[tables.sessions]?.[0], read.now);
  const ticket = tickets.find((item) => item.pk?.S === read.citizen);
  const summary = tickets.find((item) => item.pk?.S === summaryKey().pk?.S);
  const pointer = parsePointer(Responses?.[tables.content]?.[0]);
  return {
    ...(session ? { session } : {}),
    ...(ticket ? { ticket } : {}),
    ...(summary ? { summary } : {}),
    ...(pointer ? { pointer } : {}),
  };
}

/** Writes a session; it expires `hours` after its last turn. */
export async function saveSession(
  tables: TurnTables,
  citizen: string,
  session: Session,
  hours: number,
  signal: AbortSignal,
): Promise<void> {
  const { client, sdk } = await dynamo();
  const expiresAt = Math.ceil(session.seenAt / 1000) + hours * 3600;
  const Item = {
    pk: { S: citizen },
    body: { S: JSON.stringify(session) },
    seenAt: { N: String(session.seenAt) },
    expiresAt: { N: String(expiresAt) },
  };
  await client.send(new sdk.PutItemCommand({ TableName: tables.sessions, Item }), { abortSignal: signal });
}

/** Deletes a session whole. */
export async function deleteSession(tables: TurnTables, citizen: string, signal: AbortSignal): Promise<void> {
  const { client, sdk } = await dynamo();
  await client.send(new sdk.DeleteItemCommand({ TableName: tables.sessions, Key: { pk: { S: citizen } } }), {
    abortSignal: signal,
  });
}
