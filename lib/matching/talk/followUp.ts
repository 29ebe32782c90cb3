/** Questions that only make sense inside the talk: '얼마예요?', '그럼 준비물은?', '대리인도 돼요?'. */
import type { Aspect } from '../types.ts';
import { asksAboutTalk, aspectOf, pointsBack } from './aspect.ts';

/** How a question hangs on the talk: wholly (it has no topic of its own), loosely (it may), or not at all. */
export type Hanging = 'wholly' | 'loosely' | 'not';

/** A short thought that goes on ('미성년자는요?', '카드도 돼요?'). */
const GOES_ON = /^.{1,8}(?:은|는|도|만)(?:요|여|뭐.*|돼.*|되.*|가능.*|있.*|해.*)?$/;

/** How a question (characters without spaces) hangs on the talk before it. */
export function hangingOf(chars: string): Hanging {
  if (asksAboutTalk(chars)) return 'wholly';
  return pointsBack(chars) || GOES_ON.test(chars) ? 'loosely' : 'not';
}

/** What is known of one entry of the field of the talk, when a question hangs on the talk. */
export interface Neighbour {
  /** share of the last entry's title that this entry knows, 0–1; 1 for the last entry itself */
  readonly topic: number;
  /** evidence that the question itself gives to this entry, against the best of the field, 0–1 */
  readonly own: number;
  readonly isLast: boolean;
  /** title and phrasings (without spaces) */
  readonly phrasings: readonly string[];
}

/** How well an entry answers a question about an aspect of the talk's topic; comparable inside one talk only. */
export function fitsTalk(neighbour: Neighbour, aspect: Aspect | undefined): number {
  const { topic, own, isLast, phrasings } = neighbour;
  const asks = aspect
    ? phrasings.filter((p) => aspectOf(p) === aspect).length / Math.max(1, phrasings.length)
    : 0;
  const titled = aspect && aspectOf(phrasings[0] ?? '') === aspect ? 1 : 0;
  return topic + 0.7 * titled + 0.4 * asks + 0.7 * own + (isLast ? 0.25 : 0);
}
