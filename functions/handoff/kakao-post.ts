/** What this function says to Kakao: the one answer to a callback, and the Event API. One place, one patience. */
import { isCallbackUrl, parseCallbackReply, type SkillResponse } from '../../lib/kakao/index.ts';

/** Milliseconds one POST may take. */
const POST_MS = 5000;

/** Makes requests; the real one is `fetch`. */
export type Fetch = typeof fetch;

/** Whether Kakao took the callback's answer; `why` is Kakao's status or the name of an error. */
export type Posted = { readonly posted: true } | { readonly posted: false; readonly why: string };

/** Posts an answer to a callback address, once; the caller sees to it that no address is used twice. Never throws. */
export async function postCallback(
  url: string,
  reply: SkillResponse,
  signal: AbortSignal,
  request: Fetch,
): Promise<Posted> {
  if (!isCallbackUrl(url)) return { posted: false, why: 'ForeignHost' };
  try {
    const response = await post(url, {}, reply, signal, request);
    const status = parseCallbackReply(await response.json().catch(() => undefined))?.status;
    if (response.ok && status === 'SUCCESS') return { posted: true };
    const why = status === undefined || status === 'SUCCESS' ? `Http${response.status}` : status;
    return { posted: false, why };
  } catch (error) {
    return { posted: false, why: nameOf(error) };
  }
}

/** One JSON POST. A redirect is an error: nothing may lead away from Kakao's host. @throws what `request` throws */
export function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  signal: AbortSignal,
  request: Fetch,
): Promise<Response> {
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.any([signal, AbortSignal.timeout(POST_MS)]),
  });
}

/** Name of an error, or its code where the network has one. */
export function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UnknownError';
  const { code } = (error.cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}
