/** Tells whether a statement says nothing that was not said before: a citizen reads everything once. */

/** Share of a statement's syllable pairs that must stand in the other for it to be a repetition. */
const SAME = 0.8;

/** Letters and digits of a text, without its polite ending. */
const tight = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replace(/(?:이에요|예요|해요|돼요)$/u, '');

function pairs(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));
}

/** Numbers of a text, commas dropped: '52,000원, 26면' → 52000, 26. */
function numbers(text: string): string[] {
  return text.replace(/(?<=\d),(?=\d)/g, '').match(/\d+/g) ?? [];
}

/** True when `statement` only repeats what `said` says: most of its words and every number stand there. */
export function repeats(statement: string, said: string): boolean {
  const known = new Set(numbers(said));
  if (numbers(statement).some((number) => !known.has(number))) return false;
  const own = pairs(tight(statement));
  const there = new Set(pairs(tight(said)));
  return own.length > 0 && own.filter((pair) => there.has(pair)).length / own.length >= SAME;
}

/** The sentences of a text. */
export function sentences(text: string): string[] {
  return text.split(/(?<=[.!?])\s+/u).filter((sentence) => sentence !== '');
}

/** A text without the sentences that only repeat `said`. */
export function withoutRepeats(text: string, said: string): string {
  return sentences(text)
    .filter((sentence) => !repeats(sentence, said))
    .join(' ');
}
