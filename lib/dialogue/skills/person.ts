/** '1:1채팅상담': a ticket first, then Kakao's operator button beneath it; '내 상담', '상담 취소', '남기기'. */
import { hoursText, isOpen, nextOpening } from '../../handoff/hours.ts';
import { mayOpen } from '../../handoff/limit.ts';
import { apply, isOpenTicket, isRefusal, knowsEvent } from '../../handoff/machine.ts';
import { newTicket, queueSafeId } from '../../handoff/open.ts';
import { LINE_LENGTH } from '../../handoff/talk.ts';
import type { TalkLine, Ticket } from '../../handoff/types.ts';
import { placeInQueue, waitText } from '../../handoff/wait.ts';
import {
  buttons,
  type Output,
  type SkillResponse,
  simpleText,
  skillResponse,
  textCard,
} from '../../kakao/index.ts';
import { isHandoffButton, type PersonAct, pressedIntent } from '../intent.ts';
import { copula, object } from '../replies/particle.ts';
import { answerBubbles } from '../replies/waiting-answer.ts';
import { phoneLine, toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Effect, EffectReplies, Outcomes, Turn } from '../turn.ts';

/** A ticket somebody still has to deal with. */
export function openTicketOf(turn: Turn): Ticket | undefined {
  return turn.ticket && isOpenTicket(turn.ticket) ? turn.ticket : undefined;
}

const hours = (turn: Turn): string => hoursText(turn.book.city);

function waysFrom(turn: Turn, ticket?: Ticket) {
  const { city } = turn.book;
  const mine = ticket
    ? [
        way(city, '내 상담', { skill: 'person', act: 'status' }),
        ...(city.keepsText ? [way(city, '남기기', { skill: 'person', act: 'write' })] : []),
        way(city, '상담 취소', { skill: 'person', act: 'withdraw' }),
      ]
    : [toPerson(city)];
  return waysOn(...mine, toFields(city));
}

function say(turn: Turn, text: string, ticket?: Ticket, more: Output[] = []): SkillResponse {
  return skillResponse({ outputs: [simpleText(text), ...more], quickReplies: waysFrom(turn, ticket) });
}

/** What is read when the store could not do it. Neither says '접수'. */
function faults(turn: Turn): EffectReplies {
  const phone = phoneLine(turn.book.city);
  return {
    failed: say(
      turn,
      `지금은 상담 요청을 받지 못했어요. 죄송해요.\n잠시 뒤에 다시 눌러 주시거나 전화해 주세요.\n${phone}`,
    ),
    unknown: say(
      turn,
      `요청이 잘 도착했는지 확인하지 못했어요.\n잠시 뒤에 '내 상담'을 눌러 확인해 주세요. 다시 요청하셔도 두 번 들어가지 않아요.\n${phone}`,
    ),
  };
}

function waitLine(turn: Turn, ticket: Ticket): string {
  const place = placeInQueue(turn.summary, ticket.openedAt);
  const usual = turn.summary?.usualWaitMs;
  const parts = [
    place === undefined ? undefined : `앞에서 ${place}번째로 기다리고 계세요.`,
    usual === undefined ? undefined : `보통 ${waitText(usual)} 걸려요.`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

/** When somebody reads it: now, or the next opening. */
function whenLine(turn: Turn): string {
  const { city } = turn.book;
  if (isOpen(city, turn.now)) return '지금은 상담 시간이에요.';
  const next = nextOpening(city, turn.now);
  const from = next ? `${next.label}부터 차례로 확인해요.` : '상담이 열리면 차례로 확인해요.';
  return `지금은 상담 시간이 아니에요. ${from}`;
}

function operatorCard(ticket: Ticket): Output {
  return textCard({
    title: '상담직원과 이야기하기',
    description: `아래 버튼을 누르면 상담직원과 대화방이 열려요. 첫마디에 접수번호 ${ticket.number}를 적어 주세요. 상담직원의 답은 이 대화방에서 받아요.`,
    buttons: [buttons.operator()],
  });
}

/** What went along: said only where something did. */
function handedLine({ talk }: Ticket): string {
  return talk.length > 0 ? '지금까지의 대화를 개인정보를 가리고 함께 전했어요.' : '';
}

const NOT_TAKEN = '전한 대화가 많아서 새로 하신 말씀은 더 전하지 못했어요. 상담직원에게 직접 말씀해 주세요.';

function desk(turn: Turn, ticket: Ticket, first: string, handed = handedLine(ticket)): SkillResponse {
  const { city } = turn.book;
  const open = isOpen(city, turn.now);
  const stand = ticket.state === 'claimed' ? STATE_WORDS.claimed : waitLine(turn, ticket);
  const rest = open
    ? [stand]
    : [city.keepsText ? "하실 말씀을 남기려면 '남기기'를 눌러 주세요." : phoneLine(city)];
  const text = [first, whenLine(turn), ...rest, handed, `상담 시간: ${hours(turn)}`]
    .filter((part) => part !== '')
    .join('\n');
  return say(turn, text, ticket, open ? [operatorCard(ticket)] : []);
}

/** Lines of the talk since a time; what was no more than a button of the hand-off is left out. */
function linesSince(turn: Turn, since: number): TalkLine[] {
  if (!turn.book.city.keepsText) return [];
  return turn.session.talk.filter(
    ({ who, text, at }) => at > since && !(who === 'citizen' && isHandoffButton(text)),
  );
}

/** This turn's own words, where they say more than a button: the session holds them only after the turn. */
function ownLines(turn: Turn): TalkLine[] {
  const typed = pressedIntent(turn.extra) === undefined && !isHandoffButton(turn.utterance);
  const kept = turn.book.city.keepsText && typed && turn.masked !== '';
  return kept ? [{ who: 'citizen', text: turn.masked, at: turn.now }] : [];
}

/** Until when a ticket holds the talk. What counsellors and clocks did to it since brought nothing of the citizen. */
function heldUntil({ openedAt, history }: Ticket): number {
  const brought = history.filter(({ to, by }) => by === 'citizen' && to === 'added');
  return Math.max(openedAt, ...brought.map(({ at }) => at));
}

function wish(turn: Turn): Ticket {
  const { city } = turn.book;
  const { field, entry } = turn.session.at;
  const next = nextOpening(city, turn.now);
  return newTicket({
    citizen: turn.citizen,
    eventId: turn.eventId,
    at: turn.now,
    talk: [...linesSince(turn, 0), ...ownLines(turn)],
    keepDays: city.retention.ticketTextDays,
    ...(field === undefined ? {} : { field }),
    ...(entry === undefined ? {} : { entry }),
    ...(next ? { waitsFrom: next.at } : {}),
  });
}

/** Somebody who asked often today is told kindly whom to call; the desk stays free for others. */
function enough(turn: Turn): Outcomes {
  const text = [
    '오늘은 상담을 여러 번 요청하셔서 더 받지 못했어요. 급하시면 전화해 주세요.',
    phoneLine(turn.book.city),
    `상담 시간: ${hours(turn)}`,
  ].join('\n');
  return { reply: say(turn, text), outcome: 'person' };
}

function open(turn: Turn): Outcomes {
  // The same request again, after the ticket that took it was closed: told where that stands, nothing is opened.
  if (turn.ticket && !isOpenTicket(turn.ticket) && knowsEvent(turn.ticket, turn.eventId)) return status(turn);
  if (!mayOpen(turn.ticket, turn.now)) return enough(turn);
  const ticket = wish(turn);
  const previous = turn.ticket;
  const where = {
    ...(ticket.field ? { field: ticket.field } : {}),
    ...(ticket.entry ? { entry: ticket.entry } : {}),
  };
  return {
    reply: desk(turn, ticket, `상담 요청을 접수했어요. 접수번호는 ${copula(ticket.number)}.`),
    outcome: 'person',
    said: '상담 요청 접수',
    opened: ticket.id,
    ...where,
    effect: { kind: 'openTicket', ticket, replies: faults(turn), ...(previous ? { previous } : {}) },
  };
}

function changed(turn: Turn, from: Ticket, to: Ticket, reply: SkillResponse, said: string): Outcomes {
  const effect: Effect = { kind: 'changeTicket', from, to, replies: faults(turn) };
  return { reply, outcome: 'person', said, effect };
}

/** Asked again while a ticket is open: where it stands, and what was said since goes along. */
function again(turn: Turn, ticket: Ticket): Outcomes {
  const first = `이미 접수되어 있어요. 접수번호는 ${copula(ticket.number)}.`;
  const lines = [...linesSince(turn, heldUntil(ticket)), ...ownLines(turn)];
  if (lines.length === 0) return { reply: desk(turn, ticket, first), outcome: 'person' };
  const to = apply(ticket, { kind: 'add', lines, eventId: turn.eventId }, turn.now, 'citizen');
  if (!isRefusal(to)) return changed(turn, ticket, to, desk(turn, to, first), '상담 요청 다시 확인');
  const handed = to.refused === 'full' ? NOT_TAKEN : handedLine(ticket);
  return { reply: desk(turn, ticket, first, handed), outcome: 'person' };
}

const STATE_WORDS: Readonly<Record<Ticket['state'], string>> = {
  waiting: '차례를 기다리고 있어요.',
  claimed: '상담직원이 보고 있어요.',
  resolved: '상담이 끝났어요.',
  withdrawn: '취소하셨어요.',
  expired: '오래되어 닫혔어요. 필요하시면 다시 요청해 주세요.',
};

function unread(turn: Turn): Outcomes {
  const text = `지금은 상담 상태를 확인하지 못했어요. 잠시 뒤에 다시 눌러 주세요.\n${phoneLine(turn.book.city)}`;
  return { reply: say(turn, text), outcome: 'person' };
}

function status(turn: Turn): Outcomes {
  if (!turn.storeRead) return unread(turn);
  const { ticket } = turn;
  if (!ticket || ticket.erased)
    return {
      reply: say(turn, "진행 중인 상담이 없어요. 상담하시려면 '1:1채팅상담'을 눌러 주세요."),
      outcome: 'person',
    };
  const mine = openTicketOf(turn);
  const wait = mine?.state === 'waiting' ? waitLine(turn, mine) : '';
  const text = [
    `접수번호 ${ticket.number}`,
    STATE_WORDS[ticket.state],
    wait,
    mine ? whenLine(turn) : '',
  ].filter((part) => part !== '');
  const cards = mine && isOpen(turn.book.city, turn.now) ? [operatorCard(mine)] : [];
  return { reply: say(turn, text.join('\n'), mine, cards), outcome: 'person' };
}

/** The ticket that this very request took back when it first came: a repeated delivery is told the same. */
function withdrawnBefore({ ticket, eventId }: Turn): Ticket | undefined {
  const same = ticket?.event.kind === 'withdrawn' && ticket.event.id === queueSafeId(eventId);
  return same && !ticket.erased ? ticket : undefined;
}

function withdraw(turn: Turn): Outcomes {
  if (!turn.storeRead) return unread(turn);
  const taken = (ticket: Ticket) =>
    say(turn, `상담 요청 ${object(ticket.number)} 취소했어요. 언제든 다시 요청하실 수 있어요.`);
  const before = withdrawnBefore(turn);
  if (before) return { reply: taken(before), outcome: 'person' };
  const ticket = openTicketOf(turn);
  if (!ticket) return { reply: say(turn, '취소할 상담이 없어요.'), outcome: 'person' };
  const to = apply(ticket, { kind: 'withdraw', eventId: turn.eventId }, turn.now, 'citizen');
  const reply = taken(ticket);
  if (isRefusal(to)) return to.refused === 'already' ? { reply, outcome: 'person' } : unread(turn);
  return changed(turn, ticket, to, reply, '상담 취소');
}

/** '남기기': the next typed words go to the counsellors. */
function write(turn: Turn): Outcomes {
  const { city } = turn.book;
  if (!city.keepsText) {
    const text = `글을 남기는 기능은 없어요. 상담 시간에 다시 찾아 주세요.\n상담 시간: ${hours(turn)}\n${phoneLine(city)}`;
    return { reply: say(turn, text), outcome: 'person' };
  }
  const text =
    '남기실 말씀을 적어 주세요. 다음에 적으시는 글을 상담직원에게 전해요.\n주민등록번호 같은 개인정보는 적지 마세요.';
  const reply = skillResponse({
    outputs: [simpleText(text)],
    quickReplies: waysOn(way(city, '그만두기', { skill: 'fields' })),
  });
  return { reply, outcome: 'person', to: { ...turn.session.at, expects: 'message' } };
}

function afterMessage(turn: Turn, ticket: Ticket): SkillResponse {
  const cut = Array.from(turn.masked).length > LINE_LENGTH;
  const text = [
    `남기신 글을 접수했어요. 접수번호는 ${copula(ticket.number)}.`,
    cut ? `글이 길어서 앞의 ${LINE_LENGTH}자까지 전했어요. 나머지는 '남기기'로 한 번 더 보내 주세요.` : '',
    whenLine(turn),
  ];
  return say(turn, text.filter((line) => line !== '').join('\n'), ticket);
}

function messageRefused(turn: Turn, ticket: Ticket): SkillResponse {
  const text = `남긴 글이 많아서 더 받지 못했어요. 지금까지 남기신 글은 그대로 있어요.\n${phoneLine(turn.book.city)}`;
  return say(turn, text, ticket);
}

/** A left message is what an answer is written to: only then the sealed way back is kept. */
function reachable(turn: Turn, ticket: Ticket): Ticket {
  return turn.reach === undefined ? ticket : { ...ticket, reach: turn.reach };
}

/** The words after '남기기': into the open ticket, or into a new one. */
function message(turn: Turn): Outcomes {
  const { expects: _done, ...to } = turn.session.at;
  if (!turn.book.city.keepsText) return { ...write(turn), to };
  const ticket = openTicketOf(turn);
  if (ticket) {
    const lines = [...linesSince(turn, heldUntil(ticket)), ...ownLines(turn)];
    const next = apply(ticket, { kind: 'add', lines, eventId: turn.eventId }, turn.now, 'citizen');
    if (!isRefusal(next))
      return { ...changed(turn, ticket, reachable(turn, next), afterMessage(turn, next), '글을 남김'), to };
    if (next.refused === 'already') return { reply: afterMessage(turn, ticket), outcome: 'person', to };
    return { reply: messageRefused(turn, ticket), outcome: 'person', to };
  }
  const opened = open(turn);
  if (opened.effect?.kind !== 'openTicket') return { ...opened, to };
  const made = reachable(turn, opened.effect.ticket);
  return { ...opened, effect: { ...opened.effect, ticket: made }, reply: afterMessage(turn, made), to };
}

/** What Kakao shows when the city speaks first: the answer, whether or not it was marked as brought already. */
function brought(turn: Turn): Outcomes {
  const { ticket } = turn;
  if (!turn.storeRead) return { ...unread(turn), keepsWords: false };
  if (!ticket?.answer)
    return { reply: say(turn, '새로 온 답이 없어요.'), outcome: 'person', keepsWords: false };
  const reply = skillResponse({
    outputs: answerBubbles(ticket, ticket.answer.text),
    quickReplies: waysFrom(turn),
  });
  const outcomes: Outcomes = { reply, outcome: 'person', keepsWords: false };
  const to = apply(ticket, { kind: 'show' }, turn.now, 'citizen');
  if (isRefusal(to)) return outcomes;
  return {
    ...outcomes,
    effect: { kind: 'changeTicket', from: ticket, to, replies: { failed: reply, unknown: reply } },
  };
}

/** The hand-off, by what the citizen wants of it. */
export function person(turn: Turn, act: PersonAct): Outcomes {
  if (act === 'status') return status(turn);
  if (act === 'withdraw') return withdraw(turn);
  if (act === 'write') return write(turn);
  if (act === 'message') return message(turn);
  if (act === 'answer') return brought(turn);
  const ticket = openTicketOf(turn);
  return ticket ? again(turn, ticket) : open(turn);
}
