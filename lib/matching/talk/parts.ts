/** Several questions in one line: '여권 얼마예요? 그리고 등본은 어디서 떼요'. */

/** Where one sentence ends and another begins. */
const BETWEEN =
  /[?!.\n;。？！]+|\s(?:그리고요?|그리구|글고|글구|아 참|아참|참|하나 더|그 다음에?|그다음에?|또)\s|,\s/u;
/** Letters that a part has at least; shorter ones ('네', '급해요') belong to their neighbour. */
const SHORTEST = 4;
const MOST = 3;

/** The parts of an utterance that may be questions of their own; one alone where it is one. */
export function partsOf(utterance: string): readonly string[] {
  const parts = utterance
    .split(BETWEEN)
    .map((part) => part.trim())
    .filter((part) => part.replace(/\s/g, '').length >= SHORTEST);
  return parts.length > 1 ? parts.slice(0, MOST) : [utterance];
}
