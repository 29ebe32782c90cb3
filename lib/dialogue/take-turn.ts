/** The heart: one turn in, one reply out. */

import { CRISIS_LINE } from '../handoff/talk.ts';
import type { TalkLine } from '../handoff/types.ts';
import { type Output, type SkillResponse, simpleText, skillResponse } from '../kakao/index.ts';
import { type Danger, detectDanger } from '../matching/danger/index.ts';
import { dangerReply } from './danger-words.ts';
import { type Intent, intentOf, pressedIntent } from './intent.ts';
import { answerBubbles } from './replies/waiting-answer.ts';
import { advance, type Place, repeated, type Session } from './session.ts';
import { SKILL_TABLE } from './skills/table.ts';
import type { Outcomes, Turn } from './turn.ts';

/** Outputs that one reply may hold (template.outputs.count). */
const OUTPUTS_MAX = 3;

const IDENTIFIER_NOTICE =
  '주민등록번호나 전화번호 같은 개인정보는 적지 마세요. 방금 적으신 번호는 저장하지 않았어요.';

/** A decided turn: what to say, what to store. */
export interface Decided {
  readonly outcomes: Outcomes;
  /** The session to save; undefined when nothing may change (a repeated delivery). */
  readonly session?: Session;
  /** True when this request was answered before: it is not counted again. */
  readonly repeat: boolean;
  /** True when the citizen pressed a button. */
  readonly pressed: boolean;
}

function run(turn: Turn, intent: Intent): Outcomes {
  const handler = SKILL_TABLE[intent.kind] as (turn: Turn, intent: Intent) => Outcomes;
  return handler(turn, intent);
}

/** Score from which a question is so surely an entry's that a faint sound of danger in it is none. */
const SURELY_ASKED = 0.92;

/** The danger that a citizen tells of, unless it is only faint and the words are those in which people ask for an entry. */
function dangerIn({ utterance, book }: Turn): Danger | undefined {
  const danger = detectDanger(utterance);
  if (!danger?.faint) return danger;
  const [first] = book.matcher.match(utterance).candidates;
  return first && first.score >= SURELY_ASKED ? undefined : danger;
}

function decide(turn: Turn): Outcomes {
  const typed = pressedIntent(turn.extra) === undefined && turn.skill !== 'welcome';
  const danger = typed ? dangerIn(turn) : undefined;
  if (danger) return { reply: dangerReply(turn.book.city, danger), outcome: 'danger', keepsWords: false };
  return run(turn, intentOf(turn));
}

/** Puts a line in front of a reply. Where three bubbles stand already, the last one gives way to it. */
export function withFirst(reply: SkillResponse, text: string): SkillResponse {
  const { template } = reply;
  if (!template) return reply;
  const outputs: Output[] = [simpleText(text), ...template.outputs].slice(0, OUTPUTS_MAX);
  return skillResponse({ outputs, quickReplies: template.quickReplies ?? [] });
}

function noticed(turn: Turn, outcomes: Outcomes): Outcomes {
  if (!turn.hadIdentifier || outcomes.outcome === 'danger') return outcomes;
  return { ...outcomes, reply: withFirst(outcomes.reply, IDENTIFIER_NOTICE) };
}

function linesOf(turn: Turn, outcomes: Outcomes): TalkLine[] {
  if (!turn.book.city.keepsText) return [];
  if (outcomes.outcome === 'danger') return [{ who: 'citizen', text: CRISIS_LINE, at: turn.now }];
  if (outcomes.keepsWords === false) return [];
  const words: TalkLine[] =
    turn.masked === '' ? [] : [{ who: 'citizen', text: turn.masked.slice(0, 500), at: turn.now }];
  const said: TalkLine[] =
    outcomes.said === undefined ? [] : [{ who: 'bot', text: outcomes.said, at: turn.now }];
  return [...words, ...said];
}

/** The place after a turn: what a skill left out stays, but candidates and expectations end with the turn. */
function placeAfter(before: Place, to: Place | undefined): Place {
  if (to) return to;
  const { candidates: _c, expects: _e, ...rest } = before;
  return rest;
}

function next(turn: Turn, outcomes: Outcomes): Session {
  // A city that has stopped keeping text keeps none of what a session still holds either.
  const kept = turn.book.city.keepsText ? turn.session : { ...turn.session, talk: [] };
  return advance(kept, {
    to: placeAfter(turn.session.at, outcomes.to),
    lines: linesOf(turn, outcomes),
    now: turn.now,
    ...(turn.requestId === undefined ? {} : { requestId: turn.requestId }),
  });
}

/**
 * Decides one turn. A repeated delivery is read from where the talk stood when it first came, changes no session
 * and is not counted; its effects are idempotent by the event id.
 */
export function takeTurn(turn: Turn): Decided {
  const again = repeated(turn.session, turn.requestId);
  const from = again === 'last' ? { ...turn, session: { ...turn.session, at: turn.session.before } } : turn;
  const outcomes = noticed(from, decide(from));
  const pressed = pressedIntent(turn.extra) !== undefined;
  if (again !== 'no') return { outcomes, repeat: true, pressed };
  return { outcomes, session: next(from, outcomes), repeat: false, pressed };
}

/** The reply with a counsellor's answer that waited for this citizen in front; undefined where none waits. */
export function withAnswer(turn: Turn, reply: SkillResponse): SkillResponse | undefined {
  const { ticket } = turn;
  if (!ticket?.answer || ticket.answer.shown) return undefined;
  const outputs = [...answerBubbles(ticket, ticket.answer.text), ...(reply.template?.outputs ?? [])].slice(
    0,
    OUTPUTS_MAX,
  );
  return skillResponse({ outputs, quickReplies: reply.template?.quickReplies ?? [] });
}
