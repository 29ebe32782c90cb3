/** The City Hall guide: by group, or by errand ('여권 어디서 해요?'). */
import type { Place } from '../../content/types.ts';
import { type Output, simpleText, skillResponse, textBubbles } from '../../kakao/index.ts';
import { phoneLine, toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';

/** Places shown for one errand. */
const SHOWN = 3;

const GROUPS: readonly (readonly [Place['group'], string])[] = [
  ['hall', '시청 층별'],
  ['office', '부서·사업소'],
  ['town', '읍면동'],
  ['facility', '시설'],
];

function placeText(place: Place): string {
  const lines = [
    place.name,
    place.where ? `- 위치: ${place.where}` : '- 위치: 확인 중이에요. 가기 전에 물어봐 주세요.',
    place.does === '' ? undefined : `- 하는 일: ${place.does}`,
    place.hours ? `- 시간: ${place.hours}` : undefined,
    place.phone ? `- 전화: ${place.phone}` : undefined,
    place.recheck ? `- ${place.recheck} 자료예요. 가기 전에 확인해 주세요.` : undefined,
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function waysFrom(turn: Turn) {
  const { city } = turn.book;
  const groups = GROUPS.map(([group, label]) => way(city, label, { skill: 'guide', group }));
  return waysOn(...groups, toFields(city), toPerson(city));
}

function reply(turn: Turn, outputs: Output[], said: string): Outcomes {
  return { reply: skillResponse({ outputs, quickReplies: waysFrom(turn) }), outcome: 'guide', to: {}, said };
}

const squeeze = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '');

/** How well a place fits the words: the length of the longest name or errand found in them; 0 where none is. */
function fitness(place: Place, words: string): number {
  const names = [place.name, ...place.errands].map(squeeze).filter((name) => name.length > 1);
  return Math.max(0, ...names.filter((name) => words.includes(name)).map((name) => name.length));
}

/** Places for the errand in the citizen's words, best first. */
export function placesFor(guide: readonly Place[], utterance: string): Place[] {
  const words = squeeze(utterance);
  const found = guide
    .map((place) => ({ place, score: fitness(place, words) }))
    .filter(({ score }) => score > 0);
  return found.sort((a, b) => b.score - a.score).map(({ place }) => place);
}

/** The desks for an errand, or undefined where none is known. */
export function guideByErrand(turn: Turn): Outcomes | undefined {
  const places = placesFor(turn.book.guide, turn.utterance).slice(0, SHOWN);
  if (places.length === 0) return undefined;
  const text = [...places.map(placeText), phoneLine(turn.book.city)].join('\n\n');
  return reply(turn, textBubbles(text, 2), `시청안내: ${places.map(({ name }) => name).join(', ')}`);
}

function group(turn: Turn, id: string): Outcomes | undefined {
  const label = GROUPS.find(([key]) => key === id)?.[1];
  const places = turn.book.guide.filter((place) => place.group === id);
  if (!label || places.length === 0) return undefined;
  const text = [`${label} 안내예요.`, ...places.map(shortText)].join('\n\n');
  return reply(turn, textBubbles(text, 3), `시청안내: ${label}`);
}

function shortText(place: Place): string {
  const where = place.where ?? '위치 확인 중';
  return [`${place.name}`, `- ${where}${place.phone ? ` · ${place.phone}` : ''}`].join('\n');
}

/** '이천시청 안내': a group, an errand, or how to ask. */
export function guide(turn: Turn, groupId?: string): Outcomes {
  const chosen = groupId === undefined ? undefined : group(turn, groupId);
  const found = chosen ?? guideByErrand(turn);
  if (found) return found;
  const { city } = turn.book;
  const hall = turn.book.guide.find((place) => place.group === 'hall' && place.where !== undefined);
  const text = [
    `${city.name}청 안내예요. 어떤 일로 가시는지 적어 주세요. 예) 여권 어디서 해요?`,
    ...(hall ? [placeText(hall)] : []),
    phoneLine(city),
  ].join('\n\n');
  return reply(turn, [simpleText(text)], '시청안내');
}
