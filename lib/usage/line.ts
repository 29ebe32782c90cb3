/**
 * The log line of a turn: log, metric and usage event at once, in CloudWatch's embedded metric format
 * (docs.aws.amazon.com → CloudWatch → 'Specification: Embedded metric format').
 */

import { METRIC, METRIC_NAMESPACE, USAGE_MARK } from '../names.ts';
import type { UsageEvent } from './event.ts';
import { isAnswered } from './outcome.ts';

/** Values of the two metric dimensions. */
export interface LineTags {
  readonly city: string;
  readonly stage: string;
}

/** A call that was refused before it became a turn. */
export interface Refusal extends LineTags {
  /** A code of our own such as 'secret' or 'bodySize'; anything that does not look like one is logged as 'other'. */
  readonly reason: string;
  /** HTTP status of the answer. */
  readonly status: number;
  /** Epoch ms. */
  readonly at: number;
}

/** Marks the line of a refused call; the usage subscription does not match it. */
export const REFUSAL_MARK = 'minwontalk.refusal';

/** Words of a question beyond this many characters are cut in the log line. */
export const WORDS_LIMIT = 300;

/** What is logged when an event cannot be written at all: the counting function reports it as skipped. */
const BROKEN_LINE = `{"mark":"${USAGE_MARK}","broken":true}`;

type Unit = 'Count' | 'Milliseconds';
type Json = Readonly<Record<string, unknown>>;

/**
 * One raw line without its line end. Never throws: an event that JSON cannot hold shrinks to its plain values,
 * and at worst to a bare mark. Only the fields of `UsageEvent` are written, whatever else the object carries.
 * A test turn carries no metrics.
 */
export function turnLine(event: UsageEvent, tags: LineTags): string {
  return tryLine(() => lineOf(kept(event), tags)) ?? tryLine(() => lineOf(plain(event), tags)) ?? BROKEN_LINE;
}

/**
 * The line of a call that was refused (4xx), or that got a bubble with the phone number and nothing else (200):
 * counted and explained by a code, nothing of the request in it.
 */
export function refusalLine({ reason, status, at, city, stage }: Refusal): string {
  const code = /^[A-Za-z][\w-]{0,39}$/.test(reason) ? reason : 'other';
  const body = { mark: REFUSAL_MARK, reason: code, status, at };
  const metric = status === 200 && code !== 'pace' ? METRIC.failed : METRIC.refused;
  return encode({ ...metrics(at, { city, stage }, { [metric]: 1 }), ...body });
}

function tryLine(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function lineOf(event: UsageEvent, tags: LineTags): string {
  const counted = event.test || !isInstant(event.at) ? {} : metrics(event.at, tags, measures(event));
  return encode({ ...counted, mark: USAGE_MARK, event });
}

/** The format wants whole milliseconds since 1970. */
function isInstant(at: number): boolean {
  return Number.isSafeInteger(at) && at >= 0;
}

function measures(event: UsageEvent): Record<string, number> {
  return {
    [METRIC.turns]: 1,
    [METRIC.answered]: Number(isAnswered(event.outcome)),
    [METRIC.notFound]: Number(event.outcome === 'notFound'),
    [METRIC.handoffs]: Number(event.ticket !== undefined),
    [METRIC.helped]: Number(event.helped === true),
    [METRIC.notHelped]: Number(event.helped === false),
    [METRIC.degraded]: Number((event.degraded?.length ?? 0) > 0),
    [METRIC.maskFailed]: Number(event.degraded?.includes('mask') === true),
    [METRIC.latency]: event.latencyMs >= 0 && event.latencyMs < Infinity ? event.latencyMs : 0,
  };
}

function metrics(at: number, { city, stage }: LineTags, values: Readonly<Record<string, number>>): Json {
  const Metrics = Object.keys(values).map((Name) => ({ Name, Unit: unitOf(Name) }));
  const directive = { Namespace: METRIC_NAMESPACE, Dimensions: [['City', 'Stage']], Metrics };
  return { _aws: { Timestamp: at, CloudWatchMetrics: [directive] }, City: city, Stage: stage, ...values };
}

function unitOf(metric: string): Unit {
  return metric === METRIC.latency ? 'Milliseconds' : 'Count';
}

/** The event's own fields and no other. */
function kept(event: UsageEvent): UsageEvent {
  const { words, degraded, ...rest } = event;
  const { id, at, skill, outcome, entrance, dayUser, monthUser, latencyMs, test } = rest;
  const { field, entry, helped, ticket, score } = rest;
  const must = { id, at, skill, outcome, entrance, dayUser, monthUser, latencyMs, test };
  const may = { field, entry, helped, ticket, score, words: words && clip(words), degraded };
  return { ...must, ...(may as Partial<UsageEvent>) };
}

/** The fields a count cannot do without, each forced into its type. */
function plain(event: UsageEvent): UsageEvent {
  return {
    id: String(event.id),
    at: Number(event.at),
    skill: String(event.skill),
    outcome: String(event.outcome) as UsageEvent['outcome'],
    entrance: event.entrance === 'button' ? 'button' : 'typed',
    dayUser: String(event.dayUser),
    monthUser: String(event.monthUser),
    latencyMs: Number(event.latencyMs),
    test: Boolean(event.test),
  };
}

function clip(words: string): string {
  return words.length <= WORDS_LIMIT ? words : [...words].slice(0, WORDS_LIMIT).join('');
}

/** JSON on one line. Beyond what JSON escapes, also the characters that log viewers take for line ends or commands. */
function encode(value: Json): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
