/** Free text: an answer, up to three candidates, an honest 'not found', or a short human sentence. */
import type { Entry } from '../../content/types.ts';
import { simpleText, skillResponse } from '../../kakao/index.ts';
import { detectTalk } from '../../matching/smalltalk/index.ts';
import type { Match } from '../../matching/types.ts';
import { candidateList } from '../replies/lists.ts';
import { phoneLine, toFields, toPerson, way, waysOn } from '../replies/ways.ts';
import type { Outcomes, Turn } from '../turn.ts';
import { answerEntry } from './answer.ts';
import { guideByErrand } from './guide.ts';

/** Candidates offered at most. */
const CANDIDATES = 3;
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

/** Says honestly that there is no answer, and whom to ask. */
function notFound(turn: Turn): Outcomes {
  const { city } = turn.book;
  const text = [
    '아직 그 질문의 답을 갖고 있지 않아요.',
    '다른 말로 짧게 다시 적어 보시거나, 분야에서 골라 주세요.',
    '사람에게 물어보려면 1:1채팅상담을 눌러 주세요.',
    phoneLine(city),
  ].join('\n');
  const quickReplies = waysOn(toPerson(city), toFields(city), way(city, '시청안내', { skill: 'guide' }));
  return {
    reply: skillResponse({ outputs: [simpleText(text)], quickReplies }),
    outcome: 'notFound',
    said: '답을 찾지 못함',
  };
}

function choose(turn: Turn, entries: readonly Entry[]): Outcomes {
  const { city } = turn.book;
  const intro =
    entries.length > 1
      ? '비슷한 질문을 찾았어요. 누르거나 번호를 적어 주세요.'
      : '혹시 이 질문인가요? 맞으면 눌러 주세요.';
  const outputs = [simpleText(intro), candidateList(city, entries)];
  const quickReplies = waysOn(toFields(city), toPerson(city));
  const ids = entries.map((entry) => entry.id);
  const field = turn.session.at.field;
  return {
    reply: skillResponse({ outputs, quickReplies }),
    outcome: 'choose',
    to: { ...(field === undefined ? {} : { field }), candidates: ids },
    said: `후보: ${entries.map((entry) => entry.title).join(' / ')}`,
  };
}

function entriesOf(turn: Turn, match: Match): Entry[] {
  return match.candidates.flatMap(({ id }) => turn.book.entry(id) ?? []);
}

function decide(turn: Turn, match: Match): Outcomes {
  const entries = entriesOf(turn, match);
  const [first] = entries;
  if (match.decision === 'answer' && first) return answerEntry(turn, first, match.aspect);
  const place = match.aspect === 'place' ? guideByErrand(turn) : undefined;
  if (place) return place;
  if (match.decision === 'choose' && first) return choose(turn, entries.slice(0, CANDIDATES));
  return notFound(turn);
}

/** Whatever a citizen typed. */
export function ask(turn: Turn): Outcomes {
  const utterance = turn.utterance.slice(0, READ_MAX);
  if (!/[\p{L}\p{N}]/u.test(utterance)) return empty(turn);
  const kind = detectTalk(utterance);
  if (kind) return talk(turn, kind);
  const { field, entry } = turn.session.at;
  const context = { ...(field === undefined ? {} : { field }), ...(entry === undefined ? {} : { entry }) };
  const match = turn.book.matcher.match(utterance, context);
  const best = match.candidates[0];
  return { ...decide(turn, match), ...(best ? { score: best.score } : {}) };
}
