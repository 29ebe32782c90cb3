/**
 * Tells people where they already look (e-mail, chat) of new tickets, broken service levels and dead letters. Only
 * where the city has set it up. What cannot be told is named in the log line and holds nothing up.
 */
import { isDeepStrictEqual } from 'node:util';
import { contentStore } from '../../lib/aws/content-store.ts';
import {
  changeOwed,
  type NoticeState,
  type Owed,
  readNoticeState,
  writeNoticeState,
} from '../../lib/aws/notice-state.ts';
import { parseWebhook, type Told, tellTopic, tellWebhook } from '../../lib/aws/notices.ts';
import { queueLength } from '../../lib/aws/queue-length.ts';
import { getParameters } from '../../lib/aws/ssm.ts';
import { allIn } from '../../lib/aws/ticket-list.ts';
import type { TicketStore } from '../../lib/aws/ticket-store.ts';
import { lateMsOf } from '../../lib/city/profile.ts';
import { unpackSnapshot } from '../../lib/content/snapshot.ts';
import type { Content } from '../../lib/content/types.ts';
import type { HandoffEvent, Ticket } from '../../lib/handoff/types.ts';
import { waitsFrom } from '../../lib/handoff/wait.ts';
import { ENV } from '../../lib/names.ts';
import { mayBeLate, newlyLate } from '../../lib/notify/due.ts';
import { type Notice, type NoticeOrigin, noticeText } from '../../lib/notify/notice.ts';
import { WEBHOOK_SHAPES, type WebhookShape } from '../../lib/notify/shapes.ts';

/** Where notices go and what they are made from. */
export interface TellSettings {
  readonly deployment: string;
  readonly ticketsTable: string;
  readonly contentTable: string;
  readonly deadLettersUrl: string;
  readonly lateDeadLettersUrl: string;
  readonly staffUrl: string;
  readonly topicArn?: string;
  readonly webhook?: { readonly parameter: string; readonly shape: WebhookShape };
}

/** Counts for the log line. */
export interface Telling {
  readonly told: number;
  /** Names of what went wrong. */
  readonly untold: readonly string[];
}

/** Patience of the clients: nobody waits here. */
const PATIENCE = { connectMs: 1000, requestMs: 3000, maxAttempts: 3 };
/** From when on what is owed counts as missed, ms: until then the batch that noted it may be at work. */
const OWED_MS = 60_000;
const NOTHING: Telling = { told: 0, untold: [] };

/** The settings of this environment; undefined where no way out is set up. */
export function tellSettings(env: Readonly<Record<string, string | undefined>>): TellSettings | undefined {
  const topicArn = env[ENV.noticeTopic];
  const parameter = env[ENV.noticeWebhookParameter];
  const shape = WEBHOOK_SHAPES.find((each) => each === env[ENV.noticeWebhookShape]);
  if (!topicArn && !(parameter && shape)) return undefined;
  return {
    deployment: `${env[ENV.city]} ${env[ENV.stage]}`,
    ticketsTable: env[ENV.ticketsTable] ?? '',
    contentTable: env[ENV.contentTable] ?? '',
    deadLettersUrl: env[ENV.deadLettersUrl] ?? '',
    lateDeadLettersUrl: env[ENV.lateDeadLettersUrl] ?? '',
    staffUrl: env[ENV.staffUrl] ?? '',
    ...(topicArn ? { topicArn } : {}),
    ...(parameter && shape ? { webhook: { parameter, shape } } : {}),
  };
}

/** A store that remembers which opened tickets it was the first to announce: each is told of once. */
export function noticingStore(store: TicketStore, opened: HandoffEvent[]): TicketStore {
  return {
    ...store,
    async markAnnounced(event, call) {
      const result = await store.markAnnounced(event, call);
      if ('marked' in result && result.marked && event.kind === 'opened') opened.push(event);
      return result;
    },
  };
}

/**
 * Tells of tickets that were announced by this batch. `at`: epoch ms. What is owed is noted first and crossed out when
 * somebody was told: what failed, or was cut off, the clock tells later.
 */
export async function tellOpened(
  opened: readonly HandoffEvent[],
  store: TicketStore,
  settings: TellSettings,
  at: number,
  signal: AbortSignal,
): Promise<Telling> {
  if (opened.length === 0) return NOTHING;
  const owed = opened.map((event): Owed => ({ event, since: at }));
  const noted = await changed(settings, 'ADD', owed, signal);
  const content = await contentOf(settings, signal);
  const looks = await Promise.all(owed.map((each) => lookAt(each, store, at, signal)));
  const sent = await tellAll(
    looks.flatMap(({ ticket }) => (ticket ? [openedNotice(ticket, content)] : [])),
    settings,
    content,
    at,
    signal,
  );
  const told = looks.filter(({ ticket }) => ticket).filter((_, index) => sent[index]?.told);
  const done = [...told, ...looks.filter(({ gone }) => gone)].map(({ owed: each }) => each);
  const crossed = await changed(settings, 'DELETE', done, signal);
  const problems = looks.flatMap(({ failed }) => failed ?? []);
  return tellingOf(sent, [...problems, ...noted, ...crossed]);
}

/** Tells of what the clock brings: what is owed, tickets that became late, and dead letters that were not there before. */
export async function tellDue(
  store: TicketStore,
  settings: TellSettings,
  now: number,
  signal: AbortSignal,
): Promise<Telling> {
  const { state: stored, owed } = await readNoticeState(settings.ticketsTable, signal, PATIENCE);
  // The first time, what was late before is not told of.
  const state: NoticeState = stored ?? { lateUntil: now, deadLetters: 0, unstored: 0 };
  const waiting = await allIn(store, 'waiting', now, { signal });
  const [deadLetters, unstored] = await Promise.all([
    queueLength(settings.deadLettersUrl, { signal, client: PATIENCE }),
    queueLength(settings.lateDeadLettersUrl, { signal, client: PATIENCE }),
  ]);
  const dead = deadNotices({ deadLetters, unstored }, state);
  const due = owed.filter(({ since }) => now - since >= OWED_MS);
  const looks = await Promise.all(due.map((each) => lookAt(each, store, now, signal)));
  const missed = looks.flatMap(({ ticket }) => ticket ?? []);
  const candidates = 'failed' in waiting ? [] : waiting.filter((ticket) => mayBeLate(ticket, now));
  const needed = candidates.length > 0 || missed.length > 0 || dead.length > 0;
  const content = needed ? await contentOf(settings, signal) : undefined;
  const late = content ? newlyLate(candidates, content.city, state.lateUntil, now) : [];
  const total = 'failed' in waiting ? late.length : waiting.length;
  const notices: Notice[] = [
    ...owedNotices(missed, content),
    ...(content && late.length > 0 ? [lateNotice(late, total, lateMsOf(content.city))] : []),
    ...dead,
  ];
  const sent = await tellAll(notices, settings, content, now, signal);
  const untold = (kind: Notice['kind']) => sent.some(({ notice, told }) => notice.kind === kind && !told);
  const done = looks.filter(({ gone, ticket }) => gone || (ticket && !untold('owed') && !untold('opened')));
  const crossed = await changed(
    settings,
    'DELETE',
    done.map(({ owed: each }) => each),
    signal,
  );
  // What nobody could be told of is told by the next sweep.
  const next = {
    lateUntil: late.length > 0 && !untold('late') ? now : state.lateUntil,
    deadLetters: untold('deadLetters') ? state.deadLetters : deadLetters,
    unstored: untold('unstored') ? state.unstored : unstored,
  };
  const same = isDeepStrictEqual(stored, next);
  if (!same) await writeNoticeState(settings.ticketsTable, next, signal, PATIENCE);
  return tellingOf(sent, crossed);
}

type Dead = Pick<NoticeState, 'deadLetters' | 'unstored'>;

/** Of more dead letters than were told of before. */
function deadNotices(now: Dead, before: Dead): readonly Notice[] {
  return (['deadLetters', 'unstored'] as const)
    .filter((kind) => now[kind] > before[kind])
    .map((kind) => ({ kind, count: now[kind] }));
}

/** What has become of a ticket that is owed: only of one that still waits somebody has to be told. */
interface Look {
  readonly owed: Owed;
  readonly ticket?: Ticket;
  readonly gone?: true;
  readonly failed?: string;
}

async function lookAt(owed: Owed, store: TicketStore, now: number, signal: AbortSignal): Promise<Look> {
  const read = await store.readTicket(owed.event.citizen, now, { signal });
  if ('failed' in read) return { owed, failed: read.failed };
  const waits = 'ticket' in read && read.ticket.id === owed.event.ticket && read.ticket.state === 'waiting';
  return waits ? { owed, ticket: read.ticket } : { owed, gone: true };
}

/** Notes or crosses out; the name of what hindered it, since a notice goes out all the same. */
async function changed(
  { ticketsTable }: TellSettings,
  change: 'ADD' | 'DELETE',
  owed: readonly Owed[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  try {
    await changeOwed(ticketsTable, change, owed, signal, PATIENCE);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.name : 'UnknownError'];
  }
}

function owedNotices(missed: readonly Ticket[], content: Content | undefined): readonly Notice[] {
  const [only] = missed;
  if (!only) return [];
  if (missed.length === 1) return [openedNotice(only, content)];
  return [{ kind: 'owed', numbers: missed.map(({ number }) => number) }];
}

function openedNotice(ticket: Ticket, content: Content | undefined): Notice {
  const field = content?.fields.find(({ id }) => id === ticket.field)?.name;
  const night = waitsFrom(ticket) > ticket.openedAt;
  return { kind: 'opened', number: ticket.number, night, ...(field === undefined ? {} : { field }) };
}

function lateNotice(late: readonly Ticket[], waiting: number, lateMs: number): Notice {
  return { kind: 'late', numbers: late.map(({ number }) => number), minutes: lateMs / 60_000, waiting };
}

/** What became of a notice: told when one way out took it. */
interface Sent {
  readonly notice: Notice;
  readonly told: boolean;
  readonly results: readonly Told[];
}

async function tellAll(
  notices: readonly Notice[],
  settings: TellSettings,
  content: Content | undefined,
  at: number,
  signal: AbortSignal,
): Promise<readonly Sent[]> {
  const origin: NoticeOrigin = {
    city: content?.city.name ?? settings.deployment,
    deployment: settings.deployment,
    staffUrl: settings.staffUrl,
  };
  return Promise.all(
    notices.map(async (notice) => {
      const results = await tell(notice, settings, origin, at, signal);
      return { notice, results, told: results.some((result) => 'told' in result) };
    }),
  );
}

function tellingOf(sent: readonly Sent[], problems: readonly string[]): Telling {
  const results = sent.flatMap((each) => each.results);
  const failed = results.flatMap((result) => ('failed' in result ? [result.failed] : []));
  return { told: results.length - failed.length, untold: [...new Set([...failed, ...problems])] };
}

async function tell(
  notice: Notice,
  settings: TellSettings,
  origin: NoticeOrigin,
  at: number,
  signal: AbortSignal,
): Promise<readonly Told[]> {
  const text = noticeText(notice, origin);
  const { topicArn, webhook } = settings;
  return Promise.all([
    ...(topicArn ? [tellTopic(topicArn, text, new Date(), signal)] : []),
    ...(webhook ? [byWebhook(webhook, text, at, signal)] : []),
  ]);
}

async function byWebhook(
  { parameter, shape }: { readonly parameter: string; readonly shape: WebhookShape },
  text: Parameters<typeof tellWebhook>[2],
  at: number,
  signal: AbortSignal,
): Promise<Told> {
  try {
    const webhook = parseWebhook((await getParameters([parameter], signal)).get(parameter) ?? '');
    return webhook ? tellWebhook(webhook, shape, text, at, signal) : { failed: 'WebhookParameter' };
  } catch (error) {
    return { failed: error instanceof Error ? error.name : 'UnknownError' };
  }
}

let known: { readonly digest: string; readonly content: Content } | undefined;

/** The content in force, for names and hours; undefined while it cannot be read. */
async function contentOf({ contentTable }: TellSettings, signal: AbortSignal): Promise<Content | undefined> {
  try {
    const store = contentStore(contentTable, PATIENCE);
    const pointer = await store.readPointer(signal);
    if (!pointer || known?.digest === pointer.digest) return known?.content;
    const unpacked = unpackSnapshot(await store.readVersion(pointer.version, signal));
    if (unpacked.ok) known = { digest: pointer.digest, content: unpacked.snapshot.content };
  } catch {
    // The last content known, or none: a notice without the field's name is still a notice.
  }
  return known?.content;
}
