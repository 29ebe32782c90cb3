/** The citizen's own data: what is kept, and how to have it gone. */
import { buttons, simpleText, skillResponse, textCard } from '../../kakao/index.ts';
import { phoneLine, toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';

const ERASE = '내 기록 지우기';

function keptText(turn: Turn): string {
  const { city } = turn.book;
  const { sessionHours, ticketTextDays, questionDays } = city.retention;
  if (!city.keepsText) {
    return [
      `${city.name}는 적으신 글을 저장하지 않아요.`,
      `- 보고 있던 분야와 질문 번호: ${sessionHours}시간`,
      '- 이름과 전화번호는 받지 않아요.',
    ].join('\n');
  }
  return [
    `${city.name}가 ${city.channel} 운영을 위해 보관하는 것이에요.`,
    `- 최근 대화(개인정보를 가린 것): ${sessionHours}시간`,
    `- 상담 요청과 함께 남긴 글: 상담이 끝난 뒤 ${ticketTextDays}일`,
    `- 질문한 말(개인정보를 가린 것, 누구인지 모르게): ${questionDays}일`,
    '이름, 전화번호, 카카오 계정은 보관하지 않아요. 주민등록번호는 어떤 꼴로도 저장하지 않아요.',
  ].join('\n');
}

function notice(turn: Turn): Outcomes {
  const { city } = turn.book;
  const link = city.privacyNotice ?? city.website;
  const card = textCard({
    title: '개인정보 안내',
    description: `지우고 싶으시면 '${ERASE}'를 눌러 주세요. 자세한 내용은 ${city.name} 홈페이지에 있어요.`,
    buttons: [buttons.webLink(city.privacyNotice ? '처리방침 보기' : '홈페이지 보기', link)],
  });
  const quickReplies = waysOn(
    way(city, ERASE, { skill: 'welcome', act: 'erase' }),
    toFields(city),
    toPerson(city),
  );
  const reply = skillResponse({ outputs: [simpleText(keptText(turn)), card], quickReplies });
  return { reply, outcome: 'own', keepsWords: false };
}

function confirm(turn: Turn): Outcomes {
  const { city } = turn.book;
  const text = [
    '지금까지의 대화, 진행 중인 상담 요청, 남기신 글을 모두 지울까요?',
    '지우면 되돌릴 수 없고, 상담 요청도 취소돼요.',
  ].join('\n');
  const quickReplies = waysOn(
    way(city, '네, 지울게요', { skill: 'welcome', act: 'erased' }),
    way(city, '아니요', { skill: 'fields' }),
  );
  const reply = skillResponse({ outputs: [simpleText(text)], quickReplies });
  return { reply, outcome: 'own', keepsWords: false, to: { ...turn.session.at, expects: 'erase' } };
}

function erased(turn: Turn): Outcomes {
  const { city } = turn.book;
  const quickReplies = waysOn(toFields(city), toPerson(city));
  const say = (text: string) => skillResponse({ outputs: [simpleText(text)], quickReplies });
  const words = city.keepsText
    ? `\n누구인지 알 수 없게 가린 질문 말은 ${city.retention.questionDays}일이 지나면 없어져요.`
    : '';
  const replies = {
    failed: say(`지금은 지우지 못했어요. 잠시 뒤에 다시 해 주세요.\n${phoneLine(city)}`),
    unknown: say(`지워졌는지 확인하지 못했어요. 잠시 뒤에 '${ERASE}'를 한 번 더 눌러 주세요.`),
  };
  return {
    reply: say(`기록을 지웠어요. 대화, 상담 요청, 남기신 글이 없어졌어요.${words}`),
    outcome: 'own',
    keepsWords: false,
    to: {},
    effect: { kind: 'erase', replies },
  };
}

/** '개인정보 안내', '내 기록 지우기', and the yes to it. */
export function own(turn: Turn, act: 'notice' | 'erase' | 'erased'): Outcomes {
  if (act === 'notice') return notice(turn);
  return act === 'erase' ? confirm(turn) : erased(turn);
}
