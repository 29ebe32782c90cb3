/** A counsellor's written answer as the citizen reads it. */
import type { Ticket } from '../../handoff/types.ts';
import { type Output, textBubbles } from '../../kakao/index.ts';

/** At most two bubbles, so that the turn's own reply still has room. */
export function answerBubbles({ number }: Pick<Ticket, 'number'>, text: string): Output[] {
  return textBubbles(`상담직원이 답을 남겼어요. (접수번호 ${number})\n\n${text}`, 2);
}
