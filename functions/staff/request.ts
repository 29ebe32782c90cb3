/** A call of the staff API, parsed at the edge. */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as v from 'valibot';
import type { Caller } from '../../lib/staff/roles.ts';
import { invalid, problem, type Reply } from './reply.ts';

/** Largest body that is read, in bytes: an answer of 1,000 characters is 3 kB. */
export const BODY_MAX_BYTES = 16 * 1024;

/** A call by somebody who may make it. */
export interface StaffCall {
  readonly event: APIGatewayProxyEventV2;
  readonly caller: Caller;
  /** Epoch ms. */
  readonly now: number;
  /** Id of this call. */
  readonly id: string;
}

/** The body by its schema, or the refusal. */
export function bodyOf<S extends v.GenericSchema>(
  event: APIGatewayProxyEventV2,
  schema: S,
): v.InferOutput<S> | { readonly refusal: Reply } {
  const type = event.headers['content-type'] ?? '';
  if (!/^application\/json\b/i.test(type)) return { refusal: invalid('content-type') };
  const text = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (text.length > BODY_MAX_BYTES)
    return { refusal: problem('tooLarge', '내용이 너무 길어요. 줄여서 다시 보내 주세요.') };
  try {
    return parsed(schema, JSON.parse(text.toString('utf8')));
  } catch {
    return { refusal: invalid('JSON') };
  }
}

/** The query by its schema, or the refusal. */
export function queryOf<S extends v.GenericSchema>(
  event: APIGatewayProxyEventV2,
  schema: S,
): v.InferOutput<S> | { readonly refusal: Reply } {
  return parsed(schema, event.queryStringParameters ?? {});
}

function parsed<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): v.InferOutput<S> | { readonly refusal: Reply } {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const path = result.issues[0].path?.map(({ key }) => String(key)).join('.') ?? '';
  return { refusal: invalid(path || 'JSON') };
}

/** Tells a refusal from what was asked for. */
export function isRefused(value: unknown): value is { readonly refusal: Reply } {
  return typeof value === 'object' && value !== null && 'refusal' in value;
}
