/** Consumer of the hand-off queue, and the sweep that the clock starts every minute. */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import * as v from 'valibot';
import { type TicketStore, ticketStore } from '../../lib/aws/ticket-store.ts';
import { holidayDataWarning } from '../../lib/handoff/holidays.ts';
import { ENV } from '../../lib/names.ts';
import { consume } from './consume.ts';
import { logLine, type Origin } from './log.ts';
import { refreshSummary } from './queue-state.ts';
import { sweep } from './sweep.ts';

/** Patience of the store's client: nobody waits in the chat for this function. */
const PATIENCE = { connectMs: 1000, requestMs: 3000, maxAttempts: 3 };
/** Milliseconds before the function's own time-out at which every call is given up. */
const MARGIN_MS = 1000;

const records = v.looseObject({
  Records: v.array(
    v.looseObject({
      messageId: v.string(),
      body: v.string(),
      attributes: v.looseObject({
        SentTimestamp: v.pipe(v.string(), v.digits()),
        MessageGroupId: v.optional(v.string()),
      }),
    }),
  ),
});
const clockCall = v.looseObject({
  source: v.optional(v.string()),
  sweep: v.optional(v.boolean()),
  time: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});

/** An SQS batch gets its partial batch response; a call of the clock gets nothing. */
export const handler = middy<unknown, SQSBatchResponse | undefined>().handler(
  async (event: unknown, context: Context): Promise<SQSBatchResponse | undefined> => {
    const signal = AbortSignal.timeout(Math.max(1, context.getRemainingTimeInMillis() - MARGIN_MS));
    const store = ticketStore(required(ENV.ticketsTable), PATIENCE);
    const batch = v.safeParse(records, event);
    if (batch.success) return takeBatch(batch.output.Records as unknown as SQSRecord[], store, signal);
    await takeClock(v.parse(clockCall, event), store, signal);
    return undefined;
  },
);

async function takeBatch(
  batch: readonly SQSRecord[],
  store: TicketStore,
  signal: AbortSignal,
): Promise<SQSBatchResponse> {
  const { failed, ...counts } = await consume(batch, store, { signal });
  const at = Math.max(0, ...batch.map((record) => Number(record.attributes.SentTimestamp)));
  const summary = await refreshSummary(store, at, { signal });
  const figures = { run: 'batch', records: batch.length, failed: failed.length, ...counts };
  if ('failed' in summary) write(origin(at), { ...figures, problems: [summary.failed] });
  else write(origin(at), figures, summary.waiting);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

async function takeClock(
  call: v.InferOutput<typeof clockCall>,
  store: TicketStore,
  signal: AbortSignal,
): Promise<void> {
  const scheduled = call.sweep === true || call.source === 'aws.events' || call.source === 'aws.scheduler';
  if (!scheduled) throw new Error('Neither an SQS batch nor a call of the clock: check the event source.');
  const at = call.time === undefined ? Date.now() : Date.parse(call.time);
  const { waiting, ...figures } = await sweep(store, required(ENV.handoffQueueUrl), at, { signal });
  const warning = holidayDataWarning(at);
  write(origin(at), { run: 'sweep', ...figures, ...(warning ? { warning } : {}) }, waiting);
}

function write(...line: Parameters<typeof logLine>): void {
  process.stdout.write(`${logLine(...line)}\n`);
}

function origin(at: number): Origin {
  return { city: required(ENV.city), stage: required(ENV.stage), at };
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`Environment variable ${name} is missing: set it on the handoff function.`);
  return value;
}
