/** Tickets and the queue summary as DynamoDB items. Imports no client: the chat function reads items with it. */
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as v from 'valibot';
import { handoffEvent } from '../handoff/event.ts';
import { isExpired } from '../handoff/machine.ts';
import { type QueueSummary, TICKET_OUTCOMES, TICKET_STATES, type Ticket } from '../handoff/types.ts';

/** A raw item. */
export type Item = Record<string, AttributeValue>;

/** Schema versions of a ticket that are read. A new one is read everywhere (deployed) before anything writes it. */
export const TICKET_VERSIONS = [1] as const;
/** Schema version that is written. */
export const TICKET_VERSION = 1;

const SUMMARY_KEY = 'SUMMARY';

const talkLine = v.object({
  who: v.picklist(['citizen', 'bot', 'counsellor']),
  text: v.string(),
  at: v.number(),
});
const step = v.looseObject({
  to: v.string(),
  at: v.number(),
  by: v.string(),
  note: v.optional(v.string()),
  event: v.optional(v.string()),
});

/** Attributes that a later version may have added are kept, so that a whole-item write by this one loses nothing. */
const ticketSchema = v.looseObject({
  v: v.picklist(TICKET_VERSIONS),
  id: v.string(),
  number: v.string(),
  state: v.picklist(TICKET_STATES),
  rev: v.number(),
  newsRev: v.optional(v.number()),
  openedAt: v.number(),
  changedAt: v.number(),
  field: v.optional(v.string()),
  entry: v.optional(v.string()),
  talk: v.array(talkLine),
  history: v.array(step),
  event: handoffEvent,
  announced: v.boolean(),
  claimedBy: v.optional(v.string()),
  claimedAt: v.optional(v.number()),
  waitedMs: v.optional(v.number()),
  closedAt: v.optional(v.number()),
  answer: v.optional(v.object({ text: v.string(), at: v.number(), shown: v.boolean() })),
  expiresAt: v.optional(v.number()),
  waitsFrom: v.optional(v.number()),
  keepDays: v.optional(v.number()),
  department: v.optional(v.string()),
  touchedAt: v.optional(v.number()),
  outcome: v.optional(v.picklist(TICKET_OUTCOMES)),
  erased: v.optional(v.boolean()),
  past: v.optional(v.array(v.string())),
  reach: v.optional(v.string()),
  lately: v.optional(v.array(v.number())),
  heard: v.optional(v.array(v.string())),
});

const summarySchema = v.object({
  waiting: v.number(),
  usualWaitMs: v.optional(v.number()),
  at: v.number(),
  opened: v.optional(v.array(v.number())),
});

/** Key of a citizen's ticket, for a read of many tables. `key`: the pseudonym, or an archived ticket's `closed#<id>`. */
export function ticketKeyOf(key: string): Item {
  return { pk: { S: key } };
}

/** Key of the one summary item. */
export function summaryKey(): Item {
  return { pk: { S: SUMMARY_KEY } };
}

/** The item of a ticket. */
export function ticketToItem(ticket: Ticket): Item {
  const { key, ...rest } = ticket;
  return { ...attributesOf({ v: TICKET_VERSION, ...rest }), pk: { S: key } };
}

/** The ticket of an item; undefined when there is none, it is expired (`now`: epoch ms), or not readable by this version. */
export function ticketFromItem(item: Item | undefined, now: number): Ticket | undefined {
  if (item?.pk?.S === undefined) return undefined;
  const { pk, ...rest } = valuesOf(item);
  const parsed = v.safeParse(ticketSchema, rest);
  if (!parsed.success) return undefined;
  const { v: _version, ...fields } = parsed.output;
  const ticket = { key: pk, ...fields } as Ticket;
  return isExpired(ticket, now) ? undefined : ticket;
}

/** The item of the summary. It has no state, so that the index by state leaves it out. */
export function summaryToItem(summary: QueueSummary): Item {
  return { ...attributesOf({ ...summary }), ...summaryKey() };
}

/** The summary of an item; undefined when there is none. */
export function summaryFromItem(item: Item | undefined): QueueSummary | undefined {
  if (!item) return undefined;
  const parsed = v.safeParse(summarySchema, valuesOf(item));
  return parsed.success ? (parsed.output as QueueSummary) : undefined;
}

function attributesOf(values: Readonly<Record<string, unknown>>): Item {
  const present = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, attributeOf(value)]));
}

function attributeOf(value: unknown): AttributeValue {
  if (typeof value === 'string') return { S: value };
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  if (Array.isArray(value)) return { L: value.map(attributeOf) };
  return { M: attributesOf(value as Record<string, unknown>) };
}

function valuesOf(item: Item): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).map(([name, value]) => [name, plainOf(value)]));
}

function plainOf(attribute: AttributeValue): unknown {
  if (attribute.S !== undefined) return attribute.S;
  if (attribute.N !== undefined) return Number(attribute.N);
  if (attribute.BOOL !== undefined) return attribute.BOOL;
  if (attribute.L !== undefined) return attribute.L.map(plainOf);
  return attribute.M === undefined ? undefined : valuesOf(attribute.M);
}
