/** Several questions in one line: '여권 얼마예요? 그리고 등본은 어디서 떼요'. */
import { asksAboutTalk } from './aspect.ts';

/** Where one sentence ends and another begins. */
const BETWEEN =
  /([?!.\n;。？！]+|\s(?:그리고요?|그리구|글고|글구|아 참|아참|참|하나 더|그 다음에?|그다음에?|또)\s|(?<![면때]),\s)/u;
/** Letters that a part has at least; shorter ones ('네', '급해요') belong to their neighbour. */
const SHORTEST = 4;
const MOST = 3;

/** An address ('아주버님') is no question. */
const ADDRESS = /^\S+님$/u;
/** Begins the other side of a choice: '높을까요? 아니면 낮을까요?'. */
const OTHERWISE = /^(?:아니면|아니|혹은|또는)\s/u;
/** Ends of what was put behind its sentence: '안에 있어야 하나요? 황사 오면'. */
const PUT_BEHIND = /(?:[오가하되으이]면|다면|려면|말고|때|시에)$/u;
/** What a question without a choice asks by. */
const ASKING = /언제|어디|어느|어떻|어떡|어케|얼마|무엇|무슨|뭐|뭘|누구|누가|왜|몇|며칠/u;

/** The last two letters: alike in '있는 거야, 다음 주에 있는 거야'. */
const endOf = (part: string): string => part.replace(/[~^ㅋㅎㅠㅜ\s]/gu, '').slice(-2);

/** A stretch of an utterance, and whether a comma parts it from the one before. */
interface Stretch {
  readonly text: string;
  readonly afterComma: boolean;
}

/** Stretches that are long enough to be questions. */
function stretchesOf(utterance: string): Stretch[] {
  const split = utterance.split(BETWEEN);
  const all = split.flatMap((text, i) =>
    i % 2 ? [] : [{ text: text.trim(), afterComma: split[i - 1]?.startsWith(',') ?? false }],
  );
  return all.filter(({ text }) => text.replace(/\s/g, '').length >= SHORTEST && !ADDRESS.test(text));
}

/** Whether a part goes on with what the one before it asks. */
function goesOn(before: string, { text, afterComma }: Stretch): boolean {
  if (OTHERWISE.test(text) || PUT_BEHIND.test(text) || asksAboutTalk(text.replace(/\s/gu, ''))) return true;
  return afterComma && endOf(before) === endOf(text) && !ASKING.test(before) && !ASKING.test(text);
}

/** The parts of an utterance that may be questions of their own; one alone where it is one. */
export function partsOf(utterance: string): readonly string[] {
  const parts: string[] = [];
  for (const stretch of stretchesOf(utterance)) {
    const before = parts.at(-1);
    if (before !== undefined && goesOn(before, stretch))
      parts[parts.length - 1] = `${before} ${stretch.text}`;
    else parts.push(stretch.text);
  }
  return parts.length > 1 ? parts.slice(0, MOST) : [utterance];
}
