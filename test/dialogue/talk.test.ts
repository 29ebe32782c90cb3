import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Book } from '../../lib/dialogue/book.ts';
import { takeTurn } from '../../lib/dialogue/take-turn.ts';
import { CRISIS_LINE } from '../../lib/handoff/talk.ts';
import { detectDanger } from '../../lib/matching/danger/index.ts';
import type { Candidate, Match } from '../../lib/matching/types.ts';
import { bookOf, icheon, OPEN_AT, talk, textOf, turnOf } from './factories.ts';

let book: Book;
beforeAll(async () => {
  book = bookOf(await icheon());
});

describe('a citizen who types', () => {
  it('a question gets its answer', () => {
    const { outcomes } = talk(book)('여권 만드는 데 얼마예요?');
    expect(outcomes.entry).toBe('passport-fee');
    expect(textOf(outcomes.reply)).toContain('52,000원');
  });

  it('a menu word gets where the button leads', () => {
    const say = talk(book);
    expect(textOf(say('처음으로').outcomes.reply)).toContain('안녕하세요');
    expect(say('여권').outcomes.field).toBe('passport');
    expect(say('공지사항').outcomes.outcome).toBe('notice');
    expect(say('시청 안내').outcomes.outcome).toBe('guide');
    expect(say('1:1채팅상담').outcomes.outcome).toBe('person');
  });

  it("'얼마예요?' after a question about passports is about passports", () => {
    const say = talk(book);
    say('여권 새로 만들려면?');
    const { outcomes } = say('얼마예요?');
    expect(outcomes.entry).toMatch(/^passport-/);
    expect(textOf(outcomes.reply)).toContain('원');
  });

  it("'2' picks the second of the candidates offered", () => {
    const session = {
      at: { candidates: ['passport-fee', 'passport-lost', 'bulky-how'] },
      before: {},
      talk: [],
      requests: [],
      seenAt: OPEN_AT,
    };
    for (const words of ['2', '2번', '두번째', '두 번째요']) {
      expect(takeTurn(turnOf(book, words, { session })).outcomes.entry, words).toBe('passport-lost');
    }
  });

  it('nothing that can be read gets a friendly word', () => {
    for (const words of ['', '   ', '???', '…', '​']) {
      const { outcomes } = takeTurn(turnOf(book, words));
      expect(textOf(outcomes.reply), JSON.stringify(words)).toContain('적어 주세요');
    }
  });

  it('something nobody wrote an answer for is told so, with 110 while the city number is unconfirmed', () => {
    const { outcomes } = talk(book)('우주여행 티켓 예매하고 싶은데 로켓은 어디서 타나요');
    expect(outcomes.outcome).toBe('notFound');
    const text = textOf(outcomes.reply);
    expect(text).toContain('110');
    expect(text).toContain('확인 중');
    expect(text).toContain('1:1채팅상담');
  });

  it.each([
    ['여권 얼마예요 그리고 등본은 어디서 떼요', ['passport-fee', 'resident-copy']],
    ['이사했는데 전입신고 어떻게 해요? 대형폐기물은 어떻게 버려요?', ['resident-movein', 'bulky-how']],
  ])('%s: both questions are offered', (question, entries) => {
    const { outcomes } = takeTurn(turnOf(book, question));
    expect(outcomes.outcome).toBe('choose');
    expect(outcomes.to?.candidates?.slice(0, 2)).toEqual(entries);
  });

  it("'우편물' from the tax office is no business of the post", () => {
    const { outcomes } = talk(book)('이사해서 세금 우편물을 못받았는데 어떻게 확인해요');
    expect(outcomes.entry).toBe('tax-bill');
    expect(textOf(talk(book)('시청에서 온 우편물 못 받았어요').outcomes.reply)).not.toContain('우체국');
  });

  it('somebody who looks for a shop is not sent to a desk', () => {
    expect(talk(book)('여권 케이스 예쁜거 어디서 팔아요').outcomes.outcome).not.toBe('guide');
  });

  it.each(['쇼파 버릴라면', '장롱버릴려구요', '책상 버리기', '침대 어떻게 버려요'])(
    '%s gets how to throw it away, not a special case of it',
    (question) => {
      expect(takeTurn(turnOf(book, question)).outcomes.entry).toBe('bulky-how');
    },
  );

  it('an errand on the City Hall guide gets its desk', () => {
    const { outcomes } = takeTurn(turnOf(book, '여권 어디서 해요?', { skill: 'guide' }));
    expect(outcomes.outcome).toBe('guide');
    expect(textOf(outcomes.reply)).toContain('종합민원실');
  });

  it('an identifier is told not to send such numbers', () => {
    const { outcomes, session } = talk(book)('900101-1234567 여권 얼마예요');
    expect(textOf(outcomes.reply)).toContain('저장하지 않았어요');
    expect(JSON.stringify(session)).not.toContain('1234567');
  });
});

describe('words of danger', () => {
  it('lead at once to the number, before anything else, and are not kept', () => {
    const say = talk(book);
    const { outcomes, session } = say('죽고 싶어요');
    expect(outcomes.outcome).toBe('danger');
    expect(textOf(outcomes.reply)).toContain('109');
    expect(session.talk.map(({ text }) => text)).toEqual([CRISIS_LINE]);
    expect(JSON.stringify(session)).not.toContain('죽고');
  });

  it('come first also while a message is being written to a counsellor', () => {
    const session = {
      at: { expects: 'message' as const },
      before: {},
      talk: [],
      requests: [],
      seenAt: OPEN_AT,
    };
    const { outcomes } = takeTurn(turnOf(book, '집에 불났어요', { session }));
    expect(outcomes.outcome).toBe('danger');
    expect(outcomes.effect).toBeUndefined();
  });
});

describe('a faint sound of danger', () => {
  const written = new URL('../matching-talk/', import.meta.url);
  const lines = readdirSync(written)
    .filter((name) => name.startsWith('danger-'))
    .flatMap((name) => readFileSync(new URL(name, written), 'utf8').trim().split('\n'))
    .map((line) => line.split('\t')[1] as string);
  /** The beginning of a line that somebody wrote: cut short, some sound like danger only just. */
  const faint = lines.map((line) => line.slice(0, 9)).find((words) => detectDanger(words)?.faint) ?? '';
  const asked = (score: number, words = faint) => {
    const [first] = book.matcher.match('여권 얼마예요?').candidates;
    const match = (): Match => ({
      decision: 'answer',
      candidates: [{ ...(first as Candidate), score }],
      followUp: false,
    });
    return takeTurn(turnOf({ ...book, matcher: { match } }, words)).outcomes;
  };

  it('is none in words that surely ask for an entry', () => {
    expect(asked(0.95)).toMatchObject({ outcome: 'answered', entry: 'passport-fee' });
  });

  it('is heard in all others', () => {
    expect(asked(0.6).outcome).toBe('danger');
  });

  it('is never what somebody says who wants to die, or tells plainly', () => {
    for (const words of ['죽고 싶어요', '집에 불났어요', '이제 그만 살고 싶어요'])
      expect(asked(0.99, words).outcome).toBe('danger');
  });
});

describe('a repeated delivery', () => {
  it('gets the same reply, changes no session and is not counted', () => {
    const say = talk(book);
    say('여권 새로 만들려면?');
    const first = say('얼마예요?');
    const again = takeTurn(turnOf(book, '얼마예요?', { session: first.session, requestId: 'chp-00000002' }));
    expect(again.repeat).toBe(true);
    expect(again.session).toBeUndefined();
    expect(again.outcomes.entry).toBe(first.outcomes.entry);
  });

  it('is not assumed where no request id came', () => {
    const say = talk(book);
    say('여권 얼마예요?');
    const { session } = say('여권 얼마예요?');
    const { requestId: _none, ...bare } = turnOf(book, '여권 얼마예요?', { session });
    expect(takeTurn(bare).repeat).toBe(false);
  });
});

describe('the citizen’s own data', () => {
  it('is explained, and erased only after a yes', () => {
    const say = talk(book);
    expect(textOf(say('개인정보 안내').outcomes.reply)).toContain('24시간');
    const asked = say('내 기록 지우기');
    expect(asked.outcomes.effect).toBeUndefined();
    expect(say('네').outcomes.effect?.kind).toBe('erase');
  });

  it('stays when the citizen thinks better of it', () => {
    const say = talk(book);
    say('내 기록 지우기');
    expect(say('여권 얼마예요?').outcomes.effect).toBeUndefined();
    expect(say('네').outcomes.effect).toBeUndefined();
  });
});
