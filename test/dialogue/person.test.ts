import { beforeAll, describe, expect, it } from 'vitest';
import type { Content } from '../../lib/content/types.ts';
import type { Book } from '../../lib/dialogue/book.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { checkSkillResponse, type SkillResponse } from '../../lib/kakao/index.ts';
import { bookOf, CLOSED_AT, icheon, OPEN_AT, talk, textOf } from './factories.ts';

let content: Content;
let book: Book;
beforeAll(async () => {
  content = await icheon();
  book = bookOf(content);
});

const hasOperator = (reply: SkillResponse): boolean => JSON.stringify(reply).includes('"operator"');

function opened(now = OPEN_AT): { say: ReturnType<typeof talk>; ticket: Ticket } {
  const say = talk(book, { now });
  say('여권 얼마예요?');
  const { effect } = say('1:1채팅상담').outcomes;
  if (effect?.kind !== 'openTicket') throw new Error('no ticket was opened');
  return { say, ticket: effect.ticket };
}

describe('1:1채팅상담', () => {
  it('in opening hours: the number of the ticket, the operator button, the talk so far', () => {
    const say = talk(book);
    say('여권 얼마예요?');
    const { outcomes } = say('1:1채팅상담');
    expect(textOf(outcomes.reply)).toMatch(/접수번호는 [\dA-Z]{3}-[\dA-Z]{3}/);
    expect(hasOperator(outcomes.reply)).toBe(true);
    expect(checkSkillResponse(outcomes.reply)).toEqual([]);
    const ticket = outcomes.effect?.kind === 'openTicket' ? outcomes.effect.ticket : undefined;
    expect(ticket?.talk.map((line) => line.text)).toContain('여권 얼마예요?');
    expect(ticket).toMatchObject({
      state: 'waiting',
      announced: false,
      field: 'passport',
      entry: 'passport-fee',
    });
  });

  it('outside them: no button that nobody answers, but when people are there, and a way to leave a message', () => {
    const { outcomes } = talk(book, { now: CLOSED_AT })('1:1채팅상담');
    const text = textOf(outcomes.reply);
    expect(hasOperator(outcomes.reply)).toBe(false);
    expect(text).toContain('내일(수) 오전 9시');
    expect(text).toContain('남기기');
    expect(text).toContain('평일 09:00~18:00');
  });

  it('says 접수 in no reply for a store that could not take it', () => {
    const { outcomes } = talk(book)('1:1채팅상담');
    const { failed, unknown } = outcomes.effect?.replies ?? {};
    for (const reply of [failed, unknown]) {
      expect(reply && textOf(reply)).not.toContain('접수했어요');
      expect(reply && textOf(reply)).toContain('110');
    }
  });

  it('asked again shows where it stands and adds what was said since; no second ticket', () => {
    const { say, ticket } = opened();
    say('인감증명서 떼려면?', { ticket });
    const { outcomes } = say('1:1채팅상담', { ticket });
    expect(textOf(outcomes.reply)).toContain(`이미 접수되어 있어요. 접수번호는 ${ticket.number}`);
    expect(outcomes.effect?.kind).toBe('changeTicket');
    const to = outcomes.effect?.kind === 'changeTicket' ? outcomes.effect.to : undefined;
    expect(to?.talk.map((line) => line.text)).toContain('인감증명서 떼려면?');
  });

  it('hands over the words of the very turn that asks for a person', () => {
    const { effect } = talk(book)('스티커를 잘못 샀는데 담당자와 상담하고 싶어요').outcomes;
    const ticket = effect?.kind === 'openTicket' ? effect.ticket : undefined;
    expect(ticket?.talk.map(({ text }) => text)).toEqual(['스티커를 잘못 샀는데 담당자와 상담하고 싶어요']);
  });

  it('hands over no button and does not say that something went along where nothing did', () => {
    const say = talk(book);
    const { effect, reply } = say('1:1채팅상담').outcomes;
    const ticket = effect?.kind === 'openTicket' ? effect.ticket : undefined;
    expect(ticket?.talk).toEqual([]);
    expect(textOf(reply)).not.toContain('함께 전했어요');
    expect(say('1:1 채팅 상담', ticket ? { ticket } : {}).outcomes.effect).toBeUndefined();
  });

  it('adds what was said before a counsellor took the ticket, and says that somebody has it', () => {
    const { say, ticket } = opened();
    say('인감증명서 떼려면?', { ticket });
    const claimed: Ticket = {
      ...ticket,
      state: 'claimed',
      claimedBy: 'kim',
      changedAt: OPEN_AT + 10_000,
      rev: 2,
    };
    const summary = { waiting: 3, at: OPEN_AT, opened: [1, 2, 3] };
    const { effect, reply } = say('상담원 연결해 주세요. 부모님 것도 되나요', {
      ticket: claimed,
      summary,
      now: OPEN_AT + 20_000,
    }).outcomes;
    const words = effect?.kind === 'changeTicket' ? effect.to.talk.map(({ text }) => text) : [];
    expect(words).toContain('인감증명서 떼려면?');
    expect(words.at(-1)).toBe('상담원 연결해 주세요. 부모님 것도 되나요');
    expect(words.filter((text) => text === '여권 얼마예요?')).toHaveLength(1);
    expect(textOf(reply)).toContain('상담직원이 보고 있어요.');
    expect(textOf(reply)).not.toContain('번째로 기다리고');
  });

  it('says when a ticket can hold no more', () => {
    const { say, ticket } = opened();
    const line = { who: 'citizen', text: '말', at: OPEN_AT } as const;
    const full: Ticket = { ...ticket, talk: Array.from({ length: 50 }, () => line) };
    const { effect, reply } = say('담당자와 이야기하고 싶어요', { ticket: full }).outcomes;
    expect(effect).toBeUndefined();
    expect(textOf(reply)).toContain('더 전하지 못했어요');
  });

  it('can be looked up and taken back', () => {
    const { say, ticket } = opened();
    expect(textOf(say('내 상담', { ticket }).outcomes.reply)).toContain(ticket.number);
    const { effect } = say('상담 취소', { ticket }).outcomes;
    expect(effect?.kind === 'changeTicket' && effect.to.state).toBe('withdrawn');
  });

  it('taken back by a call that Kakao delivers twice is told the same both times, and nothing changes twice', () => {
    const { say, ticket } = opened();
    const requestId = 'chp-twice-00001';
    const first = say('상담 취소', { ticket, requestId, eventId: requestId }).outcomes;
    const withdrawn = first.effect?.kind === 'changeTicket' ? first.effect.to : ticket;
    const again = say('상담 취소', { ticket: withdrawn, requestId, eventId: requestId }).outcomes;
    expect(textOf(again.reply)).toBe(textOf(first.reply));
    expect(again.effect).toBeUndefined();
    const later = say('상담 취소', { ticket: withdrawn }).outcomes;
    expect(textOf(later.reply)).toContain('취소할 상담이 없어요');
  });

  it('that was erased is not shown any more', () => {
    const { say, ticket } = opened();
    const erased: Ticket = { ...ticket, state: 'withdrawn', talk: [], erased: true };
    const text = textOf(say('내 상담', { ticket: erased }).outcomes.reply);
    expect(text).toContain('진행 중인 상담이 없어요');
    expect(text).not.toContain(ticket.number);
  });

  it('takes a message: the next typed words go to the counsellors', () => {
    const { say, ticket } = opened(CLOSED_AT);
    say('남기기', { ticket });
    const { outcomes, session } = say('아이 여권 때문에 전화 부탁드려요 010-0123-4567', { ticket });
    const to = outcomes.effect?.kind === 'changeTicket' ? outcomes.effect.to : undefined;
    expect(to?.talk.at(-1)?.text).toContain('아이 여권 때문에');
    expect(JSON.stringify(to)).not.toContain('4567');
    expect(session.at.expects).toBeUndefined();
  });

  it('takes a message that asks for a person itself, and says where a long one was cut', () => {
    const { say, ticket } = opened(CLOSED_AT);
    const leave = (words: string) => {
      say('남기기', { ticket });
      return say(words, { ticket }).outcomes;
    };
    const asks = leave('담당자와 통화하고 싶어요');
    expect(asks.effect?.kind === 'changeTicket' && asks.effect.to.talk.at(-1)?.text).toBe(
      '담당자와 통화하고 싶어요',
    );
    expect(textOf(asks.reply)).toContain('남기신 글을 접수했어요');
    const long = leave('쓰레기를 치워 주세요 '.repeat(150));
    expect(textOf(long.reply)).toContain('앞의 1000자까지 전했어요');
    say('남기기', { ticket });
    expect(textOf(say('내 상담', { ticket }).outcomes.reply)).toContain(ticket.number);
  });

  it('shows where the request stands only when the store could be read', () => {
    const { outcomes } = talk(book)('내 상담', { storeRead: false });
    expect(textOf(outcomes.reply)).toContain('확인하지 못했어요');
  });
});

describe('one citizen’s repeated tickets', () => {
  it('are limited kindly: hours and phone, no further ticket, also for a left message', () => {
    const { ticket } = opened();
    const hour = 3_600_000;
    const lately = [2, 3, 4, 5].map((hours) => OPEN_AT - hours * hour);
    const last: Ticket = { ...ticket, state: 'withdrawn', openedAt: OPEN_AT - hour, lately };
    const say = talk(book);
    const { outcomes } = say('1:1채팅상담', { ticket: last });
    expect(outcomes.effect).toBeUndefined();
    expect(textOf(outcomes.reply)).toContain('110');
    expect(textOf(outcomes.reply)).toContain('평일 09:00~18:00');
    expect(textOf(outcomes.reply)).not.toContain('접수');
    say('남기기', { ticket: last });
    expect(say('급해요', { ticket: last }).outcomes.effect).toBeUndefined();
    const older: Ticket = { ...last, lately: lately.slice(1) };
    expect(say('1:1채팅상담', { ticket: older }).outcomes.effect?.kind).toBe('openTicket');
  });
});

describe('the block that brings an answer', () => {
  const answeredBy = (shown: boolean) => {
    const { ticket } = opened();
    return { ...ticket, answer: { text: '네, 나왔어요.', at: OPEN_AT, shown } } satisfies Ticket;
  };

  it.each([false, true])(
    'shows it whether it was marked as brought or not (%s), and stores no word',
    (shown) => {
      const speaking = bookOf({ ...content, city: { ...content.city, answersByEventApi: true } });
      const ticket = answeredBy(shown);
      const { outcomes, session } = talk(speaking, { skill: 'person' })('answer_ready', { ticket });
      expect(textOf(outcomes.reply)).toContain('네, 나왔어요.');
      expect(outcomes.effect?.kind).toBe(shown ? undefined : 'changeTicket');
      expect(session.talk).toEqual([]);
      expect(checkSkillResponse(outcomes.reply)).toEqual([]);
    },
  );

  it('means nothing where the city has not switched that on', () => {
    const { outcomes } = talk(book)('answer_ready', { ticket: answeredBy(false) });
    expect(textOf(outcomes.reply)).not.toContain('네, 나왔어요.');
  });

  it('the sealed way back goes with a left message alone', () => {
    const say = talk(book, { now: CLOSED_AT, reach: 'v1.sealed' });
    const asked = say('1:1채팅상담').outcomes.effect;
    expect(asked?.kind === 'openTicket' && asked.ticket.reach).toBeUndefined();
    const ticket = asked?.kind === 'openTicket' ? asked.ticket : undefined;
    say('남기기', { ...(ticket ? { ticket } : {}) });
    const left = say('언제 나오나요?', { ...(ticket ? { ticket } : {}) }).outcomes.effect;
    expect(left?.kind === 'changeTicket' && left.to.reach).toBe('v1.sealed');
  });
});

describe('a city that keeps no text', () => {
  it('hands over field and entry only, keeps no words in the session, and offers hours in place of 남기기', () => {
    const silent = bookOf({ ...content, city: { ...content.city, keepsText: false } });
    const say = talk(silent, { now: CLOSED_AT, masked: '' });
    say('여권 얼마예요?');
    const { outcomes, session } = say('1:1채팅상담');
    const ticket = outcomes.effect?.kind === 'openTicket' ? outcomes.effect.ticket : undefined;
    expect(ticket).toMatchObject({ field: 'passport', talk: [] });
    expect(session.talk).toEqual([]);
    expect(textOf(outcomes.reply)).not.toContain("'남기기'");
    expect(textOf(say('남기기').outcomes.reply)).toContain('상담 시간');
  });

  it('forgets what it kept before it stopped, and takes no message that was asked for then', () => {
    const silent = bookOf({ ...content, city: { ...content.city, keepsText: false } });
    const say = talk(book, { now: CLOSED_AT });
    say('여권 얼마예요?');
    expect(say('남기기').session.talk).not.toEqual([]);
    const { outcomes, session } = say('사진은요?', { book: silent, masked: '' });
    expect(session.talk).toEqual([]);
    expect(outcomes.effect).toBeUndefined();
    expect(textOf(outcomes.reply)).not.toContain('접수했어요');
  });
});
