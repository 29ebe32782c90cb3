/** What a citizen reads when nothing could be said in time. */
import type { CityProfile } from '../../city/profile.ts';
import { buttons, type SkillResponse, simpleText, skillResponse, textCard } from '../../kakao/index.ts';
import { phoneLine, phoneNumber, toFields, waysOn } from './ways.ts';

/** To somebody whose messages come faster than a person types; this one was not read. */
export function tooFastReply(city: CityProfile): SkillResponse {
  const text = `메시지가 너무 빨리 이어져서 이번 것은 읽지 못했어요.\n10초 뒤에 다시 적어 주세요.\n${phoneLine(city)}`;
  return skillResponse({ outputs: [simpleText(text)], quickReplies: waysOn(toFields(city)) });
}

/** An honest reply with a phone number; claims nothing about what the citizen asked for. */
export function sorryReply(city: CityProfile): SkillResponse {
  const card = textCard({
    title: '지금은 답하기 어려워요',
    description: `잠시 뒤에 다시 적어 주세요. 급하시면 전화해 주세요.\n${phoneLine(city)}`,
    buttons: [buttons.phone('전화하기', phoneNumber(city))],
  });
  return skillResponse({ outputs: [card], quickReplies: waysOn(toFields(city)) });
}
