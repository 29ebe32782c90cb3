/** One turn at the edge: load, decide, do, count. Decisions are made in lib/dialogue. */

import type { ContentHolder } from '../../lib/aws/content-holder.ts';
import type { Secrets } from '../../lib/aws/secrets.ts';
import { readTurn, type TurnItems } from '../../lib/aws/session-store.ts';
import { summaryFromItem, ticketFromItem } from '../../lib/aws/ticket-item.ts';
import type { CityProfile } from '../../lib/city/profile.ts';
import { addressOf } from '../../lib/dialogue/reach.ts';
import { tooFastReply } from '../../lib/dialogue/replies/sorry.ts';
import { resume } from '../../lib/dialogue/session.ts';
import { type Decided, takeTurn, withAnswer } from '../../lib/dialogue/take-turn.ts';
import type { Effect, Outcomes, Turn } from '../../lib/dialogue/turn.ts';
import { koreanDate } from '../../lib/handoff/korean-day.ts';
import { archived } from '../../lib/handoff/machine.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import type { SkillRequest, SkillResponse } from '../../lib/kakao/index.ts';
import { detectDanger } from '../../lib/matching/danger/index.ts';
import type { Skill } from '../../lib/names.ts';
import { mask } from '../../lib/privacy/mask.ts';
import { citizenKey, dayPseudonym, monthPseudonym } from '../../lib/privacy/pseudonym.ts';
import { seal } from '../../lib/privacy/seal.ts';
import type { UsageEvent } from '../../lib/usage/event.ts';
import { type Deadline, within } from './deadline.ts';
import { carryOut, defer, type EffectRooms, keepSession, markShown } from './effects.ts';
import { createPace } from './pace.ts';

/** Time for the one read of a warm turn, ms. */
const READ_MS = 300;
/** Time for the read of a cold start, which makes the client first, ms. */
const COLD_READ_MS = 700;
/** Left for deciding and storing when the read gave up: what is in memory answers then, ms. */
const ANSWER_MS = 450;
/** Time for loading a newly published version, ms. */
const CONTENT_MS = 900;

/** A call that passed the guard. */
export interface Call {
  readonly skill: Skill;
  readonly request: SkillRequest;
  /** Kakao's request id, where it came. */
  readonly requestId?: string;
  /** Id of the API call. */
  readonly apiId: string;
  /** Epoch ms. */
  readonly now: number;
}

/** What a turn leans on. */
export interface TurnRooms extends EffectRooms {
  readonly content: ContentHolder;
}

/** An answered turn: the reply, and the event to count (absent for a repeated delivery). */
export interface Answered {
  readonly reply: SkillResponse;
  readonly event?: Omit<UsageEvent, 'latencyMs'>;
  /** True when the citizen's messages came faster than a person types, and this one was not read. */
  readonly tooFast?: true;
}

/** Stands for words that could not be masked: they are kept nowhere. */
const MASK_FAILED = '[마스킹 실패]';

interface Stored {
  readonly items: TurnItems;
  readonly read: boolean;
  readonly missing: readonly string[];
}

interface Loaded extends Stored {
  readonly words: Words;
}

let warm = false;
const pace = createPace();

async function load(call: Call, citizen: string, rooms: TurnRooms, deadline: Deadline): Promise<Stored> {
  const signal = deadline.signal(warm ? READ_MS : COLD_READ_MS, ANSWER_MS);
  const read = { citizen, pointer: rooms.content.pointerDue(), now: call.now };
  try {
    const items = await within(signal, readTurn(rooms.tables, read, signal));
    return { items, read: true, missing: await follow(items, rooms, deadline) };
  } catch {
    return {
      items: {},
      read: false,
      missing: ['session', ...(rooms.content.confirmed() ? [] : ['content'])],
    };
  } finally {
    warm = true;
  }
}

async function follow(items: TurnItems, rooms: TurnRooms, deadline: Deadline): Promise<string[]> {
  if (!items.pointer) return [];
  const signal = deadline.signal(CONTENT_MS, ANSWER_MS);
  try {
    await within(signal, rooms.content.follow(items.pointer, signal));
    return [];
  } catch {
    return ['content'];
  }
}

/** A citizen's words as they came and as they may be kept. */
interface Words {
  readonly utterance: string;
  readonly masked: string;
  readonly hadIdentifier: boolean;
  readonly unmasked: boolean;
}

function wordsOf({ request }: Call, phones: ReadonlySet<string>): Words {
  const utterance = request.utterance.normalize('NFC').trim();
  try {
    const { masked, spans } = mask(utterance, { publicPhones: phones });
    return { utterance, masked, hadIdentifier: spans.length > 0, unmasked: false };
  } catch {
    return { utterance, masked: MASK_FAILED, hadIdentifier: false, unmasked: true };
  }
}

/** The way back to the citizen, sealed for this ticket alone, where the city switched that on. */
function reachOf(
  { request }: Call,
  citizen: string,
  { answersByEventApi }: CityProfile,
  { answerKey }: Secrets,
): { reach?: string } {
  if (answersByEventApi !== true || answerKey === undefined) return {};
  return { reach: seal(answerKey, addressOf(request), citizen) };
}

function turnOf(call: Call, citizen: string, loaded: Loaded, rooms: TurnRooms, secrets: Secrets): Turn {
  const book = rooms.content.book(koreanDate(call.now));
  const { utterance, masked, hadIdentifier } = loaded.words;
  const ticket = ticketFromItem(loaded.items.ticket, call.now);
  const summary = summaryFromItem(loaded.items.summary);
  return {
    skill: call.skill,
    utterance,
    masked: book.city.keepsText ? masked : '',
    hadIdentifier,
    extra: call.request.extra,
    citizen,
    eventId: call.requestId ?? call.apiId,
    ...(call.requestId === undefined ? {} : { requestId: call.requestId }),
    now: call.now,
    book,
    session: resume(loaded.items.session, call.now, book.city.retention.talkMinutes * 60_000),
    ...(ticket ? { ticket } : {}),
    ...(summary ? { summary } : {}),
    ...(call.request.callbackUrl === undefined ? {} : { callbackUrl: call.request.callbackUrl }),
    ...reachOf(call, citizen, book.city, secrets),
    storeRead: loaded.read,
  };
}

interface Settled {
  readonly decided: Decided;
  readonly reply: SkillResponse;
  readonly done: boolean;
  /** True when the wish waits on the queue and the outcome comes by callback. */
  readonly deferred?: boolean;
}

function withTicket(turn: Turn, seen: Turn['ticket']): Turn {
  const { ticket: _old, ...rest } = turn;
  return { ...rest, storeRead: true, ...(seen ? { ticket: seen } : {}) };
}

/** Decides and does; where the store knew better, decides once more with what it said. */
async function settle(turn: Turn, rooms: TurnRooms, deadline: Deadline, tries = 2): Promise<Settled> {
  const decided = takeTurn(turn);
  const { effect, reply } = decided.outcomes;
  if (!effect) return { decided, reply, done: true };
  const done = await carryOut(effect, turn, rooms, deadline);
  if (done.kind === 'done') return { decided, reply, done: true };
  if (done.kind === 'again' && tries > 1)
    return settle(withTicket(turn, done.seen), rooms, deadline, tries - 1);
  const waiting = await defer(effect, reply, turn, rooms, deadline);
  const honest = done.kind === 'unknown' ? effect.replies.unknown : effect.replies.failed;
  return { decided, reply: waiting ?? honest, done: false, deferred: waiting !== undefined };
}

function keptWords(turn: Turn, outcomes: Outcomes, pressed: boolean): string | undefined {
  const kept = turn.book.city.keepsText && outcomes.keepsWords !== false && !pressed;
  return kept && turn.masked !== '' ? turn.masked.slice(0, 300) : undefined;
}

function eventOf(
  call: Call,
  turn: Turn,
  settled: Settled,
  key: string,
  missing: readonly string[],
): Omit<UsageEvent, 'latencyMs'> {
  const { outcomes, pressed } = settled.decided;
  const day = koreanDate(call.now);
  const words = keptWords(turn, outcomes, pressed);
  const degraded = settled.done ? missing : [...missing, 'ticket'];
  return {
    id: turn.eventId,
    at: call.now,
    skill: call.skill,
    outcome: settled.done || settled.deferred ? outcomes.outcome : 'failed',
    entrance: pressed ? 'button' : 'typed',
    dayUser: dayPseudonym(key, turn.citizen, day),
    monthUser: monthPseudonym(key, turn.citizen, day.slice(0, 7)),
    test: call.request.isSkillTest || call.request.isBotTest,
    ...(outcomes.field === undefined ? {} : { field: outcomes.field }),
    ...(outcomes.entry === undefined ? {} : { entry: outcomes.entry }),
    ...(words === undefined ? {} : { words }),
    ...(outcomes.helped === undefined ? {} : { helped: outcomes.helped }),
    ...(outcomes.score === undefined ? {} : { score: outcomes.score }),
    ...(settled.done && outcomes.opened !== undefined ? { ticket: outcomes.opened } : {}),
    ...(degraded.length > 0 ? { degraded } : {}),
  };
}

async function keep(turn: Turn, settled: Settled, rooms: TurnRooms, deadline: Deadline): Promise<boolean> {
  const { session, outcomes } = settled.decided;
  if (!session || !turn.storeRead || outcomes.effect?.kind === 'erase') return turn.storeRead;
  return keepSession(turn.citizen, session, turn.book.city.retention.sessionHours, rooms, deadline);
}

/** Where the ticket with the answer lies after the turn's effect: a new ticket has moved a closed one aside. */
function holderOf(ticket: Ticket, effect: Effect | undefined): Ticket {
  if (effect?.kind === 'changeTicket') return effect.to;
  return effect?.kind === 'openTicket' ? (archived(ticket) ?? ticket) : ticket;
}

/** An answer that waited for this citizen comes first, once; after a word of danger it waits on. */
async function showAnswer(
  turn: Turn,
  settled: Settled,
  rooms: TurnRooms,
  deadline: Deadline,
): Promise<SkillResponse> {
  const { effect, outcome } = settled.decided.outcomes;
  const shown = withAnswer(turn, settled.reply);
  const first = outcome !== 'danger' && effect?.kind !== 'erase' && settled.done;
  const holder = turn.ticket && holderOf(turn.ticket, effect);
  if (!shown || !first || holder?.answer?.shown !== false) return settled.reply;
  await markShown(holder, turn.now, rooms, deadline);
  return shown;
}

/** Answers one call within its deadline. Throws only on a fault nobody foresaw. */
export async function answerCall(
  call: Call,
  secrets: Secrets,
  rooms: TurnRooms,
  deadline: Deadline,
): Promise<Answered> {
  const citizen = citizenKey(secrets.pseudonymKey, call.request.botId, call.request.userId);
  if (!pace.allows(citizen, call.now) && !detectDanger(call.request.utterance))
    return { reply: tooFastReply(rooms.content.book(koreanDate(call.now)).city), tooFast: true };
  const stored = await load(call, citizen, rooms, deadline);
  const words = wordsOf(call, rooms.content.phones());
  const turn = turnOf(call, citizen, { ...stored, words }, rooms, secrets);
  const settled = await settle(turn, rooms, deadline);
  const [saved, reply] = await Promise.all([
    keep(turn, settled, rooms, deadline),
    showAnswer(turn, settled, rooms, deadline),
  ]);
  if (settled.decided.repeat) return { reply };
  const unkept = [...(saved ? [] : ['session']), ...(words.unmasked ? ['mask'] : [])];
  const missing = [...new Set([...stored.missing, ...unkept])];
  return { reply, event: eventOf(call, turn, settled, secrets.pseudonymKey, missing) };
}
