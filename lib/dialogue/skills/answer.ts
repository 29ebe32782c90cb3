/** One entry, answered. */
import type { Entry } from '../../content/types.ts';
import { simpleText, skillResponse } from '../../kakao/index.ts';
import type { Aspect } from '../../matching/types.ts';
import { answerOutputs, answerText, askedPart } from '../replies/answer.ts';
import { toEntry, toFeedback, toField, toFields, toPerson, toWhole, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';

/** Related questions offered beneath an answer. */
const RELATED_SHOWN = 2;

/** How an answer came about. */
export interface Asked {
  /** The part that was asked for; it comes first. */
  readonly aspect?: Aspect;
  /** True for a question within the talk: the asked part is enough. */
  readonly followUp?: boolean;
  /** Other entries that may have been meant; one press away. */
  readonly others?: readonly Entry[];
}

function waysFrom(turn: Turn, entry: Entry, asked: Asked) {
  const { city } = turn.book;
  const field = turn.book.field(entry.field);
  const others = asked.others ?? [];
  const related = entry.related.flatMap((id) => turn.book.entry(id) ?? []).slice(0, RELATED_SHOWN);
  const part = asked.followUp && askedPart(entry, asked.aspect) !== undefined;
  const whole = part ? [toWhole(city, entry)] : [];
  return waysOn(
    ...toFeedback(city, entry),
    ...whole,
    ...[...others, ...related].map((one) => toEntry(city, one)),
    ...(field ? [toField(city, field)] : []),
    toFields(city),
    toPerson(city),
  );
}

/** The reply that answers an entry. */
export function answerEntry(turn: Turn, entry: Entry, asked: Asked = {}): Outcomes {
  const { city, asOf } = turn.book;
  const text = answerText(city, entry, asked.aspect, asOf, asked.followUp);
  const outputs = answerOutputs(entry, text);
  return {
    reply: skillResponse({ outputs, quickReplies: waysFrom(turn, entry, asked) }),
    outcome: 'answered',
    to: { field: entry.field, entry: entry.id },
    said: `답: ${entry.title}`,
    field: entry.field,
    entry: entry.id,
  };
}

/** An entry asked for by its id: a button of an older bubble may name one that is gone. */
export function answer(turn: Turn, id: string): Outcomes {
  const entry = turn.book.entry(id);
  if (entry) return answerEntry(turn, entry);
  const { city } = turn.book;
  const text = '그 안내는 지금은 없어요. 새로 바뀌었을 수 있으니 분야에서 다시 찾아 주세요.';
  const reply = skillResponse({
    outputs: [simpleText(text)],
    quickReplies: waysOn(toFields(city), toPerson(city)),
  });
  return { reply, outcome: 'notFound', to: {} };
}
