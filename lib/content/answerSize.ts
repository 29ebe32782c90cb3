/** How much room content takes in the talk: an answer must fit into two of Kakao's text bubbles, a group of places into three. */

import type { Entry, Place } from './types.ts';

/**
 * Characters that an answer may hold: two bubbles of 1,000 (Kakao's limit of a simpleText), less what is lost when
 * the text is split at the end of its longest fact.
 */
export const ANSWER_MAX = 1700;

/** Room for the lines that the product adds: what is unconfirmed, the date of old facts, the last line. */
const ADDED_LINES = 200;
/** A heading with its brackets and line breaks; a dash with its line break. */
const HEADING = 12;
const BULLET = 3;

const lengthOf = (...texts: (string | undefined)[]): number =>
  texts.reduce((sum, each) => sum + (each?.length ?? 0), 0);

/** Characters of the entry's answer at its longest (UTF-16 units, as Kakao counts). */
export function answerSize(entry: Entry): number {
  const { title, summary, facts, phones, missing, department, sources, reviewed } = entry;
  const headings = new Set(facts.map(({ kind }) => kind)).size + (phones.length > 0 ? 1 : 0);
  const lines = [
    ...facts.map((fact) => lengthOf(fact.text)),
    ...phones.map(({ label, number, hours }) => lengthOf(label, number, hours) + 3),
  ];
  const added = lengthOf(...missing, department, sources[0]?.title, reviewed.by) + ADDED_LINES;
  const body = lines.reduce((sum, length) => sum + length + BULLET, 0);
  return lengthOf(title, summary) + headings * HEADING + body + added;
}

/**
 * Characters that the places of one group may take: three bubbles of 1,000, less what is lost when the text is split
 * at the end of its longest place.
 */
export const GROUP_MAX = 2600;

/** What stands for a place that is not confirmed, and the signs and line breaks around a place. */
const UNKNOWN_PLACE = 7;
const PLACE_SIGNS = 8;

/** Characters that a place takes in the list of its group. */
export function placeSize({ name, where, phone }: Place): number {
  return lengthOf(name, where, phone) + (where === undefined ? UNKNOWN_PLACE : 0) + PLACE_SIGNS;
}
