/** What a turn wants: read from a button's extra, from a menu word, from the talk, or from the route it came by. */
import { answerEventOf } from '../city/profile.ts';
import type { Field } from '../content/types.ts';
import { SKILLS, type Skill } from '../names.ts';
import type { Turn } from './turn.ts';

/** What the talk should do next. */
export type Intent =
  | { readonly kind: 'welcome' }
  | { readonly kind: 'fields'; readonly page: number; readonly field?: string }
  | { readonly kind: 'entry'; readonly entry: string }
  | { readonly kind: 'ask' }
  | { readonly kind: 'notices' }
  | { readonly kind: 'guide'; readonly group?: string }
  | { readonly kind: 'person'; readonly act: PersonAct }
  | { readonly kind: 'feedback'; readonly entry?: string; readonly helped?: boolean }
  | { readonly kind: 'own'; readonly act: 'notice' | 'erase' | 'erased' };

/** What a citizen wants of the hand-off. */
export type PersonAct = 'open' | 'status' | 'withdraw' | 'write' | 'message' | 'answer';

const squeeze = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\s!?.~,'"()[\]<>·:]+/gu, '')
    .toLowerCase();

type MenuWord = readonly [words: readonly string[], intent: Intent];

/** Menu words, squeezed: typed whole, they lead where the button leads. */
const MENU: readonly MenuWord[] = [
  [['챗봇시작하기', '챗봇시작', '시작하기', '처음으로', '처음', '시작', '홈'], { kind: 'welcome' }],
  [
    ['전체분야', '분야', '분야보기', '메뉴', '전체메뉴', '메뉴보기', '목록', '분야선택', '다른분야'],
    { kind: 'fields', page: 1 },
  ],
  [['공지', '공지사항', '이천시공지사항', '시공지사항', '새소식', '공지보기'], { kind: 'notices' }],
  [['시청안내', '이천시청안내', '청사안내'], { kind: 'guide' }],
  [['층별안내', '시청층별안내', '시청층별', '층별'], { kind: 'guide', group: 'hall' }],
  [['부서안내', '부서사업소', '부서목록', '사업소'], { kind: 'guide', group: 'office' }],
  [['읍면동', '읍면동안내', '행정복지센터목록'], { kind: 'guide', group: 'town' }],
  [['시설', '시설안내'], { kind: 'guide', group: 'facility' }],
  [
    [
      '11채팅상담',
      '11상담',
      '11채팅',
      '일대일상담',
      '일대일채팅',
      '상담원',
      '상담사',
      '상담원연결',
      '상담사연결',
      '상담직원연결',
      '상담연결',
      '사람연결',
      '상담하기',
      '채팅상담',
      '상담원이랑얘기할래요',
      '사람이랑상담',
      '상담원바꿔줘',
      '상담사랑얘기하고싶어요',
    ],
    { kind: 'person', act: 'open' },
  ],
  [['내상담', '내상담보기', '상담확인', '상담상태'], { kind: 'person', act: 'status' }],
  [['상담취소', '상담취소하기', '상담취소할래요', '상담취소해주세요'], { kind: 'person', act: 'withdraw' }],
  [['남기기', '메시지남기기', '말남기기', '글남기기'], { kind: 'person', act: 'write' }],
  [['개인정보안내', '개인정보', '개인정보처리방침'], { kind: 'own', act: 'notice' }],
  [
    [
      '내기록지우기',
      '기록지우기',
      '내기록삭제',
      '기록삭제',
      '내정보삭제',
      '내기록지워줘',
      '내기록지워주세요',
    ],
    { kind: 'own', act: 'erase' },
  ],
  [['도움됐어요', '도움이됐어요', '도움이되었어요', '도움되었어요'], { kind: 'feedback', helped: true }],
  [['아쉬워요', '도움안됐어요', '도움이안됐어요', '도움이되지않았어요'], { kind: 'feedback', helped: false }],
];

const MENU_WORDS: ReadonlyMap<string, Intent> = new Map(
  MENU.flatMap(([words, intent]) => words.map((word) => [word, intent] as const)),
);

/** Whether typed words are no more than a button of the hand-off ('1:1채팅상담', '내 상담'): nothing to hand over. */
export function isHandoffButton(utterance: string): boolean {
  return MENU_WORDS.get(squeeze(utterance))?.kind === 'person';
}

const ASKS_FOR_PERSON =
  /(상담원|상담사|상담직원|직원|사람|담당자)(이?랑|하고|과|와|을|를|한테|에게|좀|\s)*\s*(상담|연결|통화|얘기|이야기|대화|말|바꿔|불러)/u;

/** The field that is named: to the letter, or nearly so where no question of the content reads the same. */
function fieldNamed(utterance: string, word: string, book: Turn['book']): Field | undefined {
  const typed = utterance.trim();
  const exact = book.fields.find(({ name, full }) => name === typed || full === typed);
  if (exact || book.entryAsked(utterance)) return exact;
  return book.fields.find(({ name, full }) => squeeze(name) === word || squeeze(full) === word);
}

/** The intent of typed words that name a menu, or undefined. '1:1채팅상담' and '상담원 연결해 주세요' alike. */
export function menuIntent(utterance: string, turn: Pick<Turn, 'book'>): Intent | undefined {
  const word = squeeze(utterance);
  const exact = MENU_WORDS.get(word);
  if (exact) return exact;
  const field = fieldNamed(utterance, word, turn.book);
  if (field) return { kind: 'fields', page: 1, field: field.id };
  return word.length <= 30 && ASKS_FOR_PERSON.test(utterance) ? { kind: 'person', act: 'open' } : undefined;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length <= 100 ? value : undefined;
const PERSON_ACTS: readonly string[] = ['open', 'status', 'withdraw', 'write'];

function pageOf(value: unknown): number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1000 ? value : 1;
}

function personIntent(act: string | undefined): Intent {
  return { kind: 'person', act: PERSON_ACTS.includes(act ?? '') ? (act as PersonAct) : 'open' };
}

function ownIntent(act: string | undefined): Intent | undefined {
  if (act === 'privacy') return { kind: 'own', act: 'notice' };
  if (act === 'erase') return { kind: 'own', act: 'erase' };
  return act === 'erased' ? { kind: 'own', act: 'erased' } : undefined;
}

/** The intent that a pressed button carries, or undefined where the extra is not one of ours. */
export function pressedIntent(extra: Readonly<Record<string, unknown>>): Intent | undefined {
  const skill = SKILLS.find((name): name is Skill => name === extra.skill);
  const [entry, field, group, act] = [
    text(extra.entry),
    text(extra.field),
    text(extra.group),
    text(extra.act),
  ];
  const own = ownIntent(act);
  if (own) return own;
  if (skill === 'person') return personIntent(act);
  if (skill === 'feedback') {
    const helped = typeof extra.helped === 'boolean' ? { helped: extra.helped } : {};
    return { kind: 'feedback', ...(entry === undefined ? {} : { entry }), ...helped };
  }
  if (entry !== undefined) return { kind: 'entry', entry };
  if (skill === 'fields' || field !== undefined) {
    return { kind: 'fields', page: pageOf(extra.page), ...(field === undefined ? {} : { field }) };
  }
  if (skill === 'guide') return { kind: 'guide', ...(group === undefined ? {} : { group }) };
  if (skill === 'welcome' || skill === 'notices') return { kind: skill };
  return skill === 'ask' ? { kind: 'ask' } : undefined;
}

/** What the route itself stands for, when neither a button nor a word says more. */
function routeIntent(skill: Skill): Intent {
  if (skill === 'welcome' || skill === 'notices' || skill === 'guide' || skill === 'feedback')
    return { kind: skill };
  if (skill === 'fields') return { kind: 'fields', page: 1 };
  return skill === 'person' ? { kind: 'person', act: 'open' } : { kind: 'ask' };
}

/** The Event API runs the answer's block for a citizen who said nothing: its call holds the event's name. */
function eventIntent({ utterance, book: { city } }: Turn): Intent | undefined {
  const isEvent = city.answersByEventApi === true && utterance === answerEventOf(city);
  return isEvent ? { kind: 'person', act: 'answer' } : undefined;
}

function pendingIntent(turn: Turn): Intent | undefined {
  const { expects } = turn.session.at;
  if (turn.skill !== 'ask' || expects === undefined) return undefined;
  if (expects === 'message') return { kind: 'person', act: 'message' };
  return /^(네|예|응|ㅇㅇ|지워|지울게)/u.test(turn.utterance) ? { kind: 'own', act: 'erased' } : undefined;
}

/** A message to be left may itself ask for a person ('담당자와 통화하고 싶어요'): only a button's own words end it. */
function leftMessage(turn: Turn): Intent | undefined {
  const pending = pendingIntent(turn);
  if (pending?.kind !== 'person' || isHandoffButton(turn.utterance)) return undefined;
  return menuIntent(turn.utterance, turn)?.kind === 'person' ? pending : undefined;
}

const PICKS: readonly RegExp[] = [
  /^(1|①|일번|첫\s?번째|처음\s?(거|것)|하나)\s*(번|번째|요|이요)?[.!]?$/u,
  /^(2|②|이번|두\s?번째|둘)\s*(번|번째|요|이요)?[.!]?$/u,
  /^(3|③|삼번|세\s?번째|셋)\s*(번|번째|요|이요)?[.!]?$/u,
];

function pickIntent(turn: Turn): Intent | undefined {
  const { candidates } = turn.session.at;
  if (!candidates?.length) return undefined;
  const at = PICKS.findIndex((pattern) => pattern.test(turn.utterance));
  const entry = candidates[at];
  return at >= 0 && entry !== undefined ? { kind: 'entry', entry } : undefined;
}

/** Reads what a turn wants. A welcome is a welcome whatever stands in the utterance: Kakao does not say what it holds. */
export function intentOf(turn: Turn): Intent {
  const pressed = pressedIntent(turn.extra);
  if (pressed) return pressed;
  if (turn.skill === 'welcome') return { kind: 'welcome' };
  return (
    eventIntent(turn) ??
    leftMessage(turn) ??
    menuIntent(turn.utterance, turn) ??
    pendingIntent(turn) ??
    pickIntent(turn) ??
    routeIntent(turn.skill)
  );
}
