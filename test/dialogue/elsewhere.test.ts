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
    expect(elsewhere('전기요금 어디에 내요', ['전기요금 지원'])).toBeUndefined();
    expect(elsewhere('전기차 자동차세 얼마예요')).toBeUndefined();
    expect(elsewhere('소비자 물가')).toBeUndefined();
  });

  it('gives no number where the business is a shop', () => {
    expect(elsewhere('침대 추천해 주세요')).toEqual({ office: '가게나 업체' });
  });
});

describe('another town', () => {
  it('is told apart from the city', () => {
    expect(otherTown('용인시 여권 창구 시간', '이천시')).toBe('용인시');
    expect(otherTown('서울 강남구 재산세', '이천시')).toBe('서울');
    expect(otherTown('수원 대형폐기물 얼마예요', '이천시')).toBe('수원');
    expect(otherTown('저 안성 사는데요 장롱 버리려면', '이천시')).toBe('안성');
    expect(otherTown('이천 말고 여주 지역화폐요', '이천시')).toBe('여주');
    expect(otherTown('여권과 전화번호 수원시청이요', '이천시')).toBe('수원시청');
    expect(otherTown('이천시 여권 창구 시간', '이천시')).toBeUndefined();
  });

  it('is not a district of the city itself', () => {
    expect(otherTown('기흥구 여권 창구', '용인시')).toBe('기흥구');
    expect(otherTown('기흥구 여권 창구', '용인시', [], ['기흥구청 민원실'])).toBeUndefined();
  });

  it('is not what the entry itself is asked by', () => {
    const asked = ['서울 종량제봉투 여기서 써도 되나요', '여주 쓰봉 그대로 써도 돼요'];
    expect(otherTown('여주 쓰봉 열 장 있는데', '이천시', asked)).toBeUndefined();
    expect(otherTown('여주 쓰봉 얼마', '이천시', ['쓰봉 얼마예요'])).toBe('여주');
    expect(otherTown('광주시 쓰레기 요일', '이천시', ['광주시 쓰봉에 담았더니 안가져가네요'])).toBe('광주시');
  });

  it('is no hindrance for who moves here, travels there or brought something along', () => {
    expect(otherTown('용인시에서 이사 왔는데 전입신고', '이천시')).toBeUndefined();
    expect(otherTown('성남시 가는 버스', '이천시')).toBeUndefined();
    expect(otherTown('여주역 가려면', '이천시')).toBeUndefined();
    expect(otherTown('판교 가는 전철', '이천시')).toBeUndefined();
    expect(otherTown('주소가 여주인데 이천서 여권 만들 수 있나', '이천시')).toBeUndefined();
    expect(otherTown('수원 병원에서 애 낳았는데 출생신고', '이천시')).toBeUndefined();
  });
});
