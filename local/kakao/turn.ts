/** One turn: a call to the skill, and what of the answer reaches the citizen. */

import { randomBytes } from 'node:crypto';
import type { CityClock } from '../clock.ts';
import type { Callback, Callbacks } from './callbacks.ts';
import type { ContextWish } from './contexts.ts';
import { requestIdOf, type Speaker, skillHeaders, skillPayload, type Turn } from './payload.ts';
import type { Failure, Note } from './protocol.ts';
import type { Scenario } from './scenario.ts';
import { callSkill, type SkillAnswer, type SkillCall } from './skillCall.ts';
import type { NewEvent } from './timeline.ts';
import { judge, type Verdict } from './verdict.ts';

/** A call that was made, for tests and for '무엇이 오갔나'. */
export interface CallRecord {
  readonly requestId: string;
  readonly call: SkillCall;
  readonly answer: SkillAnswer;
  /** Body of the answer as text. */
  readonly body: string;
}

/** What turns need of Kakao. */
export interface Kakao {
  /** Base URL of the webhook. */
  readonly cityUrl: string;
  readonly secret: string;
  readonly botId: string;
  readonly clock: Pick<CityClock, 'now' | 'at'>;
  readonly scenario: Scenario;
  readonly callbacks: Callbacks;
  /** Kakao's patience in ms. */
  readonly timeoutMs: number;
  record(call: CallRecord): void;
}

/** What a turn leaves behind. */
export interface TurnResult {
  readonly events: readonly NewEvent[];
  readonly contexts: readonly ContextWish[];
}

/** Runs a turn; `later` takes what a callback brings. */
export async function runTurn(
  kakao: Kakao,
  speaker: Speaker,
  turn: Turn,
  later: (result: TurnResult) => void,
): Promise<TurnResult> {
  const requestId = requestIdOf(randomBytes(16).toString('hex'));
  const shown = { block: turn.block.name, requestId };
  const callback = offerCallback(kakao, speaker, turn, shown, later);
  const call = {
    url: `${kakao.cityUrl}/skill/${turn.block.skill}`,
    headers: skillHeaders(kakao.secret, requestId),
    body: JSON.stringify(
      skillPayload(speaker, callback === undefined ? turn : { ...turn, callbackUrl: callback.url }),
    ),
  };
  const answer = await callSkill(call, kakao.timeoutMs);
  const body = answer.kind === 'answered' ? new TextDecoder().decode(answer.body) : '';
  kakao.record({ requestId, call, answer, body });
  return resultOf(kakao, shown, answer, callback);
}

/** Which block and which call an event belongs to. */
interface Shown {
  readonly block: string;
  readonly requestId: string;
}

function offerCallback(
  kakao: Kakao,
  { options }: Speaker,
  { block }: Turn,
  shown: Shown,
  later: (result: TurnResult) => void,
): Callback | undefined {
  if (!(options.callback ?? block.callback ?? false)) return undefined;
  return kakao.callbacks.offer({
    test: options.surface === 'botTest',
    deliver: (verdict) => later(replyOf(shown, verdict, 0)),
    missed: () => later(failed(shown, 'callbackMissed', '콜백 답이 1분 안에 오지 않았습니다.')),
  });
}

function resultOf(kakao: Kakao, shown: Shown, answer: SkillAnswer, callback?: Callback): TurnResult {
  if (answer.kind === 'timeout') {
    const seconds = kakao.timeoutMs / 1000;
    return failed(shown, 'timeout', `스킬 서버가 ${seconds}초 안에 답하지 않았습니다.`);
  }
  if (answer.kind === 'unreachable') {
    return failed(shown, 'unreachable', `스킬 서버에 닿지 못했습니다. (${answer.problem})`);
  }
  if (answer.status !== 200) {
    return failed(shown, 'status', `스킬 서버가 HTTP ${answer.status}로 답했습니다.`);
  }
  const verdict = judge(answer.body);
  if (verdict.kind === 'waiting') {
    callback?.acknowledge();
    return replyOf(shown, withWaitingText(kakao.scenario, verdict), answer.ms);
  }
  return verdict.kind === 'refused'
    ? failed(shown, 'refused', '답이 카카오의 규칙에 맞지 않아 말풍선이 나가지 않았습니다.', verdict.notes)
    : replyOf(shown, verdict, answer.ms);
}

type Accepted = Exclude<Verdict, { kind: 'refused' }>;

function replyOf(shown: Shown, { response, notes, contexts }: Accepted, ms: number): TurnResult {
  return { events: [{ kind: 'reply', ...shown, response, notes: [...notes], ms }], contexts };
}

function failed(shown: Shown, reason: Failure, text: string, notes: readonly Note[] = []): TurnResult {
  return { events: [{ kind: 'failed', ...shown, reason, text, notes: [...notes] }], contexts: [] };
}

/** While a callback is awaited the citizen reads the block's own message. */
function withWaitingText({ waitingText }: Scenario, verdict: Accepted): Accepted {
  const { data } = verdict.response;
  const text = waitingText.replace(/\{\{#webhook\.([\w.]+)\}\}/g, (_, path: string) => textAt(data, path));
  const waiting = text.trim() === '' ? '답을 준비하고 있습니다. 잠시만 기다려 주세요.' : text;
  const template = { outputs: [{ simpleText: { text: waiting } }] };
  return { ...verdict, response: { ...verdict.response, template } };
}

function textAt(data: unknown, path: string): string {
  const found = path.split('.').reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined;
  }, data);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
