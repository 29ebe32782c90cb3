/** `city.yaml`: the profile of a city and the order of its fields. */

import * as v from 'valibot';
import { type CityProfile, LATE_MINUTES } from '../../city/profile.ts';
import { SKILLS } from '../../names.ts';
import { count, date, flag, form, id, list, listOf, phone, text, url } from './form.ts';
import { type ReadFile, readFile } from './read.ts';

/** Fields of a channel. */
export const FIELD_COUNT = 12;

const clock = v.pipe(
  v.string("'09:00'처럼 적어 주세요."),
  v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, "'09:00'처럼 적어 주세요."),
);

const hours = v.pipe(
  form({ open: clock, close: clock }),
  v.check(
    ({ open, close }) => open < close,
    '닫는 시각이 여는 시각보다 일러요. open과 close를 확인해 주세요.',
  ),
);

const cityPhone = v.pipe(
  form({ confirmed: flag, number: v.exactOptional(phone) }),
  v.check(
    ({ confirmed, number }) => confirmed === (number !== undefined),
    '확인된 번호(confirmed: true)에는 number를 적고, 확인 전(false)에는 number를 지워 주세요.',
  ),
  v.transform(({ number }): CityProfile['phone'] =>
    number === undefined ? { confirmed: false } : { confirmed: true, number },
  ),
);

const botId = v.pipe(
  v.string('봇 ID를 적어 주세요.'),
  v.regex(/^[0-9a-f]{24}$/, '봇 ID는 0-9, a-f로 된 24자예요. 끝의 느낌표(!)는 빼고 적어 주세요.'),
);

const sourceIp = v.pipe(v.string('IP 주소를 적어 주세요.'), v.ip('IP 주소가 아니에요. 예: 203.0.113.7'));

/** What Kakao's admin centre takes as the name of an event is not published: letters that survive every form. */
const eventName = v.pipe(
  v.string('이벤트 이름을 적어 주세요.'),
  v.regex(/^[a-zA-Z]\w{2,39}$/, '이벤트 이름은 영어, 숫자, 밑줄로 3~40자예요. 예: answer_ready'),
);

const email = v.pipe(
  v.string('이메일 주소를 적어 주세요.'),
  v.email('이메일 주소가 아니에요. 예: call@icheon.example'),
);

const webhookShape = v.picklist(
  ['slack', 'kakaowork', 'jandi'],
  'slack, kakaowork, jandi 가운데 하나를 적어 주세요.',
);

const weekday = v.exactOptional(hours);

const cityFile = form({
  id,
  name: text(20),
  channel: text(30),
  phone: cityPhone,
  fallbackPhone: form({ number: phone, label: text(20), hours: text(20) }),
  website: url,
  privacyNotice: v.exactOptional(url),
  hours: form({
    '1': weekday,
    '2': weekday,
    '3': weekday,
    '4': weekday,
    '5': weekday,
    '6': weekday,
    '7': weekday,
  }),
  lunch: v.exactOptional(hours),
  lateMinutes: v.exactOptional(count(LATE_MINUTES.least, LATE_MINUTES.most)),
  closedDays: v.optional(list(date), []),
  keepsText: flag,
  answersByEventApi: v.exactOptional(flag),
  answerEvent: v.exactOptional(eventName),
  notify: v.exactOptional(
    form({
      emails: v.optional(list(email), []),
      webhook: v.exactOptional(webhookShape),
    }),
  ),
  retention: form({
    sessionHours: count(1, 168),
    talkMinutes: count(1, 1440),
    ticketTextDays: count(1, 1095),
    questionDays: count(1, 1095),
    usageEventDays: count(1, 1095),
  }),
  bots: form({ dev: list(botId), prod: list(botId) }),
  blocks: v.optional(v.pipe(form(blockIds())), {}),
  sourceIps: v.optional(list(sourceIp), []),
  fields: v.pipe(
    listOf(id, FIELD_COUNT, (n) => `분야가 ${n}개예요. ${FIELD_COUNT}개를 적어 주세요.`),
    v.maxLength(FIELD_COUNT, ({ input }) => `분야가 ${input.length}개예요. ${FIELD_COUNT}개를 적어 주세요.`),
    v.check((ids) => new Set(ids).size === ids.length, '같은 분야가 두 번 있어요. 하나를 지워 주세요.'),
  ),
});

function blockIds() {
  const blockId = v.exactOptional(
    v.pipe(
      v.string('블록 ID를 적어 주세요.'),
      v.regex(/^[0-9a-f]{24}$/, '블록 ID는 0-9, a-f로 된 24자예요.'),
    ),
  );
  return Object.fromEntries(SKILLS.map((skill) => [skill, blockId]));
}

/** The city file as read. */
export interface CityFile {
  readonly profile: CityProfile;
  /** Ids of the fields in the order in which citizens see them. */
  readonly fields: readonly string[];
}

/** Reads `city.yaml`. */
export function readCityFile(file: string, content: string): ReadFile<CityFile> {
  const read = readFile(file, content, cityFile);
  if ('problems' in read) return read;
  const { fields, blocks, ...profile } = read.value;
  return { ...read, value: { profile: { ...profile, blocks: blocks as CityProfile['blocks'] }, fields } };
}
