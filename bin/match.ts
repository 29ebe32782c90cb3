/** Shows what the matcher makes of a question on a city's content. Usage: npm run match -- '쇼파 버릴라면' [--field F] [--entry E] [--city icheon]. */
import { parseArgs } from 'node:util';
import { toMatcher } from '../lib/content/lookup.ts';
import { formatProblem } from '../lib/content/problem.ts';
import { createMatcher, type Explanation, explain, type TalkContext } from '../lib/matching/index.ts';
import { loadCityContent } from './content.ts';

const DECISIONS = { answer: '답한다', choose: '후보를 보인다', notFound: '찾지 못했다고 한다' } as const;
const ASPECTS = {
  fee: '비용',
  papers: '준비물',
  place: '장소',
  hours: '시간',
  phone: '전화',
  duration: '기간',
  who: '대상',
  how: '방법',
} as const;

const percent = (share: number): string => `${(share * 100).toFixed(1).padStart(5)} %`;

/** Lines that tell how a question was read and what it found. */
function report(question: string, e: Explanation): string[] {
  const head = [
    `물음   ${question}`,
    `읽음   ${e.read || '(글자 없음)'}`,
    `낱말   ${e.stems.join(' · ') || '(주제어 없음)'}`,
    `묻는것 ${e.aspect ? ASPECTS[e.aspect] : '(정해지지 않음)'}${e.followUp ? ', 앞 이야기에 이어서' : ''}`,
    `결정   ${DECISIONS[e.decision]}`,
    '',
  ];
  if (e.uncovered && e.uncovered.ahead > 0)
    head.splice(-1, 0, `가까움 답이 없는 물음 '${e.uncovered.text}'에 더 가깝다`);
  if (!e.details.length)
    return [...head, '함께 가진 말이 있는 항목이 없습니다. 묻는 말을 바꾸거나 문장을 항목에 더해 주세요.'];
  return [
    ...head,
    ...e.details.flatMap((d, i) => [
      `${String(i + 1).padStart(2)}. ${percent(d.score)}  ${d.title}  [${d.id}]`,
      `              ${d.words.map((w) => `${w.word} ${w.evidence.toFixed(1)}`).join(', ') || '(낱말 근거 없음)'}`,
    ]),
  ];
}

function options(): { question: string; city: string; context: TalkContext | undefined } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      city: { type: 'string', default: 'icheon' },
      field: { type: 'string' },
      entry: { type: 'string' },
    },
  });
  const question = positionals.join(' ').trim();
  if (!question) throw new Error("A question is needed: npm run match -- '쇼파 버릴라면'");
  const { field, entry } = values;
  const context = field || entry ? { ...(field ? { field } : {}), ...(entry ? { entry } : {}) } : undefined;
  return { question, city: values.city, context };
}

async function main(): Promise<void> {
  const { question, city, context } = options();
  const loaded = await loadCityContent(city);
  if ('problems' in loaded) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  const { content } = loaded;
  const matcher = createMatcher(...toMatcher(content));
  process.stdout.write(`${report(question, explain(matcher, question, context)).join('\n')}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
