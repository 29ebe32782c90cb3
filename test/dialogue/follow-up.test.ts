import { beforeAll, describe, expect, it } from 'vitest';
import type { Book } from '../../lib/dialogue/book.ts';
import { topicWords } from '../../lib/dialogue/follow-up.ts';
import { bookOf, icheon, talk, textOf } from './factories.ts';

let book: Book;
beforeAll(async () => {
  book = bookOf(await icheon());
});

/** The second reply of a talk that begins with `first`. */
function then(first: string, second: string) {
  const say = talk(book);
  say(first);
  return say(second).outcomes;
}

describe('words that name something', () => {
  it('are found beside those that only ask', () => {
    expect(topicWords('얼마예요?')).toEqual([]);
    expect(topicWords('그럼 준비물은요?')).toEqual([]);
    expect(topicWords('언제 신청해요?')).toEqual([]);
    expect(topicWords('늦으면요?')).toEqual(['늦']);
    expect(topicWords('등본은 어디서 떼요')).toContain('등본');
  });
});

describe('a question within the talk', () => {
  it('stays with the answer that can say it, and shows that part first', () => {
    const { entry, reply } = then('주민등록증 재발급하려면?', '얼마예요?');
    expect(entry).toBe('resident-reissue');
    expect(textOf(reply).indexOf('5,000원')).toBeLessThan(textOf(reply).indexOf('사진 1장'));
  });

  it('goes to the neighbour that is about just this', () => {
    expect(then('여권 새로 만들려면?', '얼마예요?').entry).toBe('passport-fee');
    expect(then('여권 언제 나와요?', '대리인도 돼요?').entry).toBe('passport-pickup-proxy');
    expect(then('소파 버리려고요', '인터넷으로도 돼요?').entry).toBe('bulky-online');
  });

  it('reads what is late, cheaper or cancelled inside the talk', () => {
    expect(then('전입신고 어떻게 해요?', '늦으면요?').entry).toBe('resident-movein');
    expect(then('재산세 언제 내요', '늦으면 어떻게 돼요?').entry).toBe('tax-late');
    expect(then('대형폐기물 어떻게 버려요?', '취소하려면요?').entry).toBe('bulky-cancel');
  });

  it('is told in short, with the whole one press away', () => {
    const { reply } = then('중고차 명의이전', '얼마예요?');
    const labels = reply.template?.quickReplies?.map(({ label }) => label);
    expect(textOf(reply)).toContain('수입증지');
    expect(textOf(reply)).not.toContain('[장소]');
    expect(labels).toContain('전체 안내 보기');
  });

  it('is left when something else is named', () => {
    expect(then('여권 새로 만들려면?', '종량제봉투는 얼마예요?').entry).toBe('waste-bag-price');
    expect(then('소파 버리려고요', '등본 떼려면?').entry).toBe('resident-copy');
  });
});
