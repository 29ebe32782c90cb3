/** A small notation for spoken Korean: patterns that survive missing and wrong spaces. */
import { foldSounds } from './fold.ts';

/** Syllables that may stand between two parts written with `~`. */
const GAP = '[^?]{0,12}?';

/** A syllable or a character class, and what follows when that is another of them. */
const UNIT = /(?:\[[^\]]*\]|[가-힣])(?=([가-힣[])?)/g;

/** Notation of one stretch outside a character class: a blank is any spacing, `~` a short gap. */
function stretch(text: string): string {
  return text.replaceAll(' ', '\\s*').replaceAll('~', GAP);
}

/**
 * Regular expression of a pattern in this notation: a blank matches any spacing or none, `~` a gap of up to twelve
 * characters, and inside a run of syllables a stray blank is forgiven. A pattern that begins with `=` is taken as one
 * word, without stray blanks (for short words that two neighbours could form by accident).
 */
export function pattern(source: string): RegExp {
  const exact = source.startsWith('=');
  const folded = foldSounds(exact ? source.slice(1) : source);
  const loose = exact ? folded : folded.replace(UNIT, (unit, next) => (next ? `${unit} ` : unit));
  return new RegExp(
    loose.replace(/\[[^\]]*\]|[^[]+/g, (part) => (part[0] === '[' ? part : stretch(part))),
    'u',
  );
}

/** One expression that matches when any of the patterns does. */
export function anyOf(sources: readonly string[]): RegExp {
  return new RegExp(sources.map((source) => `(?:${pattern(source).source})`).join('|'), 'u');
}
