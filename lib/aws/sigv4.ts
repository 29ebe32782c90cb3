/**
 * Signature Version 4 for one JSON POST: enough for a call without a further SDK client.
 * Rule: docs.aws.amazon.com, "Create a signed AWS API request".
 */

import { createHash, createHmac } from 'node:crypto';
import type { Credentials } from './clients.ts';

/** A request before it is signed. */
export interface UnsignedPost {
  readonly url: URL;
  /** Headers to send and to sign; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly service: string;
  readonly region: string;
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

function signingKey(secret: string, day: string, region: string, service: string): Buffer {
  return mac(mac(mac(mac(`AWS4${secret}`, day), region), service), 'aws4_request');
}

/** All headers of the signed request. `now` is the time that is signed; AWS accepts five minutes of difference. */
export function signPost(post: UnsignedPost, credentials: Credentials, now: Date): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d{3}/g, '');
  const day = time.slice(0, 8);
  const token =
    credentials.sessionToken === undefined ? {} : { 'x-amz-security-token': credentials.sessionToken };
  const headers: Record<string, string> = {
    ...post.headers,
    host: post.url.host,
    'x-amz-date': time,
    ...token,
  };
  const names = Object.keys(headers).sort();
  const signed = names.join(';');
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('');
  const request = ['POST', post.url.pathname, post.url.search.slice(1), lines, signed, hash(post.body)].join(
    '\n',
  );
  const scope = `${day}/${post.region}/${post.service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash(request)].join('\n');
  const key = signingKey(credentials.secretAccessKey, day, post.region, post.service);
  const signature = mac(key, toSign).toString('hex');
  const { host: _, ...sent } = headers;
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=${signed}, Signature=${signature}`,
  };
}
