/** Callback (AI 챗봇 콜백): an immediate waiting answer, then one POST to a one-time address of Kakao's. */
import * as v from 'valibot';
import { present } from './build.ts';
import { inspectResponse } from './check.ts';
import { refuse } from './report.ts';
import type { SkillResponse } from './response.ts';

/**
 * The answer that tells Kakao that the real one follows by callback. `data.text` can fill the waiting bubble where
 * the block's message refers to it by `{{#webhook.text}}`.
 * @throws KakaoLimitError where the data is no object or makes the answer longer than 30,720 bytes.
 */
export function callbackAck(data?: Readonly<Record<string, unknown>>): SkillResponse {
  const response = present<SkillResponse>({ version: '2.0', useCallback: true, data });
  inspectResponse(response, refuse);
  return response;
}

/**
 * True for an address that a callback may be posted to: https on port 443 at kakao.com or below it, without user
 * information. The pages name no host; this is the narrowest that all seen ones fit. Redirects must not be followed.
 */
export function isCallbackUrl(address: string): boolean {
  if (!/^https:\/\/[^\s\\]+$/.test(address) || !URL.canParse(address)) return false;
  const { protocol, hostname, port, username, password } = new URL(address);
  const kakao = hostname === 'kakao.com' || hostname.endsWith('.kakao.com');
  return protocol === 'https:' && kakao && port === '' && username === '' && password === '';
}

const replySchema = v.object({
  taskId: v.optional(v.string()),
  status: v.picklist(['SUCCESS', 'FAIL', 'ERROR']),
  message: v.optional(v.string()),
  timestamp: v.optional(v.number()),
});

/** What Kakao answers to the POST: read `status`, not only the HTTP status. */
export type CallbackReply = v.InferOutput<typeof replySchema>;

/** Kakao's answer to a callback POST; undefined where it is none. */
export function parseCallbackReply(value: unknown): CallbackReply | undefined {
  const result = v.safeParse(replySchema, value);
  return result.success ? result.output : undefined;
}
