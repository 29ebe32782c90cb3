/** Ways on: the quick replies and lines that keep a reply from being a dead end. */
import type { CityProfile } from '../../city/profile.ts';
import type { Entry, Field } from '../../content/types.ts';
import { type QuickReply, quickReply } from '../../kakao/index.ts';
import type { Skill } from '../../names.ts';

/** What a button asks for; travels in its `extra` and works on every route. */
export interface Press {
  readonly skill: Skill;
  readonly field?: string;
  readonly entry?: string;
  readonly page?: number;
  readonly group?: string;
  readonly helped?: boolean;
  readonly act?: string;
}

/** Quick replies that Kakao takes at the most. */
const QUICK_REPLIES_MAX = 10;

/** A quick reply that carries its intent; runs a block of its own where the city mapped the skill to one. */
export function way(city: CityProfile, label: string, press: Press, messageText?: string): QuickReply {
  const block = city.blocks[press.skill];
  const given = { extra: { ...press }, ...(messageText === undefined ? {} : { messageText }) };
  return block ? quickReply.block(label, block, given) : quickReply.message(label, given);
}

/** To all twelve fields. */
export const toFields = (city: CityProfile): QuickReply => way(city, '전체 분야', { skill: 'fields' });
/** To the questions of one field. */
export const toField = (city: CityProfile, field: Field): QuickReply =>
  way(city, field.name, { skill: 'fields', field: field.id });
/** To a person. */
export const toPerson = (city: CityProfile): QuickReply => way(city, '1:1채팅상담', { skill: 'person' });
/** Characters of a quick reply's label (quickReply.label). */
const LABEL_MAX = 14;

/** The name of an entry on a quick reply: its title, without what stands in brackets, or its first keyword. */
function shortName(entry: Entry): string {
  const bare = entry.title.replace(/\([^)]*\)/gu, '').trim();
  return [entry.title, bare, ...entry.keywords].find((name) => name.length <= LABEL_MAX) ?? entry.title;
}

/** To one answer. */
export const toEntry = (city: CityProfile, entry: Entry): QuickReply =>
  way(city, shortName(entry), { skill: 'answer', entry: entry.id }, entry.title);
/** To the whole of the answer that was shown in part. */
export const toWhole = (city: CityProfile, entry: Entry): QuickReply =>
  way(city, '전체 안내 보기', { skill: 'answer', entry: entry.id }, entry.title);
/** 'Did it help?', two ways. */
export const toFeedback = (city: CityProfile, entry: Entry): QuickReply[] => [
  way(city, '도움됐어요', { skill: 'feedback', entry: entry.id, helped: true }),
  way(city, '아쉬워요', { skill: 'feedback', entry: entry.id, helped: false }),
];

/** At most ten, without doubles of the same label. */
export function waysOn(...replies: readonly QuickReply[]): QuickReply[] {
  const byLabel = new Map(replies.map((reply) => [reply.label, reply] as const));
  return [...byLabel.values()].slice(0, QUICK_REPLIES_MAX);
}

/** Whom to call, with hours; the city's own number only once the city confirmed it. */
export function phoneLine(city: CityProfile): string {
  const { number, label, hours } = city.fallbackPhone;
  if (city.phone.confirmed) return `전화: ${city.channel} ${city.phone.number}`;
  return `전화: ${label} ${number}(${hours})\n${city.name} 콜센터 번호는 확인 중이에요.`;
}

/** The number that a phone button dials. */
export function phoneNumber(city: CityProfile): string {
  return city.phone.confirmed ? city.phone.number : city.fallbackPhone.number;
}
