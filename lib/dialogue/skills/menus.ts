/** Welcome, the fields, the questions of a field. */
import { type Output, simpleText, skillResponse } from '../../kakao/index.ts';
import { fieldList, questionList } from '../replies/lists.ts';
import { copula } from '../replies/particle.ts';
import { toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';

function welcomeText(turn: Turn): string {
  const { city } = turn.book;
  return [
    `안녕하세요, ${copula(city.channel)}.`,
    '궁금한 것을 그냥 적어 주세요. 예) 여권 언제 나와요?',
    '아래에서 분야를 골라도 돼요. 24시간 답해 드려요.',
    '주민등록번호 같은 개인정보는 적지 마세요.',
  ].join('\n');
}

/** '챗봇 시작하기'. */
export function welcome(turn: Turn): Outcomes {
  const { city, fields } = turn.book;
  const quickReplies = waysOn(
    way(city, '공지사항', { skill: 'notices' }),
    way(city, '시청안내', { skill: 'guide' }),
    toPerson(city),
    way(city, '개인정보 안내', { skill: 'welcome', act: 'privacy' }),
  );
  const reply = skillResponse({
    outputs: [simpleText(welcomeText(turn)), fieldList(city, fields)],
    quickReplies,
  });
  return { reply, outcome: 'menu', to: {} };
}

function allFields(turn: Turn): Outcomes {
  const { city, fields } = turn.book;
  const outputs = [
    simpleText('어떤 분야가 궁금하세요? 눌러서 고르거나 그냥 적어 주세요.'),
    fieldList(city, fields),
  ];
  const quickReplies = waysOn(
    way(city, '공지사항', { skill: 'notices' }),
    way(city, '시청안내', { skill: 'guide' }),
    toPerson(city),
  );
  return { reply: skillResponse({ outputs, quickReplies }), outcome: 'menu', to: {} };
}

/** All fields, or one page of the questions of a field. An unknown field leads to all. */
export function fields(turn: Turn, fieldId?: string, page = 1): Outcomes {
  const { city } = turn.book;
  const field = fieldId === undefined ? undefined : turn.book.field(fieldId);
  if (!field || field.entries.length === 0) return allFields(turn);
  const list = questionList(city, field, page);
  const next =
    list.page < list.pages
      ? [way(city, '다음 질문', { skill: 'fields', field: field.id, page: list.page + 1 })]
      : [];
  const back =
    list.page > 1 ? [way(city, '이전 질문', { skill: 'fields', field: field.id, page: list.page - 1 })] : [];
  const outputs: Output[] = [
    simpleText(`${field.full} 질문이에요. 눌러서 고르거나 그냥 적어 주세요.`),
    list.output,
  ];
  const reply = skillResponse({
    outputs,
    quickReplies: waysOn(...next, ...back, toFields(city), toPerson(city)),
  });
  return { reply, outcome: 'menu', to: { field: field.id }, field: field.id };
}
