/** Reads plain words of danger: somebody's life or safety is at stake now, and a number must be pressed. */
import { ADMIN, CALL, HYPOTHETICAL, INFO, URGENT } from './contexts.ts';
import { foldSounds, hasHangul, tidy } from './fold.ts';
import { asKorean } from './keyboard.ts';
import { anyOf } from './pattern.ts';
import { DISASTER } from './rules/disaster.ts';
import { LIFE } from './rules/life.ts';
import { LOSS } from './rules/loss.ts';
import { SELF } from './rules/self.ts';
import { VIOLENCE } from './rules/violence.ts';
import type { Danger, DangerRule } from './types.ts';

export type { Danger, DangerKind } from './types.ts';

interface Reader {
  readonly rule: DangerRule;
  readonly idioms: RegExp | undefined;
  readonly plain: RegExp | undefined;
  readonly event: RegExp | undefined;
  readonly topic: RegExp | undefined;
}

const admin = anyOf(ADMIN);
const info = anyOf(INFO);
const urgent = anyOf(URGENT);
const call = anyOf(CALL);
const hypothetical = new RegExp(anyOf(HYPOTHETICAL).source, 'gu');

const compiled = (sources: readonly string[] | undefined): RegExp | undefined =>
  sources ? anyOf(sources) : undefined;

const READERS: readonly Reader[] = [...SELF, ...LIFE, ...DISASTER, ...VIOLENCE, ...LOSS].map((rule) => ({
  rule,
  idioms: rule.idioms && new RegExp(anyOf(rule.idioms).source, 'gu'),
  plain: compiled(rule.plain),
  event: compiled(rule.event),
  topic: compiled(rule.topic),
}));

/** Whether one rule sees danger in a tidied, folded text. */
function sees(reader: Reader, text: string): boolean {
  const rest = reader.idioms ? text.replace(reader.idioms, ' ') : text;
  if (reader.plain?.test(rest)) return true;
  const settled = admin.test(text) && !urgent.test(text);
  if (reader.event?.test(rest)) return !settled;
  return reader.topic?.test(rest) === true && !info.test(text);
}

/** Leaves out what might happen one day, unless the citizen asks whom to call. */
function actual(text: string): string {
  return call.test(text) ? text : text.replace(hypothetical, ' ');
}

function readings(utterance: string): readonly string[] {
  const text = tidy(utterance);
  return hasHangul(text) ? [text] : [text, tidy(asKorean(utterance))];
}

/**
 * The danger an utterance speaks of, or undefined. The kind is the gravest found; the numbers of all kinds found
 * follow in order of use. Reads the first 2,000 characters; never throws.
 */
export function detectDanger(utterance: string): Danger | undefined {
  for (const reading of readings(utterance)) {
    const said = foldSounds(reading);
    const meant = actual(said);
    const found = READERS.filter((reader) => sees(reader, reader.rule.kind === 'suicide' ? said : meant)).map(
      (reader) => reader.rule,
    );
    const first = found[0];
    if (first) return { kind: first.kind, numbers: [...new Set(found.flatMap((rule) => rule.numbers))] };
  }
  return undefined;
}
