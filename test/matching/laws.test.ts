import { describe, expect, test } from 'vitest';
import { createMatcher, explain, type TalkContext } from '../../lib/matching/index.ts';
import { ANSWER } from '../../lib/matching/rank/calibrate.ts';
import { onsetScore } from '../../lib/matching/rank/onsets.ts';
import { normalize } from '../../lib/matching/text/normalize.ts';
import { ENTRIES, SYNONYMS } from './content.ts';

const matcher = createMatcher(ENTRIES, SYNONYMS);
const first = (question: string, context?: TalkContext): string | undefined =>
  matcher.match(question, context).candidates[0]?.id;

/** Question, the entry that must lead, and why. */
const LAWS: readonly (readonly [question: string, entry: string, why: string])[] = [
  ['쇼파 버릴라면', 'bulky-how', 'a misspelt thing and a spoken ending'],
  ['여권 만드는데 돈 얼마 들어', 'passport-fee', 'money asked in plain words, not the way to apply'],
  ['여권 찾으러 가는데 준비물', 'passport-papers', 'papers for fetching, not for applying'],
  ['여권만들려면어떻게해야되나요', 'passport-new', 'no spaces at all'],
  ['여 권 언 제나 와요', 'passport-pickup', 'spaces in the wrong places'],
  ['durnjs djswp skdhkdy', 'passport-pickup', 'typed with the keyboard in English'],
  ['emdqhs Epsmsrj', 'resident-copy', 'English keyboard with shifted letters'],
  ['여궝 언제 나와요', 'passport-pickup', 'a neighbouring key'],
  ['여귄 수수료', 'passport-fee', 'a sound-alike vowel'],
  ['주민등록등보 떼려구요', 'resident-copy', 'a final consonant lost'],
  ['민증 잃어버렸는데 어떡해요ㅠㅠ', 'resident-lost', 'an everyday abbreviation and weeping at the end'],
  ['이사 왔는데 뭐 해야 되나여', 'resident-movein', 'a situation instead of its official name'],
  ['주차 딱지 억울해요', 'parking-appeal', 'what is wanted, not what it is about'],
  ['물값 어디서 내', 'water-pay', 'a spoken word for a fee, rude form'],
  ['집 앞 도로에 물이 새고 있어요', 'water-leak', 'the question among other words'],
  ['냉장고 버리는 법', 'bulky-appliance', 'the thing named in a title beats a kind of thing'],
  ['도라지표 어디서 사요', 'bulky-how', 'a word that only this city knows'],
  [
    '안녕하세요 제가 이번에 해외에 가게 됐는데요 아이도 같이 가거든요 아이 여권은 어떻게 만드나요',
    'passport-minor',
    'a long story with the question at its end',
  ],
  ['울 애기 여권', 'passport-minor', 'a family word'],
  ['남편이 제 여권 찾아와도 돼요?', 'passport-proxy', 'somebody else goes'],
];

describe('laws of ranking', () => {
  test.each(LAWS)('%s → %s (%s)', (question, entry) => {
    expect(first(question)).toBe(entry);
  });

  test('onsets alone find an entry, and several that fit alike are offered', () => {
    expect(first('ㅅㄷㅇㄱ')).toBe('water-pay');
    expect(onsetScore(1, 'ㅇㄱㅈㅂㄱ', 3)).toBeLessThan(ANSWER);
    expect(matcher.match('ㅇㄱ').decision).toBe('choose');
  });

  test.each([
    ['EPR이 뭔가요', 'epr이 뭔가요'],
    ['tnr 신청', 'tnr 신청'],
    ['DMZ', 'dmz'],
    ['durnjs', '여권'],
    ['anf', '물'],
  ])('letters of an abbreviation stay, letters typed by mistake are read: %s', (typed, read) => {
    expect(normalize(typed)).toBe(read);
  });

  test('words that brought a candidate are named, strongest first', () => {
    expect(matcher.match('쇼파 버릴라면').candidates[0]?.because).toContain('쇼파');
    expect(matcher.match('제가 여권 수수료').candidates[0]?.because[0]).toBe('수수료');
  });
});

describe('two questions in one line', () => {
  test.each([
    ['여권 언제 나와요? 그리고 대형폐기물 수수료 얼마예요', ['passport-pickup', 'bulky-fee']],
    ['물값 어디서 내요. 여권 수수료도 알려주세요', ['water-pay', 'passport-fee']],
    ['여권 대신 찾아올 수 있나요? 물값 카드로 낼 수 있나요?', ['passport-proxy', 'water-pay']],
    ['여권 얼마예요? 이사할 때, 전입신고는 어디서 해요?', ['passport-fee', 'resident-movein']],
  ])('%s: both are offered', (question, entries) => {
    const { decision, candidates, questions } = matcher.match(question);
    expect(decision).toBe('choose');
    expect(questions).toBe(2);
    expect(candidates.slice(0, 2).map(({ id }) => id)).toEqual(entries);
  });

  test.each([
    '안녕하세요. 여권 수수료 얼마예요?',
    '여권 수수료요. 급해요. 얼마예요?',
    '여권 언제 나와요?? 빨리 알려주세요!!',
    '여권은 제가 찾아야 하나요, 가족이 찾아야 하나요?',
    '물값 카드로 내나요? 아니면 통장으로 내나요?',
    '뭐 가져가야 하나요? 여권 찾으러 갈 때.',
    '여권 찾으러 가려고요. 서류는 뭐가 필요해요?',
  ])('%s: one question stays one', (question) => expect(matcher.match(question).questions).toBeUndefined());
});

describe("'these two are different'", () => {
  const told = ENTRIES.map((entry) =>
    entry.id === 'passport-fee' ? { ...entry, different: ['여권 대행사 수수료'] } : entry,
  );
  const taught = createMatcher(told, SYNONYMS);
  test('a question that an entry was said not to answer is not answered by it, nor are those like it', () => {
    expect(first('여권 대행사 수수료')).toBe('passport-fee');
    for (const question of ['여권 대행사 수수료', '여권대행사 수수료는 얼만가요', '여권 대행사 비용']) {
      const { decision, candidates } = taught.match(question);
      expect([decision, candidates[0]?.id]).not.toEqual(['answer', 'passport-fee']);
    }
  });

  test('its own questions are answered as before', () => {
    for (const question of ['여권 만드는데 돈 얼마 들어', '여권 수수료', '여권 발급 비용'])
      expect(taught.match(question).candidates[0]?.id).toBe('passport-fee');
  });
});

describe('questions that no entry answers', () => {
  const taught = createMatcher(ENTRIES, SYNONYMS, ['여권 케이스 어디서 팔아요', '폐가구 리폼해 주는 데']);

  test('take what is nearer to them than to any entry', () => {
    for (const question of ['여권케이스 파는 데', '여권 케이스 사려는데', '폐가구 리폼하는 곳'])
      expect(taught.match(question).decision, question).not.toBe('answer');
  });

  test('take nothing that an entry is asked by', () => {
    for (const { id, title } of ENTRIES) expect(taught.match(title).candidates[0]?.id, title).toBe(id);
  });

  test('come with the matcher for what no city answers, and never as candidates', () => {
    for (const question of ['환율 얼마예요', '라면 끓이는 법', '너 몇 살이야', 'ktx 예매'])
      expect(matcher.match(question).decision, question).toBe('notFound');
    expect(matcher.match('환율 얼마예요').candidates.every(({ id }) => id !== '')).toBe(true);
  });

  test('are shown to who asks why', () => {
    expect(explain(taught, '여권 케이스 파는 곳').uncovered?.text).toBe('여권 케이스 어디서 팔아요');
  });
});

describe('what is covered and what is not', () => {
  test.each(['여권 언제 나와요', '대형폐기물 수수료', '전입신고 방법 알려주세요', '등본 발급'])(
    '%s is answered',
    (question) => {
      expect(matcher.match(question).decision).toBe('answer');
    },
  );

  test.each([
    '점심 메뉴 추천',
    '사랑해',
    '로또 번호 알려줘',
    '',
    'ㅋㅋㅋㅋ',
    '?!',
    '국민연금 얼마 받아요',
    '비트코인 오를까',
    '아아아아아',
    'asdfqwer',
  ])('%s is not answered', (question) => {
    expect(matcher.match(question).decision).not.toBe('answer');
  });

  test('another town is not answered as if it were this one', () => {
    const here = matcher.match('여권 언제 나와요').candidates[0]!.score;
    const there = matcher.match('수원시 여권 언제 나와요').candidates[0]!.score;
    expect(there).toBeLessThan(here);
  });

  test('scores are probabilities and fall', () => {
    const scores = matcher.match('여권 수수료').candidates.map((c) => c.score);
    expect(scores.every((s) => s >= 0 && s <= 1)).toBe(true);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });
});
