/** What is said, and kept, when a wish for a person could not be stored in time but Kakao offers a callback. */
import { newTicket } from '../../handoff/open.ts';
import type { Ticket } from '../../handoff/types.ts';
import { callbackAck, type SkillResponse, simpleText, skillResponse } from '../../kakao/index.ts';
import type { Effect, Turn } from '../turn.ts';
import { copula } from './particle.ts';

/** The waiting answer: nothing is stored as a ticket yet, so it does not say 접수. Fills `{{#webhook.text}}`. */
export function lateAck(): SkillResponse {
  return callbackAck({
    text: "상담 요청을 확인하고 있어요. 1분 안에 이 대화방에서 알려 드릴게요.\n알림이 없으면 '내 상담'을 눌러 확인해 주세요.",
  });
}

/**
 * The wish of an effect as a ticket of its own: that of a new request, or what was said since for one that is open
 * already. Undefined where the effect is none (taking back, erasing).
 */
export function lateTicket(effect: Effect, turn: Turn): Ticket | undefined {
  if (effect.kind === 'openTicket') return effect.ticket;
  if (effect.kind !== 'changeTicket' || effect.to.history.at(-1)?.to !== 'added') return undefined;
  const { from, to } = effect;
  return newTicket({
    citizen: turn.citizen,
    eventId: turn.eventId,
    at: turn.now,
    talk: to.talk.slice(from.talk.length),
    ...(to.field === undefined ? {} : { field: to.field }),
    ...(to.entry === undefined ? {} : { entry: to.entry }),
    ...(to.keepDays === undefined ? {} : { keepDays: to.keepDays }),
  });
}

/** The final answer once the wish is stored: as decided in its turn, or, where another ticket took it up, with that one's number. */
export function lateReply(decided: SkillResponse, wished: Ticket, stored: Ticket): SkillResponse {
  if (JSON.stringify(decided).includes(stored.number) || stored.id === wished.id) return decided;
  const text = `이미 접수되어 있어요. 접수번호는 ${copula(stored.number)}. 이번에 하신 말씀도 함께 전했어요.`;
  return skillResponse({
    outputs: [simpleText(text)],
    quickReplies: decided.template?.quickReplies ?? [],
  });
}
