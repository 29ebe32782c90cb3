/** Reads plain words of danger: somebody's life or safety is at stake now, and a number must be pressed. */
import { detectTalk } from '../smalltalk/index.ts';
import { hasHangul, tidy } from './fold.ts';
import { asKorean } from './keyboard.ts';
import { type Alarm, alarmOf } from './learnt.ts';
import { type Certainty, RULES, settledMatter, soberly, toldIn } from './told.ts';
import type { Danger, DangerKind, DangerRule } from './types.ts';
import { windowsOf } from './windows.ts';

export type { Danger, DangerKind } from './types.ts';

/** Log-odds below which the learnt reader takes back what a rule saw: the surer the rule, the lower. */
const TAKEN_BACK: Readonly<Record<Certainty, number>> = {
  sure: -2.2,
  plain: -1,
  event: -0.6,
  topic: -0.6,
};
/** Below this no rule is believed, so that none need be read. */
const LOWEST = Math.min(...Object.values(TAKEN_BACK));
/** Log-odds from which the learnt reader alone is believed. */
const BELIEVED = -0.4;
/** More is needed where papers, payments or programmes are spoken of, */
const IN_AN_OFFICE = 0.8;
/** and where it cannot tell what kind of danger it hears. */
const OF_NO_KIND = 1.8;
/** Log-odds below which what the learnt reader alone hears is faint. Thoughts of suicide are never taken for faint. */
const FAINT = 2;

function readings(utterance: string): readonly string[] {
  const text = tidy(utterance);
  return hasHangul(text) ? [text] : [text, tidy(asKorean(utterance))];
}

/**
 * The stretch of a text that sounds most like danger. In a long story one stretch may sound so by chance: it counts for
 * less where the whole sounds harmless.
 */
function loudest(text: string): Alarm {
  const stretches = windowsOf(text).map(alarmOf);
  const best = stretches.reduce((a, b) => (b.odds > a.odds ? b : a));
  if (stretches.length === 1) return best;
  const whole = Math.min(best.odds, alarmOf(text).odds);
  return { ...best, odds: (1 - WHOLE_STORY) * best.odds + WHOLE_STORY * whole };
}

/** Share at which the whole of a long story counts beside its loudest stretch. */
const WHOLE_STORY = 0.5;

const CRY = RULES.find((rule) => rule.kind === 'emergency') as DangerRule;

/** The rules of the kinds that the learnt reader hears, and the cry for help: it is less sure of kinds than a rule. */
function heard(kinds: readonly DangerKind[]): readonly DangerRule[] {
  const rules = kinds.flatMap((kind) => RULES.find((rule) => rule.kind === kind) ?? []);
  return [...new Set([...rules, CRY])];
}

/** The rule that the learnt reader agrees with comes first. */
function agreed(rules: readonly DangerRule[], [kind]: readonly DangerKind[]): readonly DangerRule[] {
  const first = rules.filter((rule) => rule.kind === kind);
  return [...first, ...rules.filter((rule) => rule.kind !== kind)];
}

/** Nothing but a greeting or thanks: no cry for help, whatever its syllables are alike. */
function isCourtesy(text: string): boolean {
  const talk = detectTalk(text);
  return talk === 'greeting' || talk === 'thanks';
}

interface Heard {
  readonly rules: readonly DangerRule[];
  readonly faint: boolean;
}

const told = (rules: readonly DangerRule[]): Heard => ({ rules, faint: false });

/**
 * Rules that see danger in a tidied text; where none does, the one that the learnt reader hears. Of Latin letters
 * that were read as a Korean keyboard's the rules alone are believed: an address or a tag gives any syllables.
 */
function found(text: string, typedInKorean: boolean): Heard {
  if (!typedInKorean || !hasHangul(text)) return told(toldIn(text).map(({ rule }) => rule));
  const alarm = loudest(text);
  if (alarm.odds <= LOWEST) return told([]);
  const standing = toldIn(text).filter(({ certainty }) => alarm.odds > TAKEN_BACK[certainty]);
  if (standing.length > 0) {
    const rules = standing.map(({ rule }) => rule);
    return told(agreed(rules, alarm.kinds));
  }
  if (isCourtesy(text)) return told([]);
  const needed =
    BELIEVED + (settledMatter(text) ? IN_AN_OFFICE : 0) + (alarm.kinds.length > 0 ? 0 : OF_NO_KIND);
  if (alarm.odds <= needed) return told([]);
  const suicide = alarm.kinds[0] === 'suicide';
  if (suicide && loudest(soberly(text)).odds <= needed) return told([]);
  return { rules: heard(alarm.kinds), faint: alarm.odds < FAINT && !suicide };
}

/**
 * The danger an utterance speaks of, or undefined. The kind is the gravest found; the numbers of all kinds found
 * follow in order of use. Reads the first 2,000 characters; never throws.
 */
export function detectDanger(utterance: string): Danger | undefined {
  const typedInKorean = hasHangul(tidy(utterance));
  for (const reading of readings(utterance)) {
    const { rules, faint } = found(reading, typedInKorean);
    const first = rules[0];
    if (!first) continue;
    const numbers = [...new Set(rules.flatMap((rule) => rule.numbers))];
    return { kind: first.kind, numbers, ...(faint ? { faint } : {}) };
  }
  return undefined;
}
