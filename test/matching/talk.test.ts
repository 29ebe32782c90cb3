import { describe, expect, test } from 'vitest';
import { createMatcher } from '../../lib/matching/index.ts';
import { ENTRIES, SYNONYMS } from './content.ts';

const matcher = createMatcher(ENTRIES, SYNONYMS);
const passport = { field: 'passport', entry: 'passport-new' };

describe('questions inside a talk', () => {
  test.each([
    ['얼마예요?', passport, 'passport-fee', 'fee'],
    ['얼마예요?', { field: 'bulky', entry: 'bulky-how' }, 'bulky-fee', 'fee'],
    ['그럼 준비물은?', { field: 'passport', entry: 'passport-pickup' }, 'passport-papers', 'papers'],
    ['대리인도 돼요?', { field: 'passport', entry: 'passport-pickup' }, 'passport-proxy', 'who'],
    ['며칠 걸려요?', passport, 'passport-pickup', 'duration'],
    ['전화번호 알려줘', { field: 'water', entry: 'water-leak' }, 'water-leak', 'phone'],
  ])('%s after %o → %s', (question, context, entry, aspect) => {
    const match = matcher.match(question, context);
    expect(match.followUp).toBe(true);
    expect(match.aspect).toBe(aspect);
    expect(match.candidates[0]?.id).toBe(entry);
    expect(match.decision).not.toBe('notFound');
  });

  test.each([
    ['대형폐기물 수수료 얼마예요', passport, 'bulky-fee'],
    ['여권은 얼마예요?', { field: 'bulky', entry: 'bulky-how' }, 'passport-fee'],
    ['수도요금은 어디서 내요?', passport, 'water-pay'],
    ['이사하면 어떻게 해요?', passport, 'resident-movein'],
  ])('a new topic leaves the talk: %s', (question, context, entry) => {
    const match = matcher.match(question, context);
    expect(match.followUp).toBe(false);
    expect(match.candidates[0]?.id).toBe(entry);
  });

  test.each(['카드로 되는지도 알려주세요', '가족이 대신 받을 수도 있나요?'])(
    'letters of a topic inside an ending leave no talk: %s',
    (question) => {
      expect(matcher.match(question, passport).followUp).toBe(true);
    },
  );

  test('the same words without a talk are not answered', () => {
    expect(matcher.match('얼마예요?').decision).not.toBe('answer');
  });

  test('a field alone is enough of a talk', () => {
    expect(matcher.match('얼마예요?', { field: 'parking' }).candidates[0]?.id).toBe('parking-fine');
  });

  test('an entry that the content no longer has is as no talk', () => {
    expect(matcher.match('얼마예요?', { entry: 'gone' }).followUp).toBe(false);
  });
});

describe('what is asked for', () => {
  test.each([
    ['여권 수수료', 'fee'],
    ['준비물 뭐 필요해요', 'papers'],
    ['몇 시까지 해요', 'hours'],
    ['어디로 가면 돼요', 'place'],
    ['전화번호 좀', 'phone'],
    ['얼마나 걸려요', 'duration'],
    ['누가 받을 수 있나요', 'who'],
    ['어떻게 신청해요', 'how'],
  ])('%s asks for %s', (question, aspect) => {
    expect(matcher.match(question).aspect).toBe(aspect);
  });
});
