/** The words that travel with a ticket, and how much of them. */
import type { TalkLine } from './types.ts';

/** Lines handed over when a ticket is opened: about the last five questions with their answers. */
export const TALK_LINES = 10;
/** Characters kept of one line; a message in Kakao's 1:1 chat holds as many (contract, section 9). */
export const LINE_LENGTH = 1000;
/** Lines a ticket may grow to while the citizen goes on adding; keeps the item far below DynamoDB's 400 kB. */
export const TALK_LIMIT = 50;

/** Stands in a talk where a citizen's words of danger were: the words themselves are kept nowhere. */
export const CRISIS_LINE = '(위급한 말이 있었어요. 내용은 남기지 않아요.)';

/** The last lines of a talk, each within its length, empty ones left out. */
export function recentTalk(talk: readonly TalkLine[], lines: number = TALK_LINES): readonly TalkLine[] {
  return talk
    .filter((line) => line.text.trim() !== '')
    .map(withinLength)
    .slice(-lines);
}

function withinLength(line: TalkLine): TalkLine {
  const letters = Array.from(line.text);
  return letters.length <= LINE_LENGTH
    ? line
    : { ...line, text: `${letters.slice(0, LINE_LENGTH - 1).join('')}…` };
}
