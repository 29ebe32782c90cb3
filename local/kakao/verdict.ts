/** What KakaoTalk makes of a skill's answer: shown (cut, with remarks), waiting for a callback, or refused. Pure. */

import { checkSkillResponse, type Effect, LIMITS, type Violation } from '../../lib/kakao/index.ts';
import type { ContextWish } from './contexts.ts';
import { cutAt, dropAt } from './cut.ts';
import type { Note } from './protocol.ts';

/** The outcome for the citizen. */
export type Verdict =
  | {
      readonly kind: 'shown' | 'waiting';
      readonly response: Readonly<Record<string, unknown>>;
      readonly contexts: readonly ContextWish[];
      readonly notes: readonly Note[];
    }
  | { readonly kind: 'refused'; readonly notes: readonly Note[] };

/** Judges the raw answer of a skill, or of a callback. */
export function judge(raw: Uint8Array | string): Verdict {
  const violations = checkSkillResponse(raw);
  const notes = violations.map(noteOf);
  const text = typeof raw === 'string' ? raw : new TextDecoder().decode(raw);
  if (violations.some(({ rule }) => effectOf(rule) === 'drop')) return { kind: 'refused', notes };
  const response = JSON.parse(text) as Record<string, unknown>;
  for (const violation of violations) applyEffect(response, violation);
  const kind = response.useCallback === true ? 'waiting' : 'shown';
  return { kind, response, contexts: wishesOf(response), notes };
}

/** A violation with what it does to the citizen's screen. */
export function noteOf({ path, rule, message }: Violation): Note {
  return { path, rule, message, effect: effectOf(rule) };
}

const effectOf = (rule: Violation['rule']): Effect => LIMITS[rule].effect;

function applyEffect(response: unknown, violation: Violation): void {
  const effect = effectOf(violation.rule);
  if (effect === 'cut' || effect === 'cut or drop') cutAt(response, violation);
  if (effect === 'ignored') dropAt(response, violation.path);
}

function wishesOf({ context }: Record<string, unknown>): ContextWish[] {
  const values = isRecord(context) && Array.isArray(context.values) ? (context.values as unknown[]) : [];
  return values.flatMap((value) => {
    if (!isRecord(value) || typeof value.name !== 'string' || !isCount(value.lifeSpan)) return [];
    const ttl = isCount(value.ttl) ? { ttl: value.ttl } : {};
    return [{ name: value.name, lifeSpan: value.lifeSpan, ...ttl, params: textsOf(value.params) }];
  });
}

function textsOf(value: unknown): Record<string, string> {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
