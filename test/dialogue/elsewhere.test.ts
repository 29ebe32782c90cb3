import { beforeAll, describe, expect, it } from 'vitest';
import type { Book } from '../../lib/dialogue/book.ts';
import { elsewhere, otherTown } from '../../lib/dialogue/elsewhere.ts';
import { bookOf, icheon, talk, textOf } from './factories.ts';

let book: Book;
beforeAll(async () => {
  book = bookOf(await icheon());
});

describe('business of another office', () => {
  it('is named, with the number that helps, and not answered', () => {
    const { outcome, reply } = talk(book)('운전면허증 갱신하려면 어디로 가요').outcomes;
    expect(outcome).toBe('notFound');
    expect(textOf(reply)).toContain('경찰서');
    expect(textOf(reply)).toContain('182');
  });

  it('is not what an entry names as its own', () => {
    expect(elsewhere('전기요금 어디에 내요')?.office).toBe('한국전력');
    expect(elsewhere('전기요금 어디에 내요', '전기요금 지원')).toBeUndefined();
    expect(elsewhere('전기차 자동차세 얼마예요')).toBeUndefined();
    expect(elsewhere('소비자 물가')).toBeUndefined();
  });

  it('gives no number where the business is a shop', () => {
    expect(elsewhere('침대 추천해 주세요')).toEqual({ office: '가게나 업체' });
  });
});

describe('another town', () => {
  it('is told apart from the city', () => {
    expect(otherTown('용인시 여권 창구 시간', '이천시')).toBe('용인');
    expect(otherTown('서울 강남구 재산세', '이천시')).toBe('서울');
    expect(otherTown('이천시 여권 창구 시간', '이천시')).toBeUndefined();
  });

  it('is no hindrance for who moves here, travels there or brought something along', () => {
    expect(otherTown('용인시에서 이사 왔는데 전입신고', '이천시')).toBeUndefined();
    expect(otherTown('성남시 가는 버스', '이천시')).toBeUndefined();
    expect(otherTown('여주역 가려면', '이천시')).toBeUndefined();
  });
});
