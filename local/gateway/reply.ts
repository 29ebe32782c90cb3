/** Turns what a function returned into an HTTP response, by the rules of payload format 2.0. Pure. */

/** An HTTP response to be written. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly body: Buffer;
}

/** A JSON answer of the gateway itself. */
export function gatewayReply(status: number, message: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(JSON.stringify({ message })),
  };
}

/** What API Gateway answers when the integration is broken. */
export const INTERNAL_ERROR: Reply = gatewayReply(500, 'Internal Server Error');

/**
 * Maps a function's output. Without a `statusCode` the whole output is the JSON body of a 200;
 * a malformed one is a 500, as in AWS.
 */
export function toReply(payload: Buffer): Reply {
  let output: unknown;
  try {
    output = JSON.parse(payload.toString());
  } catch {
    return INTERNAL_ERROR;
  }
  if (typeof output !== 'object' || output === null || !('statusCode' in output)) return inferred(output);
  return explicit(output as Record<string, unknown>) ?? INTERNAL_ERROR;
}

function inferred(output: unknown): Reply {
  const body = typeof output === 'string' ? output : JSON.stringify(output);
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    cookies: [],
    body: Buffer.from(body),
  };
}

function explicit(output: Record<string, unknown>): Reply | undefined {
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = output;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined;
  if (typeof (body ?? '') !== 'string' || typeof headers !== 'object' || !Array.isArray(cookies))
    return undefined;
  const named = headerTexts(headers ?? {});
  if (named === undefined) return undefined;
  return {
    status,
    headers: { 'content-type': 'text/plain;charset=UTF-8', ...named },
    cookies: cookies.map(String),
    body: Buffer.from(String(body ?? ''), isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

function headerTexts(headers: object): Record<string, string> | undefined {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) return undefined;
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[\r\n\0]/.test(String(value))) return undefined;
    texts[name.toLowerCase()] = String(value);
  }
  return texts;
}
