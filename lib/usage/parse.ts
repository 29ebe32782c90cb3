/** Reads usage events back: from log lines and from stored items, written by this version or a neighbouring one. */

import * as v from 'valibot';
import { USAGE_MARK } from '../names.ts';
import type { UsageEvent } from './event.ts';

/** Earliest and latest time of a believable turn, epoch ms: 2020 to 2100. */
const EARLIEST = Date.UTC(2020, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

const instant = v.pipe(v.number(), v.integer(), v.minValue(EARLIEST), v.maxValue(LATEST));
/** Becomes a sort key (at most 1,024 bytes) and is shown nowhere. */
const eventId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,200}$/));
/** Names that figures are counted under. The three that a record cannot hold as keys are no id of any content. */
const code = v.pipe(v.string(), v.regex(/^(?!(?:__proto__|prototype|constructor)$)[\p{L}\p{N}._:-]{1,80}$/u));
const pseudonym = v.pipe(v.string(), v.regex(/^[\w.:=+/-]{1,128}$/));
const optional = <S extends v.GenericSchema>(schema: S) => v.fallback(v.optional(schema), undefined);

/** What a count cannot do without. */
const counted = {
  id: eventId,
  at: instant,
  /** An outcome that this version does not know is still one turn; it is counted under its own name. */
  outcome: code,
  skill: v.fallback(code, 'unknown'),
  entrance: v.fallback(v.picklist(['button', 'typed']), 'typed'),
  latencyMs: v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
  test: v.fallback(v.boolean(), false),
};

/** What may be absent; a value of a wrong type counts as absent. */
const extras = {
  field: optional(code),
  entry: optional(code),
  helped: optional(v.boolean()),
  ticket: optional(eventId),
  score: optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  degraded: optional(v.array(code)),
};

const storedSchema = v.object({ ...counted, ...extras });
const lineSchema = v.object({
  mark: v.literal(USAGE_MARK),
  event: v.object({
    ...counted,
    ...extras,
    dayUser: pseudonym,
    monthUser: pseudonym,
    words: optional(v.pipe(v.string(), v.maxLength(2000))),
  }),
});

/** A usage event as it is kept: without the words, which expire sooner, and without anything that names a person. */
export type StoredEvent = Omit<UsageEvent, 'words' | 'dayUser' | 'monthUser'>;

/** The event of a log line; undefined when the line is not a whole usage event. Unknown fields are dropped. */
export function parseTurnLine(line: string): UsageEvent | undefined {
  const parsed = v.safeParse(lineSchema, fromJson(line));
  return parsed.success ? (present(parsed.output.event) as unknown as UsageEvent) : undefined;
}

/** The event of a stored item; undefined when it cannot be read. */
export function parseStoredEvent(json: string): StoredEvent | undefined {
  const parsed = v.safeParse(storedSchema, fromJson(json));
  return parsed.success ? (present(parsed.output) as unknown as StoredEvent) : undefined;
}

/** What is kept of an event, as JSON. */
export function storedEventJson({ words, dayUser, monthUser, ...kept }: UsageEvent): string {
  return JSON.stringify(kept);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
