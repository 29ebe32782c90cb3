/** Free text: an answer, up to three candidates, an honest 'not found', or a short human sentence. */
import type { Entry } from '../../content/types.ts';
import { simpleText, skillResponse } from '../../kakao/index.ts';
import { detectTalk } from '../../matching/smalltalk/index.ts';
import type { Match } from '../../matching/types.ts';
import { type Elsewhere, elsewhere, otherTown } from '../elsewhere.ts';
import { followUpEntry } from '../follow-up.ts';
import { candidateList } from '../replies/lists.ts';
import { phoneLine, toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';
import { answerEntry } from './answer.ts';
import { guideByErrand } from './guide.ts';

/** Candidates offered at most. */
const CANDIDATES = 3;
/**
 * Score from which an answer is given; below it candidates are offered. Higher than the matcher's own threshold, which
 * holds for any content: entries with many phrasings score higher when they are meant, and a press costs little.
 */
const SURE = 0.8;
/** Score from which candidates are offered: three rows that all miss help nobody. */
const OFFER = 0.2;
/** Score from which candidates are shown below the word that there is no answer: a long shot, and told so. */
const HINT = 0.04;
/** Share of the best score that another candidate must have to be offered beside it. */
const NEAR = 0.04;
/** Characters of a long story that the matcher reads: the first thousand. */
const READ_MAX = 1000;

const TALK: Readonly<Record<NonNullable<ReturnType<typeof detectTalk>>, string>> = {
  greeting: '안녕하세요! 무엇이 궁금하세요? 그냥 적어 주시면 찾아 드려요.',
  thanks: '저도 고마워요. 더 궁금한 것이 있으면 언제든 적어 주세요.',
  complaint: '불편하게 해 드려 죄송해요. 사람과 이야기하고 싶으시면 아래 1:1채팅상담을 눌러 주세요.',
  abuse: '마음이 많이 상하신 것 같아요. 도움이 필요한 일을 적어 주시거나, 1:1채팅상담을 눌러 주세요.',
  chitchat: '저는 시청 일을 안내하는 챗봇이에요. 여권, 쓰레기, 세금처럼 시청에 궁금한 것을 물어봐 주세요.',
  gibberish: '잘 읽지 못했어요. 궁금한 것을 짧게 다시 적어 주시겠어요? 예) 등본 어디서 떼요?',
};

function talk(turn: Turn, kind: keyof typeof TALK): Outcomes {
  const { city } = turn.book;
  const quickReplies = waysOn(toFields(city), toPerson(city), way(city, '시청안내', { skill: 'guide' }));
  return {
    reply: skillResponse({ outputs: [simpleText(TALK[kind])], quickReplies }),
    outcome: 'talk',
    said: TALK[kind],
  };
}

function empty(turn: Turn): Outcomes {
  const { city } = turn.book;
  const text = '궁금한 것을 글로 적어 주세요. 예) 대형폐기물 어떻게 버려요?';
  const reply = skillResponse({
    outputs: [simpleText(text)],
    quickReplies: waysOn(toFields(city), toPerson(city)),
  });
  return { reply, outcome: 'talk' };
}

/** Says honestly that there is no answer, what might be near, and whom to ask. */
function notFound(turn: Turn, near: readonly Entry[] = []): Outcomes {
  const { city } = turn.book;
  const text = [
    '아직 그 질문의 답을 갖고 있지 않아요.',
    '다른 말로 짧게 다시 적어 보시거나, 분야에서 골라 주세요.',
    '사람에게 물어보려면 1:1채팅상담을 눌러 주세요.',
    phoneLine(city),
    ...(near.length > 0 ? ['혹시 아래 질문이면 누르거나 번호를 적어 주세요.'] : []),
  ].join('\n');
  return unanswered(turn, text, near);
}

/** Says whose business it is: no answer of the city's, but a way on. */
function ofOthers(turn: Turn, { office, number, line }: Elsewhere): Outcomes {
  const { city } = turn.book;
  const text = [
    `그 일은 ${city.name}가 아니라 ${office}에서 맡아요. 그래서 답을 갖고 있지 않아요.`,
    ...(number === undefined ? [] : [`전화: ${line} ${number}`]),
    `${city.name}에 물어볼 일이면 다른 말로 짧게 다시 적어 주시거나 1:1채팅상담을 눌러 주세요.`,
  ].join('\n');
  return unanswered(turn, text);
}

/** Says that another town's business is that town's. */
function ofTown(turn: Turn, town: string): Outcomes {
  const { city } = turn.book;
  const text = [
    `저는 ${city.name} 일만 안내해요. ${town} 일은 ${town}에 물어봐 주세요.`,
    `어디에 물어볼지 모르시면 ${city.fallbackPhone.label} ${city.fallbackPhone.number}에서 이어 드려요.`,
    `${city.name}에 궁금한 것이면 그냥 적어 주세요.`,
  ].join('\n');
  return unanswered(turn, text);
}

function unanswered(turn: Turn, text: string, near: readonly Entry[] = []): Outcomes {
  const { city } = turn.book;
  const quickReplies = waysOn(toPerson(city), toFields(city), way(city, '시청안내', { skill: 'guide' }));
  const list = near.length > 0 ? [candidateList(city, near)] : [];
  return {
    reply: skillResponse({ outputs: [simpleText(text), ...list], quickReplies }),
    outcome: 'notFound',
    ...(near.length > 0 ? { to: among(turn, near) } : {}),
    said: '답을 찾지 못함',
  };
}

/** Where the talk goes on when candidates were shown: a number picks one. */
function among(turn: Turn, entries: readonly Entry[]) {
  const { field } = turn.session.at;
  return { ...(field === undefined ? {} : { field }), candidates: entries.map(({ id }) => id) };
}

function choose(turn: Turn, entries: readonly Entry[], several = false): Outcomes {
  const { city } = turn.book;
  const one =
    entries.length > 1
      ? '비슷한 질문을 찾았어요. 누르거나 번호를 적어 주세요.'
      : '혹시 이 질문인가요? 맞으면 눌러 주세요.';
  const intro = several ? '여러 가지를 물어보셨네요. 하나씩 누르거나 번호를 적어 주세요.' : one;
  const outputs = [simpleText(intro), candidateList(city, entries)];
  const quickReplies = waysOn(toFields(city), toPerson(city));
  return {
    reply: skillResponse({ outputs, quickReplies }),
    outcome: 'choose',
    to: among(turn, entries),
    said: `후보: ${entries.map((entry) => entry.title).join(' / ')}`,
  };
}

/** Entries near enough to the best to be meant, best first. */
function entriesOf(turn: Turn, match: Match): Entry[] {
  const best = match.candidates[0]?.score ?? 0;
  const near = match.candidates.filter(({ score }) => score >= best * NEAR);
  return near.flatMap(({ id }) => turn.book.entry(id) ?? []).slice(0, CANDIDATES);
}

/** Words of somebody who looks for a shop, not for a desk. */
const SHOPPING =
  /팔아(?:요|여|$)|파나요|파는 ?(?:데|곳|가게)|판매(?:처|점|하나|해요)|구(?:매|입)(?:처|하고 싶|하려|할 수)/u;

function decide(turn: Turn, match: Match): Outcomes {
  const [first, ...others] = entriesOf(turn, match);
  const names = first && [first.title, ...first.phrasings];
  const other = elsewhere(turn.utterance, names);
  if (other) return ofOthers(turn, other);
  const town = otherTown(
    turn.utterance,
    turn.book.city.name,
    first && [...first.phrasings, ...(first.asked ?? [])],
    turn.book.guide.map(({ name }) => name),
  );
  if (town) return ofTown(turn, town);
  const desk = (): Outcomes | undefined => (SHOPPING.test(turn.utterance) ? undefined : guideByErrand(turn));
  if (!first) return desk() ?? notFound(turn);
  if (match.questions !== undefined) return choose(turn, [first, ...others].slice(0, match.questions), true);
  const score = match.candidates[0]?.score ?? 0;
  if (match.decision === 'answer' && score >= SURE)
    return answerEntry(turn, first, { others, ...(match.aspect ? { aspect: match.aspect } : {}) });
  if (match.decision !== 'notFound' && score >= OFFER) return choose(turn, [first, ...others]);
  const place = match.aspect === 'place' ? desk() : undefined;
  return place ?? notFound(turn, score >= HINT ? [first, ...others] : []);
}

/** A question in the very words of the content is answered whatever the ranking says. */
function asWritten(turn: Turn, match: Match): Outcomes | undefined {
  const entry = turn.book.entryAsked(turn.utterance);
  return entry && answerEntry(turn, entry, match.aspect ? { aspect: match.aspect } : {});
}

/** A question within the talk, answered from what was talked of; undefined when it stands on its own. */
function goOn(turn: Turn, utterance: string, match: Match): Outcomes | undefined {
  const entry = followUpEntry(turn.book, turn.session.at.entry, utterance, match);
  if (!entry) return undefined;
  return answerEntry(turn, entry, { followUp: true, ...(match.aspect ? { aspect: match.aspect } : {}) });
}

/** Whatever a citizen typed. */
export function ask(turn: Turn): Outcomes {
  const utterance = turn.utterance.slice(0, READ_MAX);
  if (!/[\p{L}\p{N}]/u.test(utterance)) return empty(turn);
  const kind = detectTalk(utterance);
  if (kind) return talk(turn, kind);
  const match = turn.book.matcher.match(utterance);
  const best = match.candidates[0];
  const outcomes = asWritten(turn, match) ?? goOn(turn, utterance, match) ?? decide(turn, match);
  return { ...outcomes, ...(best ? { score: best.score } : {}) };
}
