/** A citizen of the running local city: sends what Kakao sends, reads what a person would read. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { checkSkillResponse, type SkillResponse } from '../../lib/kakao/index.ts';
import { type City, LOCAL_BOT_ID, LOCAL_SECRET } from '../../local/city.ts';
import { textOf } from '../dialogue/factories.ts';

/** A webhook answer as Kakao gets it. */
export interface Answer {
  readonly status: number;
  readonly ms: number;
  readonly body: string;
  readonly reply: SkillResponse;
  /** Everything a citizen can read in it. */
  readonly text: string;
}

/** What may be said about one call beside the words. */
export interface Saying {
  readonly skill?: string;
  readonly extra?: Record<string, unknown>;
  readonly requestId?: string;
}

/** The body of a skill request. */
export function payload(user: string, utterance: string, extra: Record<string, unknown> = {}) {
  return {
    bot: { id: LOCAL_BOT_ID, name: '민원 안내 봇' },
    intent: { id: '6b81728a12f584cfca1caab7', name: '폴백 블록' },
    action: {
      id: '7fc430bb4126ca8d35799a11',
      name: '스킬',
      params: {},
      detailParams: {},
      clientExtra: extra,
    },
    userRequest: {
      block: { id: '6b81728a12f584cfca1caab7', name: '폴백 블록' },
      user: { id: user, type: 'botUserKey', properties: { botUserKey: user } },
      utterance,
      params: { surface: 'Kakaotalk.plusfriend' },
      lang: 'ko',
      timezone: 'Asia/Seoul',
    },
    contexts: [],
  };
}

/** Posts a body to a skill with the city's secret. */
export async function post(
  city: City,
  skill: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const began = performance.now();
  const response = await fetch(`${city.url}/skill/${skill}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-minwontalk-secret': LOCAL_SECRET, ...headers },
    body,
  });
  const text = await response.text();
  const reply = response.status === 200 ? (JSON.parse(text) as SkillResponse) : ({} as SkillResponse);
  return { status: response.status, ms: performance.now() - began, body: text, reply, text: textOf(reply) };
}

/** A new citizen. `say` fails the test when Kakao would refuse the answer. */
export function citizen(city: City) {
  const user = randomBytes(33).toString('hex');
  return {
    user,
    async say(utterance: string, { skill = 'ask', extra = {}, requestId }: Saying = {}): Promise<Answer> {
      const headers: Record<string, string> = requestId === undefined ? {} : { 'x-request-id': requestId };
      const answer = await post(city, skill, JSON.stringify(payload(user, utterance, extra)), headers);
      expect(answer.status, answer.body).toBe(200);
      expect(checkSkillResponse(answer.reply)).toEqual([]);
      return answer;
    },
  };
}

/** A request id in the form that was seen. */
export const requestId = (): string => `chp-${randomBytes(16).toString('hex')}`;

/** Every item of a table, plain. */
export async function itemsOf(city: City, table: string): Promise<Record<string, Record<string, unknown>>[]> {
  const { Items } = (await city.store('Scan', { TableName: city.table(table) })) as {
    Items: Record<string, Record<string, unknown>>[];
  };
  return Items;
}
