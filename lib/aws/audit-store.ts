/** The audit trail in DynamoDB: partition by month, written once, never changed or deleted by hand. */
import * as v from 'valibot';
import { AUDIT_ACTIONS, type AuditEntry } from '../staff/api.ts';
import type { AuditLine } from '../staff/audit.ts';
import { type ClientOptions, dynamo } from './clients.ts';

/** Lines of a page. */
export const AUDIT_PAGE = 100;

/** The trail. Both reject with the SDK's error when the store is away. */
export interface AuditStore {
  write(line: AuditLine): Promise<void>;
  /** Lines of a month ('2026-11'), latest first. `from`: `next` of the page before. `now`: epoch ms, expired ones are left out. */
  list(
    month: string,
    now: number,
    from?: string,
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly next?: string }>;
}

const text = v.optional(v.object({ S: v.string() }));
const itemSchema = v.object({
  at: v.object({ N: v.pipe(v.string(), v.transform(Number)) }),
  who: v.object({ S: v.string() }),
  name: text,
  what: v.object({ S: v.picklist(AUDIT_ACTIONS) }),
  ticket: text,
  number: text,
  expiresAt: v.object({ N: v.pipe(v.string(), v.transform(Number)) }),
});

/** The store of a table. */
export function auditStore(table: string, options?: ClientOptions): AuditStore {
  return {
    async write({ month, order, at, who, name, what, ticket, number, expiresAt }) {
      const { client, sdk } = await dynamo(options);
      const Item = {
        pk: { S: month },
        sk: { S: order },
        at: { N: String(at) },
        who: { S: who },
        what: { S: what },
        ...(name === undefined ? {} : { name: { S: name } }),
        ...(ticket === undefined ? {} : { ticket: { S: ticket } }),
        ...(number === undefined ? {} : { number: { S: number } }),
        expiresAt: { N: String(expiresAt) },
      };
      await client.send(new sdk.PutItemCommand({ TableName: table, Item }));
    },
    async list(month, now, from) {
      const { client, sdk } = await dynamo(options);
      const query = new sdk.QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :month',
        ExpressionAttributeValues: { ':month': { S: month } },
        ScanIndexForward: false,
        Limit: AUDIT_PAGE,
        ...(from === undefined ? {} : { ExclusiveStartKey: { pk: { S: month }, sk: { S: from } } }),
      });
      const { Items = [], LastEvaluatedKey } = await client.send(query);
      const next = LastEvaluatedKey?.sk?.S;
      return {
        entries: Items.flatMap((item) => entryOf(item, now)),
        ...(next === undefined ? {} : { next }),
      };
    },
  };
}

function entryOf(item: unknown, now: number): AuditEntry[] {
  const parsed = v.safeParse(itemSchema, item);
  if (!parsed.success || parsed.output.expiresAt.N * 1000 <= now) return [];
  const { at, who, name, what, ticket, number } = parsed.output;
  return [
    {
      at: at.N,
      who: who.S,
      ...(name === undefined ? {} : { name: name.S }),
      what: what.S,
      ...(ticket === undefined ? {} : { ticket: ticket.S }),
      ...(number === undefined ? {} : { number: number.S }),
    },
  ];
}
