/** One POST to the skill server, with Kakao's patience. */

import { SKILL_TIMEOUT_MS } from '../../lib/kakao/index.ts';

/** What the call brought. `ms` is the time it took. */
export type SkillAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: Uint8Array; readonly ms: number }
  | { readonly kind: 'timeout'; readonly ms: number }
  | { readonly kind: 'unreachable'; readonly problem: string; readonly ms: number };

/** A call that is ready to be sent, and to be sent again. */
export interface SkillCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a call; resolves always. A redirect is not followed. */
export async function callSkill(call: SkillCall, timeoutMs: number = SKILL_TIMEOUT_MS): Promise<SkillAnswer> {
  const started = performance.now();
  const took = (): number => Math.round((performance.now() - started) * 10) / 10;
  try {
    const response = await fetch(call.url, {
      method: 'POST',
      headers: { ...call.headers },
      body: call.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const body = new Uint8Array(await response.arrayBuffer());
    return { kind: 'answered', status: response.status, body, ms: took() };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') return { kind: 'timeout', ms: took() };
    return { kind: 'unreachable', problem: problemOf(error), ms: took() };
  }
}

function problemOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? cause.message || cause.name : error.message;
}
