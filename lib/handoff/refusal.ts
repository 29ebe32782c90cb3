/** Why a change of a ticket did not happen, as a value and in a counsellor's words. */

/** Reasons for which a change is refused. */
export type RefusalReason =
  | 'closed'
  | 'notClaimed'
  | 'claimedByOther'
  | 'notAllowed'
  | 'already'
  | 'full'
  | 'empty'
  | 'nothingToDo';

/** A change that did not happen; the ticket is as it was. */
export interface Refusal {
  readonly refused: RefusalReason;
  /** Counsellor who has the ticket, where that is the reason. */
  readonly by?: string;
}

const TEXT: Readonly<Record<RefusalReason, string>> = {
  closed: '이미 끝난 상담이에요. 목록을 새로 고쳐 주세요.',
  notClaimed: '먼저 상담을 맡아 주세요.',
  claimedByOther: '다른 상담원이 맡은 상담이에요. 목록에서 다른 상담을 골라 주세요.',
  notAllowed: '이 상담에서는 할 수 없는 일이에요. 목록을 새로 고쳐 주세요.',
  already: '이미 처리됐어요. 그대로 이어서 진행해 주세요.',
  full: '더 적을 수 없어요. 상담을 마치고 새로 시작해 주세요.',
  empty: '내용이 비어 있어요. 내용을 적어 주세요.',
  nothingToDo: '보낼 답변이 없어요. 답변을 먼저 적어 주세요.',
};

/** What a counsellor reads, and what to do next. */
export function refusalText(refusal: Refusal): string {
  return refusal.by === undefined || refusal.refused !== 'claimedByOther'
    ? TEXT[refusal.refused]
    : `${refusal.by} 님이 맡은 상담이에요. 목록에서 다른 상담을 골라 주세요.`;
}

/** Tells a refusal from a ticket. */
export function isRefusal(result: object): result is Refusal {
  return 'refused' in result;
}
