/** Danger told in words that a rule knows. */
import { ADMIN, CALL, HYPOTHETICAL, INFO, URGENT } from './contexts.ts';
import { foldSounds, tidy } from './fold.ts';
import { anyOf } from './pattern.ts';
import { DISASTER } from './rules/disaster.ts';
import { LIFE } from './rules/life.ts';
import { LOSS } from './rules/loss.ts';
import { EXAGGERATION, SELF } from './rules/self.ts';
import { VIOLENCE } from './rules/violence.ts';
import type { DangerRule } from './types.ts';

interface Reader {
  readonly rule: DangerRule;
  readonly idioms: RegExp | undefined;
  readonly sure: RegExp | undefined;
  readonly plain: RegExp | undefined;
  readonly event: RegExp | undefined;
  readonly topic: RegExp | undefined;
}

/** How sure a rule is by its own words. */
export type Certainty = 'sure' | 'plain' | 'event' | 'topic';

/** A rule that matched. */
export interface Told {
  readonly rule: DangerRule;
  readonly certainty: Certainty;
}

/** All rules in order of use. */
export const RULES: readonly DangerRule[] = [...SELF, ...LIFE, ...DISASTER, ...VIOLENCE, ...LOSS];

const every = (sources: readonly string[]): RegExp => new RegExp(anyOf(sources).source, 'gu');

const compiled = (sources: readonly string[] | undefined): RegExp | undefined =>
  sources ? anyOf(sources) : undefined;

interface Patterns {
  readonly admin: RegExp;
  readonly info: RegExp;
  readonly urgent: RegExp;
  readonly call: RegExp;
  readonly hypothetical: RegExp;
  readonly exaggeration: RegExp;
  readonly readers: readonly Reader[];
}

const compile = (): Patterns => ({
  admin: anyOf(ADMIN),
  info: anyOf(INFO),
  urgent: anyOf(URGENT),
  call: anyOf(CALL),
  hypothetical: every(HYPOTHETICAL),
  exaggeration: every(EXAGGERATION),
  readers: RULES.map((rule) => ({
    rule,
    idioms: rule.idioms && every(rule.idioms),
    sure: compiled(rule.sure),
    plain: compiled(rule.plain),
    event: compiled(rule.event),
    topic: compiled(rule.topic),
  })),
});

let made: Patterns | undefined;

/** Made when first needed: most questions need none of them. */
function patterns(): Patterns {
  made ??= compile();
  return made;
}

function sees(reader: Reader, text: string): Certainty | undefined {
  const { admin, info, urgent } = patterns();
  const rest = reader.idioms ? text.replace(reader.idioms, ' ') : text;
  if (reader.sure?.test(rest)) return 'sure';
  if (reader.plain?.test(rest)) return 'plain';
  const settled = admin.test(text) && !urgent.test(text);
  if (reader.event?.test(rest)) return settled ? undefined : 'event';
  return reader.topic?.test(rest) && !info.test(text) ? 'topic' : undefined;
}

/** Leaves out what might happen one day, unless the citizen asks whom to call. */
function actual(text: string): string {
  const { call, hypothetical } = patterns();
  return call.test(text) ? text : text.replace(hypothetical, ' ');
}

/** A tidied text without its everyday exaggerations ('더워 죽겠네'). */
export function soberly(text: string): string {
  return foldSounds(text).replace(patterns().exaggeration, ' ').trim();
}

/** Whether a tidied text speaks of papers, payments or programmes and not of something that presses. */
export function settledMatter(text: string): boolean {
  const { info, urgent } = patterns();
  const said = foldSounds(text);
  return info.test(said) && !urgent.test(said);
}

/** Rules that match a tidied text, in order of use. */
export function toldIn(text: string): Told[] {
  const said = foldSounds(text);
  const meant = actual(said);
  return patterns().readers.flatMap((reader) => {
    const certainty = sees(reader, reader.rule.kind === 'suicide' ? said : meant);
    return certainty ? [{ rule: reader.rule, certainty }] : [];
  });
}

/** Whether a rule sees danger in an utterance. */
export function toldPlainly(utterance: string): boolean {
  return toldIn(tidy(utterance)).length > 0;
}
