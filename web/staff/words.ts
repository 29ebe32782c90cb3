/** What the page says: Korean phrases for times, states and steps. Pure. */

import type { TicketOutcome, TicketState } from '../../lib/handoff/types.ts';
import type { AuditAction, BoardTicket, Level, Role } from '../../lib/staff/api.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const ZONE = { timeZone: 'Asia/Seoul' } as const;

const clockForm = new Intl.DateTimeFormat('ko-KR', { ...ZONE, hour: 'numeric', minute: '2-digit' });
const dayForm = new Intl.DateTimeFormat('ko-KR', {
  ...ZONE,
  month: 'long',
  day: 'numeric',
  weekday: 'short',
});
const dateForm = new Intl.DateTimeFormat('en-CA', {
  ...ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Level of service in words. */
export const LEVEL_WORD: Readonly<Record<Level, string>> = { ok: '여유', soon: '곧 지연', late: '지연' };

/** State of a ticket in words. */
export const STATE_WORD: Readonly<Record<TicketState, string>> = {
  waiting: '기다리는 중',
  claimed: '상담 중',
  resolved: '마침',
  withdrawn: '시민이 취소함',
  expired: '기한이 지남',
};

/** How a ticket ended, in words. */
export const OUTCOME_WORD: Readonly<Record<TicketOutcome, string>> = {
  solved: '해결했어요',
  referred: '맡은 부서를 안내했어요',
  unreachable: '시민과 닿지 않았어요',
  duplicate: '이미 있는 상담이에요',
  other: '그 밖의 까닭이에요',
};

/** A role in words. */
export const ROLE_WORD: Readonly<Record<Role, string>> = {
  counsellor: '상담원',
  editor: '편집자',
  manager: '관리자',
};

const STEP_WORD: Readonly<Record<string, string>> = {
  waiting: '접수',
  claimed: '상담 맡음',
  resolved: '상담 마침',
  withdrawn: '상담 취소',
  expired: '기한 지남',
  added: '시민이 덧붙임',
  returned: '대기로 돌려놓음',
  transferred: '부서로 넘김',
  noted: '메모',
  answered: '답변 남김',
  delivered: '시민이 답변을 봄',
  undelivered: '답변을 전하지 못함',
  erased: '시민이 내용을 지움',
};

/** A step of a ticket's history in words. */
export function stepWord(to: string): string {
  return STEP_WORD[to] ?? to;
}

/** What somebody did, in the audit trail. */
export const AUDIT_WORD: Readonly<Record<AuditAction, string>> = {
  claim: '상담 맡음',
  touch: '상담 이어 감',
  return: '대기로 돌려놓음',
  transfer: '부서로 넘김',
  note: '메모 남김',
  answer: '답변 남김',
  resolve: '상담 마침',
  signIn: '로그인',
  view: '상담 열어 봄',
  open: '상담 직접 엶',
  audit: '활동 기록 봄',
  refused: '거절됨',
};

/** Who did a step: 'citizen', 'system' or a staff id. */
export function byWord(by: string, me: string | undefined): string {
  if (by === 'citizen') return '시민';
  if (by === 'system') return '자동';
  return by === me ? '나' : `${by} 님`;
}

/** Length of time: '방금', '12분', '1시간 5분', '3일'. */
export function lasting(ms: number): string {
  if (ms < MINUTE) return '1분 미만';
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)}분`;
  if (ms >= DAY) return `${Math.floor(ms / DAY)}일 ${Math.floor((ms % DAY) / HOUR)}시간`;
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  return minutes === 0 ? `${Math.floor(ms / HOUR)}시간` : `${Math.floor(ms / HOUR)}시간 ${minutes}분`;
}

/** Time that is left: '2분 5초', '40초'. */
export function left(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${seconds}초` : `${minutes}분 ${seconds % 60}초`;
}

/** Korean day and time: '오후 3:05' today, '11월 24일 (화) 오후 3:05' on another day. */
export function when(at: number, now: number): string {
  const clock = clockForm.format(at);
  return dateForm.format(at) === dateForm.format(now) ? clock : `${dayForm.format(at)} ${clock}`;
}

/** Machine-readable time for `<time datetime>`. */
export function isoTime(at: number): string {
  return new Date(at).toISOString();
}

/** The month of Korea at a time: '2026-11'. */
export function monthOf(at: number): string {
  return dateForm.format(at).slice(0, 7);
}

/** The month before (-1) or after (1): '2026-01', -1 → '2025-12'. */
export function monthBeside(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** '2026년 11월'. */
export function monthWord(month: string): string {
  const [year, number] = month.split('-');
  return `${year}년 ${Number(number)}월`;
}

/** What a ticket is about, in few words. */
export function aboutWord(ticket: Pick<BoardTicket, 'title' | 'fieldName' | 'byHand'>): string {
  return ticket.title ?? ticket.fieldName ?? (ticket.byHand ? '직접 연 상담' : '분야 모름');
}

/** How well a suggestion fits, 0–1, in words. */
export function fitWord(score: number): string {
  if (score >= 0.75) return '잘 맞음';
  return score >= 0.4 ? '비슷함' : '조금 비슷함';
}
