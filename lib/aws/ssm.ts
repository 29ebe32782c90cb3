/** The few calls to Parameter Store that the product makes, signed here: its SDK client would weigh on every cold start. */

import * as v from 'valibot';
import type { Credentials } from './clients.ts';
import { signPost } from './sigv4.ts';

/** Parameter Store refused a call, or answered with something else than it documents. */
export class ParameterStoreError extends Error {
  /** AWS's short name: `AccessDeniedException`, `ParameterAlreadyExists`. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(`Parameter Store: ${code}${message === '' ? '' : `: ${message}`}`);
    this.name = 'ParameterStoreError';
    this.code = code;
  }
}

/** How long one call may take where the caller sets no signal, ms. */
const LIMIT_MS = 2_000;

const found = v.object({
  Parameters: v.array(v.object({ Name: v.string(), Value: v.string() })),
});
const failure = v.object({
  __type: v.optional(v.string(), 'UnknownError'),
  message: v.optional(v.string()),
  Message: v.optional(v.string()),
});

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new ParameterStoreError('NoCredentials', `set ${name}.`);
  return value;
}

function credentialsOf(): Credentials {
  const sessionToken = process.env.AWS_SESSION_TOKEN;
  return {
    accessKeyId: fromEnvironment('AWS_ACCESS_KEY_ID'),
    secretAccessKey: fromEnvironment('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined || sessionToken === '' ? {} : { sessionToken }),
  };
}

async function call(
  operation: string,
  input: object,
  signal: AbortSignal = AbortSignal.timeout(LIMIT_MS),
): Promise<unknown> {
  const region = fromEnvironment('AWS_REGION');
  const url = new URL(process.env.AWS_ENDPOINT_URL_SSM ?? `https://ssm.${region}.amazonaws.com`);
  const body = JSON.stringify(input);
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AmazonSSM.${operation}` };
  const signed = signPost({ url, headers, body, service: 'ssm', region }, credentialsOf(), new Date());
  const response = await fetch(url, { method: 'POST', headers: signed, body, signal, redirect: 'error' });
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const refused = v.parse(failure, answer);
  const code = refused.__type.split('#').at(-1) ?? refused.__type;
  throw new ParameterStoreError(code, refused.message ?? refused.Message ?? `status ${response.status}`);
}

/**
 * Reads parameters decrypted, in one request (at most 10 names). A missing one is absent from the map.
 * @throws ParameterStoreError when refused, TypeError or AbortError when it does not answer in time
 */
export async function getParameters(
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Map<string, string>> {
  const answer = v.parse(found, await call('GetParameters', { Names: names, WithDecryption: true }, signal));
  return new Map(answer.Parameters.map(({ Name, Value }) => [Name, Value]));
}

/** Which of these parameters exist; their values are not asked for decrypted. */
export async function existingParameters(
  names: readonly string[],
  signal?: AbortSignal,
): Promise<Set<string>> {
  const answer = v.parse(found, await call('GetParameters', { Names: names, WithDecryption: false }, signal));
  return new Set(answer.Parameters.map(({ Name }) => Name));
}

/** Makes a SecureString unless there is one already. The value appears in no message. */
export async function createSecret(
  name: string,
  value: string,
  signal?: AbortSignal,
): Promise<'created' | 'exists'> {
  try {
    await call('PutParameter', { Name: name, Value: value, Type: 'SecureString', Overwrite: false }, signal);
    return 'created';
  } catch (error) {
    if (error instanceof ParameterStoreError && error.code === 'ParameterAlreadyExists') return 'exists';
    throw error;
  }
}

/** Writes a SecureString over the one that is there. The value appears in no message. */
export async function replaceSecret(name: string, value: string, signal?: AbortSignal): Promise<void> {
  await call('PutParameter', { Name: name, Value: value, Type: 'SecureString', Overwrite: true }, signal);
}
