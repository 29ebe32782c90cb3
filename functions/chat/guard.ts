/** Who may call: secret, source address, content type, size, shape, bot. In this order: nothing is parsed for a stranger. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { parseSkillRequest, type SkillRequest } from '../../lib/kakao/index.ts';
import { SECRET_HEADER } from '../../lib/names.ts';

/** Largest body taken, in bytes. A skill request is 1–6 KB; the longest utterance seen stays far below. */
export const BODY_MAX_BYTES = 64 * 1024;

/** A refused call: what the caller reads (English, nothing of the request) and what is counted. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 413 | 415 | 422;
  readonly reason: string;
  readonly message: string;
}

const refuse = (status: Refusal['status'], reason: string, message: string): Refusal => ({
  status,
  reason,
  message,
});

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** True when the header equals one of the secrets; time tells neither length nor content. */
export function knowsSecret(given: string | undefined, secrets: readonly string[]): boolean {
  const presented = digest(given ?? '');
  const hits = secrets.map((secret) => timingSafeEqual(presented, digest(secret)));
  return given !== undefined && given !== '' && hits.includes(true);
}

/** The secret that came with the call. */
export function presentedSecret(event: APIGatewayProxyEventV2): string | undefined {
  return event.headers[SECRET_HEADER];
}

/** Why a secret was refused. */
export const UNKNOWN_SECRET = refuse(
  401,
  'secret',
  `Missing or unknown ${SECRET_HEADER} header. Set it in the skill's header fields.`,
);

/** Refuses by source address, where the city listed some. */
export function checkSource(event: APIGatewayProxyEventV2, allowed: readonly string[]): Refusal | undefined {
  if (allowed.length === 0 || allowed.includes(event.requestContext.http.sourceIp)) return undefined;
  return refuse(403, 'source', 'This source address may not call. Add it to sourceIps in the city profile.');
}

/** Refuses what is not JSON by its headers. */
export function checkHeaders(event: APIGatewayProxyEventV2): Refusal | undefined {
  const encoding = event.headers['content-encoding'];
  if (encoding && encoding !== 'identity')
    return refuse(415, 'encoding', 'Content-Encoding is not supported. Send plain JSON.');
  const type = event.headers['content-type'];
  if (type && !/^application\/([\w.+-]+\+)?json\b/i.test(type)) {
    return refuse(415, 'type', 'Content-Type must be application/json.');
  }
  return undefined;
}

function bodyBytes(event: APIGatewayProxyEventV2): Buffer {
  return Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
}

/** True when the text is too big, judged before anything is decoded (base64 is a third longer). */
function tooLarge(event: APIGatewayProxyEventV2): boolean {
  const limit = event.isBase64Encoded ? Math.ceil(BODY_MAX_BYTES / 3) * 4 + 4 : BODY_MAX_BYTES;
  return (event.body?.length ?? 0) > limit;
}

function parseJson(event: APIGatewayProxyEventV2): unknown {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bodyBytes(event));
  return JSON.parse(text);
}

/** Parses the body, or says why not; never quotes it. */
export function parseBody(event: APIGatewayProxyEventV2): Refusal | SkillRequest {
  const limit = refuse(
    413,
    'size',
    `The body is larger than ${BODY_MAX_BYTES} bytes. Send the SkillPayload only.`,
  );
  if (tooLarge(event) || bodyBytes(event).length > BODY_MAX_BYTES) return limit;
  let value: unknown;
  try {
    value = parseJson(event);
  } catch {
    return refuse(
      400,
      'json',
      'The body is not valid JSON in UTF-8. Send the SkillPayload that Kakao sends.',
    );
  }
  const parsed = parseSkillRequest(value);
  return parsed.ok ? parsed.request : refuse(400, 'shape', `${parsed.path} ${parsed.problem}`);
}

/** Refuses bots that are not ours. */
export function checkBot(request: SkillRequest, bots: readonly string[]): Refusal | undefined {
  if (bots.includes(request.botId)) return undefined;
  return refuse(403, 'bot', 'This bot may not call. Add its id to bots in the city profile and deploy.');
}
