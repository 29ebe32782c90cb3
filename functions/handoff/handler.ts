/** Consumer of the hand-off queue, and the sweep that the clock starts every minute. */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSRecord } from 'aws-lambda';
import * as v from 'valibot';
import { type TicketStore, ticketStore } from '../../lib/aws/ticket-store.ts';
import { holidayDataWarning } from '../../lib/handoff/holidays.ts';
import type { HandoffEvent } from '../../lib/handoff/types.ts';
import { ENV } from '../../lib/names.ts';
import { bringAnswer } from './answer.ts';
import { type Bring, consume } from './consume.ts';
import { keyReader } from './keys.ts';
import { takeUp } from './late.ts';
import { logLine, type Origin } from './log.ts';
import { refreshSummary } from './queue-state.ts';
import { sweep } from './sweep.ts';
import { noticingStore, type Telling, tellDue, tellOpened, tellSettings } from './tell.ts';

/** Patience of the store's client: nobody waits in the chat for this function. */
const PATIENCE = { connectMs: 1000, requestMs: 3000, maxAttempts: 3 };
/** Milliseconds before the function's own time-out at which every call is given up. */
const MARGIN_MS = 1000;

const records = v.looseObject({
  Records: v.array(
    v.looseObject({
      messageId: v.string(),
      body: v.string(),
      receiptHandle: v.optional(v.string(), ''),
      eventSourceARN: v.optional(v.string(), ''),
      attributes: v.looseObject({
        SentTimestamp: v.pipe(v.string(), v.digits()),
        MessageGroupId: v.optional(v.string()),
        ApproximateReceiveCount: v.optional(v.pipe(v.string(), v.digits())),
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
    if (batch.success) {
      const all = batch.output.Records as unknown as SQSRecord[];
      return isLate(all) ? takeLate(all, store, signal) : takeBatch(all, store, signal);
    }
    await takeClock(v.parse(clockCall, event), store, signal);
    return undefined;
  },
);

async function takeBatch(
  batch: readonly SQSRecord[],
  store: TicketStore,
  signal: AbortSignal,
): Promise<SQSBatchResponse> {
  const opened: HandoffEvent[] = [];
  const { failed, sent, problems, ...counts } = await consume(
    batch,
    noticingStore(store, opened),
    { signal },
    bringer(store, signal),
  );
  const at = Math.max(0, ...batch.map((record) => Number(record.attributes.SentTimestamp)));
  const summary = await refreshSummary(store, at, { signal });
  const notices = await told((settings) => tellOpened(opened, store, settings, at, signal));
  const figures = { run: 'batch', records: batch.length, failed: failed.length, ...counts, sent, ...notices };
  const unread = 'failed' in summary ? [...problems, summary.failed] : problems;
  write(origin(at), unread.length > 0 ? { ...figures, problems: unread } : figures, {
    sent,
    ...untoldIn(notices),
    ...('failed' in summary ? {} : { waiting: summary.waiting }),
  });
  return failures(failed);
}

function failures(failed: readonly SQSRecord[]): SQSBatchResponse {
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** A batch comes from one queue; its ARN ends with the queue's name, as the URL does. */
function isLate([first]: readonly SQSRecord[]): boolean {
  const name = process.env[ENV.lateQueueUrl]?.split('/').at(-1);
  return name !== undefined && first?.eventSourceARN.split(':').at(-1) === name;
}

async function takeLate(
  batch: readonly SQSRecord[],
  store: TicketStore,
  signal: AbortSignal,
): Promise<SQSBatchResponse> {
  const rooms = {
    store,
    table: required(ENV.ticketsTable),
    handoffQueueUrl: required(ENV.handoffQueueUrl),
    lateQueueUrl: required(ENV.lateQueueUrl),
    wall: Date.now,
    request: fetch,
  };
  const { failed, ...counts } = await takeUp(batch, rooms, { signal });
  const at = Math.max(0, ...batch.map((record) => Number(record.attributes.SentTimestamp)));
  write(origin(at), { run: 'late', records: batch.length, failed: failed.length, ...counts });
  return failures(failed);
}

const readKeys = keyReader(() => performance.now());

/** Answers go out only where the deployment has a key for it; otherwise they wait for the citizen's next visit. */
function bringer(store: TicketStore, signal: AbortSignal): Bring | undefined {
  const seal = process.env[ENV.answerKeyParameter];
  const kakao = process.env[ENV.kakaoKeyParameter];
  if (!seal || !kakao) return undefined;
  const rooms = {
    store,
    table: required(ENV.ticketsTable),
    event: required(ENV.answerEvent),
    keys: (given?: AbortSignal) => readKeys({ seal, kakao }, given),
    request: fetch,
  };
  return (event, record) => bringAnswer(event, record, rooms, { signal });
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
  const notices = await told((settings) => tellDue(store, settings, at, signal));
  const warning = holidayDataWarning(at);
  const metrics = { ...untoldIn(notices), ...(waiting === undefined ? {} : { waiting }) };
  write(origin(at), { run: 'sweep', ...figures, ...notices, ...(warning ? { warning } : {}) }, metrics);
}

/** Notices are the last and least: what fails is named, and holds nothing up. Empty where the city wants none. */
async function told(
  tell: (settings: NonNullable<ReturnType<typeof tellSettings>>) => Promise<Telling>,
): Promise<Partial<Telling>> {
  const settings = tellSettings(process.env);
  if (!settings) return {};
  return tell(settings).catch((error: unknown) => ({
    told: 0,
    untold: [error instanceof Error ? error.name : 'UnknownError'],
  }));
}

function untoldIn({ untold = [] }: Partial<Telling>): { readonly untold?: number } {
  return untold.length === 0 ? {} : { untold: untold.length };
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
