/** Takes events from the queue: has answers brought, marks tickets as announced. Doing it twice changes nothing. */
import type { SQSRecord } from 'aws-lambda';
import type { Call, TicketStore } from '../../lib/aws/ticket-store.ts';
import { type Poison, readEvent } from '../../lib/handoff/event.ts';
import { type Worked, workInOrder } from '../../lib/handoff/in-order.ts';
import type { HandoffEvent } from '../../lib/handoff/types.ts';
import type { Brought } from './answer.ts';

/** What became of a batch; figures and message ids only. */
export interface Consumed {
  readonly failed: readonly SQSRecord[];
  /** Tickets that were announced by this batch. */
  readonly marked: number;
  /** Events whose ticket was announced before, has moved on, or is gone. */
  readonly repeated: number;
  /** Messages that can never be read, with why; they reach the dead-letter queue. */
  readonly poisoned: readonly { readonly messageId: string; readonly why: Poison }[];
  /** Answers that Kakao took, and those that it did not. */
  readonly sent: number;
  readonly undelivered: number;
  /** Names of what hindered an answer. */
  readonly problems: readonly string[];
}

/** Brings the answer of an event; absent where the city does not let answers go out. */
export type Bring = (event: HandoffEvent, record: SQSRecord) => Promise<Brought>;

/** Works through a batch; the first failure of a group holds back the rest of that group. */
export async function consume(
  records: readonly SQSRecord[],
  store: TicketStore,
  call: Call,
  bring?: Bring,
): Promise<Consumed> {
  const poisoned: { messageId: string; why: Poison }[] = [];
  const brought: Brought[] = [];
  let marked = 0;
  let repeated = 0;
  const work = async (record: SQSRecord): Promise<Worked> => {
    const event = readEvent(record.body);
    if ('poison' in event) {
      poisoned.push({ messageId: record.messageId, why: event.poison });
      return { done: false };
    }
    if (event.kind === 'answered' && bring) {
      const outcome = await bring(event, record);
      brought.push(outcome);
      if (outcome.kind === 'again') return { done: false };
    }
    const result = await store.markAnnounced(event, call);
    if ('failed' in result) return { done: false };
    if (result.marked) marked += 1;
    else repeated += 1;
    return { done: true };
  };
  const failed = await workInOrder(records, groupOf, work);
  return { failed, marked, repeated, poisoned, ...figuresOf(brought) };
}

function figuresOf(brought: readonly Brought[]): Pick<Consumed, 'sent' | 'undelivered' | 'problems'> {
  return {
    sent: brought.filter((each) => each.kind === 'sent' || (each.kind === 'again' && each.sent)).length,
    undelivered: brought.filter(({ kind }) => kind === 'failed').length,
    problems: [...new Set(brought.flatMap((each) => (each.kind === 'again' ? each.why : [])))],
  };
}

function groupOf(record: SQSRecord): string {
  return record.attributes.MessageGroupId ?? record.messageId;
}
