/**
 * Tells people where they already look (e-mail, chat) of new tickets, broken service levels and dead letters. Only
 * where the city has set it up. What cannot be told is named in the log line and holds nothing up.
 */
import { contentStore } from '../../lib/aws/content-store.ts';
import {
  type NoticeState,
  queueLength,
  readNoticeState,
  writeNoticeState,
} from '../../lib/aws/notice-state.ts';
import { parseWebhook, type Told, tellTopic, tellWebhook } from '../../lib/aws/notices.ts';
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

/** Tells of tickets that were announced by this batch. `at`: epoch ms. */
export async function tellOpened(
  opened: readonly HandoffEvent[],
  store: TicketStore,
  settings: TellSettings,
  at: number,
  signal: AbortSignal,
): Promise<Telling> {
  if (opened.length === 0) return NOTHING;
  const content = await contentOf(settings, signal);
  const tickets = await Promise.all(opened.map(({ citizen }) => store.readTicket(citizen, at, { signal })));
  const notices = tickets.flatMap((read) => ('ticket' in read ? [openedNotice(read.ticket, content)] : []));
  return tellAll(notices, settings, content, at, signal);
}

/** Tells of what the clock brings: tickets that became late, and dead letters that were not there before. */
export async function tellDue(
  store: TicketStore,
  settings: TellSettings,
  now: number,
  signal: AbortSignal,
): Promise<Telling> {
  const stored = await readNoticeState(settings.ticketsTable, signal, PATIENCE);
  // The first time, what was late before is not told of.
  const state: NoticeState = stored ?? { lateUntil: now, deadLetters: 0 };
  const waiting = await allIn(store, 'waiting', now, { signal });
  const deadLetters = await queueLength(settings.deadLettersUrl, signal, PATIENCE);
  const candidates = 'failed' in waiting ? [] : waiting.filter((ticket) => mayBeLate(ticket, now));
  const needed = candidates.length > 0 || deadLetters > state.deadLetters;
  const content = needed ? await contentOf(settings, signal) : undefined;
  const late = content ? newlyLate(candidates, content.city, state.lateUntil, now) : [];
  const total = 'failed' in waiting ? late.length : waiting.length;
  const notices: Notice[] = [
    ...(content && late.length > 0 ? [lateNotice(late, total, lateMsOf(content.city))] : []),
    ...(deadLetters > state.deadLetters ? [{ kind: 'deadLetters', count: deadLetters } as const] : []),
  ];
  const telling = await tellAll(notices, settings, content, now, signal);
  const next = { lateUntil: late.length > 0 ? now : state.lateUntil, deadLetters };
  const same = stored?.lateUntil === next.lateUntil && stored.deadLetters === next.deadLetters;
  if (!same) await writeNoticeState(settings.ticketsTable, next, signal, PATIENCE);
  return telling;
}

function openedNotice(ticket: Ticket, content: Content | undefined): Notice {
  const field = content?.fields.find(({ id }) => id === ticket.field)?.name;
  const night = waitsFrom(ticket) > ticket.openedAt;
  return { kind: 'opened', number: ticket.number, night, ...(field === undefined ? {} : { field }) };
}

function lateNotice(late: readonly Ticket[], waiting: number, lateMs: number): Notice {
  return { kind: 'late', numbers: late.map(({ number }) => number), minutes: lateMs / 60_000, waiting };
}

async function tellAll(
  notices: readonly Notice[],
  settings: TellSettings,
  content: Content | undefined,
  at: number,
  signal: AbortSignal,
): Promise<Telling> {
  if (notices.length === 0) return NOTHING;
  const origin: NoticeOrigin = {
    city: content?.city.name ?? settings.deployment,
    deployment: settings.deployment,
    staffUrl: settings.staffUrl,
  };
  const results = await Promise.all(notices.map((notice) => tell(notice, settings, origin, at, signal)));
  const failed = results.flat().flatMap((result) => ('failed' in result ? [result.failed] : []));
  return { told: results.flat().length - failed.length, untold: [...new Set(failed)] };
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
