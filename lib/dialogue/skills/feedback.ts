/** 'Did it help?' and what follows. */
import { simpleText, skillResponse } from '../../kakao/index.ts';
import { toFeedback, toField, toFields, toPerson, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';

function about(turn: Turn, id: string | undefined) {
  const entry = turn.book.entry(id ?? turn.session.at.entry ?? '');
  return { entry, field: entry && turn.book.field(entry.field) };
}

/** Takes a verdict on the entry named, or on the one last shown. */
export function feedback(turn: Turn, entryId?: string, helped?: boolean): Outcomes {
  const { city } = turn.book;
  const { entry, field } = about(turn, entryId);
  const back = [...(field ? [toField(city, field)] : []), toFields(city), toPerson(city)];
  if (helped === undefined) {
    const quickReplies = waysOn(...(entry ? toFeedback(city, entry) : []), ...back);
    const text = entry
      ? `'${entry.title}' 안내가 도움이 됐나요?`
      : '어떤 안내가 궁금하셨나요? 분야에서 골라 주세요.';
    return { reply: skillResponse({ outputs: [simpleText(text)], quickReplies }), outcome: 'menu' };
  }
  const text = helped
    ? '알려 주셔서 고마워요. 더 궁금한 것이 있으면 적어 주세요.'
    : '아쉬우셨군요. 담당자가 안내를 고칠 때 살펴볼게요.\n다른 말로 다시 적어 보시거나 1:1채팅상담을 눌러 주세요.';
  const quickReplies = helped ? waysOn(...back) : waysOn(toPerson(city), ...back);
  const known = entry ? { entry: entry.id, field: entry.field } : {};
  return {
    reply: skillResponse({ outputs: [simpleText(text)], quickReplies }),
    outcome: 'feedback',
    helped,
    ...known,
  };
}
