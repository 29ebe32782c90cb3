/** Tells short human talk from a question for the city. */
import { isGibberish } from './gibberish.ts';
import { FILLER, TALK } from './words.ts';

/** Kinds of talk that want a human sentence rather than an answer. */
export type Talk = 'greeting' | 'thanks' | 'complaint' | 'abuse' | 'chitchat' | 'gibberish';

/** Longest talk that is read; whoever writes more asks something. */
const LONGEST = 80;

const READERS = TALK.map(([kind, words]) => ({
  kind,
  words: words.map((word) => new RegExp(`(?:${word})`, 'y')),
}));

const tight = (utterance: string): string =>
  utterance
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff\s]+/g, '')
    .replace(/\p{Extended_Pictographic}|[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '~')
    .replace(/(.)\1{3,}/gu, '$1$1$1');

/** Where a word that starts at `at` may end; undefined when it does not match there. */
function endOf(word: RegExp, text: string, at: number): number | undefined {
  word.lastIndex = at;
  return word.test(text) && word.lastIndex > at ? word.lastIndex : undefined;
}

/** Bits of the kinds (their place in TALK) by which the text up to each place can be told in talk alone. */
function readAll(text: string): readonly Set<number>[] {
  const reached = Array.from({ length: text.length + 1 }, () => new Set<number>());
  reached[0]?.add(0);
  for (let at = 0; at < text.length; at += 1) {
    const masks = reached[at];
    if (!masks || masks.size === 0) continue;
    for (const [end, bit] of stepsFrom(text, at)) for (const mask of masks) reached[end]?.add(mask | bit);
  }
  return reached;
}

function stepsFrom(text: string, at: number): readonly (readonly [number, number])[] {
  const steps: (readonly [number, number])[] = [];
  const filler = endOf(FILLER, text, at);
  if (filler) steps.push([filler, 0]);
  READERS.forEach(({ words }, place) => {
    for (const word of words) {
      const end = endOf(word, text, at);
      if (end) steps.push([end, 1 << place]);
    }
  });
  return steps;
}

/**
 * The kind of small talk an utterance is, only when nothing else is asked: '안녕' is a greeting, '안녕하세요 여권 언제
 * 나와요' is not. Abuse outweighs complaint, thanks, greeting and chit-chat, in that order. Never throws.
 */
export function detectTalk(utterance: string): Talk | undefined {
  const text = tight(utterance);
  if (text === '' || text.length > LONGEST) return undefined;
  const readings = [...(readAll(text)[text.length] ?? [])].filter((mask) => mask > 0);
  if (readings.length > 0) {
    const mask = Math.min(...readings.map((m) => m & -m));
    return READERS.find((_, place) => mask === 1 << place)?.kind;
  }
  if (/^~+$/.test(text)) return 'chitchat';
  return isGibberish(text) ? 'gibberish' : undefined;
}
