/**
 * `npm run bench:slow`: what a citizen reads, and after how long, while the store is slow or gone. Warm and cold,
 * a question and a wish for a person, several times each; the worst time is printed.
 */
import { randomBytes } from 'node:crypto';
import { type City, LOCAL_BOT_ID, LOCAL_SECRET, startCity } from '../local/city.ts';

/** Calls of each kind. */
const RUNS = 5;
const STORES = ['whole', '0.5 s', '2 s', '4 s', '10 s', 'gone'] as const;
const WORDS = { question: '여권 만드는 데 얼마예요?', person: '1:1채팅상담' } as const;

interface Heard {
  readonly ms: number;
  readonly text: string;
}

async function say(city: City, utterance: string): Promise<Heard> {
  const id = randomBytes(33).toString('hex');
  const body = JSON.stringify({
    bot: { id: LOCAL_BOT_ID, name: '민원 안내 봇' },
    action: { id: 'a', name: '질문', params: {}, detailParams: {}, clientExtra: {} },
    userRequest: {
      block: { id: 'b', name: '폴백 블록' },
      user: { id, type: 'botUserKey', properties: {} },
      utterance,
    },
  });
  const began = performance.now();
  const headers = { 'content-type': 'application/json', 'x-minwontalk-secret': LOCAL_SECRET };
  const response = await fetch(`${city.url}/skill/ask`, { method: 'POST', headers, body });
  const text = await response.text();
  return { ms: performance.now() - began, text };
}

/** What the reply came to, in a word for the table. */
function heard({ text }: Heard): string {
  if (text.includes('52,000원'))
    return text.includes('저장한 내용') ? 'the answer, with its date' : 'the answer';
  if (text.includes('접수번호는')) return '접수, stored';
  if (text.includes('확인하지 못했어요')) return 'may not have arrived; ask again; 110';
  if (text.includes('받지 못했어요')) return 'not taken; 110';
  return text.includes('답하기 어려워요') ? 'sorry; 110' : text.slice(0, 40);
}

async function hurt(city: City, store: (typeof STORES)[number]): Promise<void> {
  city.faults('store');
  await city.start('store').catch(() => undefined);
  if (store === 'gone') await city.stop('store');
  else if (store !== 'whole') city.faults('store', { delayMs: Number.parseFloat(store) * 1000 });
}

async function row(
  city: City,
  store: (typeof STORES)[number],
  kind: keyof typeof WORDS,
  cold: boolean,
): Promise<string> {
  const all: Heard[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    if (cold) await city.kill('chat');
    all.push(await say(city, WORDS[kind]));
  }
  const worst = Math.max(...all.map(({ ms }) => ms));
  const said = [...new Set(all.map(heard))].join('; or: ');
  return `| ${store} | ${cold ? 'cold' : 'warm'} | ${kind} | ${Math.round(worst)} | ${said} |`;
}

const city = await startCity({ quiet: true });
try {
  console.log(
    '| store | start | asked | worst, ms | what the citizen read |\n| --- | --- | --- | --- | --- |',
  );
  for (const store of STORES) {
    for (const cold of [false, true]) {
      for (const kind of ['question', 'person'] as const) {
        if (!cold) await hurt(city, 'whole');
        if (!cold) await say(city, WORDS.question);
        await hurt(city, store);
        console.log(await row(city, store, kind, cold));
      }
    }
  }
} finally {
  await city.close();
}
