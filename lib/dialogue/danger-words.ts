/** What somebody in danger reads: the number to press, before anything else. */
import type { CityProfile } from '../city/profile.ts';
import { type Button, buttons, type SkillResponse, skillResponse, textCard } from '../kakao/index.ts';
import type { Danger } from '../matching/danger/index.ts';
import { toFields, toPerson, waysOn } from './replies/ways.ts';

/** What each number is for, in a label's length. */
const WHAT: Readonly<Record<string, string>> = {
  '119': '화재·구조·구급',
  '112': '경찰',
  '109': '자살예방 상담',
  '1366': '여성긴급전화',
  '182': '실종 신고',
  '117': '학교폭력 신고',
  '1388': '청소년 상담',
  '1577-1389': '노인학대 신고',
  '1577-0199': '정신건강 위기 상담',
  '1544-4500': '가스안전',
  '110': '정부민원안내',
};

const FIRST_LINE: Readonly<Partial<Record<Danger['kind'], string>>> = {
  suicide: '지금 많이 힘드시죠. 혼자 견디지 말고 바로 전화해 주세요. 24시간 사람이 받아요.',
  fire: '먼저 밖으로 피하고, 안전한 곳에서 바로 119에 전화해 주세요.',
  gas: '불을 켜지 말고 창문을 연 뒤 밖으로 나와 바로 전화해 주세요.',
  missing: '바로 신고해 주세요. 기다리지 않아도 돼요.',
  fraud: '바로 112에 전화해 주세요. 보낸 돈의 지급정지도 112에서 도와줘요.',
};

const DEFAULT_LINE = '위급한 일이면 지금 바로 전화해 주세요.';

function phoneButton(number: string): Button {
  return buttons.phone(`${number} 전화하기`.slice(0, 14), number);
}

/** The reply to a danger: the numbers in words and as buttons. Nothing of it is kept. */
export function dangerReply(city: CityProfile, danger: Danger): SkillResponse {
  const numbers = danger.numbers.slice(0, 3);
  const lines = danger.numbers.map((number) => (WHAT[number] ? `${WHAT[number]} ${number}` : number));
  const description = [FIRST_LINE[danger.kind] ?? DEFAULT_LINE, '', ...lines].join('\n');
  const card = textCard({
    title: '지금 도움이 필요하면 바로 전화하세요',
    description,
    buttons: numbers.map(phoneButton),
    buttonLayout: 'vertical',
  });
  return skillResponse({ outputs: [card], quickReplies: waysOn(toPerson(city), toFields(city)) });
}
