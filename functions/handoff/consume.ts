/** Takes events from the queue: marks their tickets as announced. Doing it twice changes nothing. */
import type { SQSRecord } from 'aws-lambda';
import type { Call, TicketStore } from '../../lib/aws/ticket-store.ts';
import { type Poison, readEvent } from '../../lib/handoff/event.ts';
import { type Worked, workInOrder } from '../../lib/handoff/in-order.ts';

/** What became of a batch; figures and message ids only. */
export interface Consumed {
  readonly failed: readonly SQSRecord[];
  /** Tickets that were announced by this batch. */
  readonly marked: number;
  /** Events whose ticket was announced before, has moved on, or is gone. */
  readonly repeated: number;
  /** Messages that can never be read, with why; they reach the dead-letter queue. */
  readonly poisoned: readonly { readonly messageId: string; readonly why: Poison }[];
}

/** Works through a batch; the first failure of a group holds back the rest of that group. */
export async function consume(
  records: readonly SQSRecord[],
  store: TicketStore,
  call: Call,
): Promise<Consumed> {
  const poisoned: { messageId: string; why: Poison }[] = [];
  let marked = 0;
  let repeated = 0;
  const work = async (record: SQSRecord): Promise<Worked> => {
    const event = readEvent(record.body);
    if ('poison' in event) {
      poisoned.push({ messageId: record.messageId, why: event.poison });
      return { done: false };
    }
    const result = await store.markAnnounced(event, call);
    if ('failed' in result) return { done: false };
    if (result.marked) marked += 1;
    else repeated += 1;
    return { done: true };
  };
  const failed = await workInOrder(records, groupOf, work);
  return { failed, marked, repeated, poisoned };
}

function groupOf(record: SQSRecord): string {
  return record.attributes.MessageGroupId ?? record.messageId;
}
