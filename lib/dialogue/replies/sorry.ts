/** What a citizen reads when nothing could be said in time. */
import type { CityProfile } from '../../city/profile.ts';
import { buttons, type SkillResponse, skillResponse, textCard } from '../../kakao/index.ts';
import { phoneLine, phoneNumber, toFields, waysOn } from './ways.ts';

/** An honest reply with a phone number; claims nothing about what the citizen asked for. */
export function sorryReply(city: CityProfile): SkillResponse {
  const card = textCard({
    title: '지금은 답하기 어려워요',
    description: `잠시 뒤에 다시 적어 주세요. 급하시면 전화해 주세요.\n${phoneLine(city)}`,
    buttons: [buttons.phone('전화하기', phoneNumber(city))],
  });
  return skillResponse({ outputs: [card], quickReplies: waysOn(toFields(city)) });
}
