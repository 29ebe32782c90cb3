import { createHash, createHmac, type Hash } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { expect, test } from 'vitest';
import { signPost } from '../../lib/aws/sigv4.ts';

/** What the SDK's signer wants for SHA-256 and HMAC. */
class Sha256 {
  readonly #hash: Hash | ReturnType<typeof createHmac>;
  constructor(secret?: string | Uint8Array) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret);
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }
  reset(): void {}
}

const NOW = new Date('2026-11-24T12:34:56.789Z');

test.each([
  ['without a session', {}],
  ['with a session', { sessionToken: 'FwoGZXIvYXdzE/token+/=' }],
])('signs as the SDK does, %s', async (_what, session) => {
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    ...session,
  };
  const url = new URL('https://ssm.ap-northeast-2.amazonaws.com');
  const body = JSON.stringify({ Names: ['/minwontalk/이천/dev/skill-secret'], WithDecryption: true });
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AmazonSSM.GetParameters' };
  const ours = signPost({ url, headers, body, service: 'ssm', region: 'ap-northeast-2' }, credentials, NOW);

  const signer = new SignatureV4({
    credentials,
    region: 'ap-northeast-2',
    service: 'ssm',
    sha256: Sha256 as never,
    applyChecksum: false,
  });
  const theirs = await signer.sign(
    {
      method: 'POST',
      protocol: 'https:',
      hostname: url.hostname,
      path: '/',
      headers: { ...headers, host: url.host },
      body,
    },
    { signingDate: NOW },
  );
  expect(ours.authorization).toBe(theirs.headers.authorization);
  expect(ours['x-amz-date']).toBe('20261124T123456Z');
});
