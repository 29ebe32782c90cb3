import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthorizer } from '../../local/gateway/authorizer.ts';

const ISSUER = 'https://cognito-idp.ap-northeast-2.amazonaws.com/pool';
let server: http.Server;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
let base = '';

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256' };
  server = http.createServer((request, response) => {
    const discovery = request.url === '/.well-known/openid-configuration';
    response.end(JSON.stringify(discovery ? { issuer: ISSUER, jwks_uri: `${base}/keys` } : { keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const now = Date.parse('2027-02-09T00:00:00Z');
const token = (claims: Record<string, unknown>, minutes = 10) =>
  new SignJWT({ iss: ISSUER, aud: 'staff-page', exp: now / 1000 + minutes * 60, ...claims })
    .setProtectedHeader({ alg: 'RS256', kid: 'one' })
    .sign(keys.privateKey);

const check = async (authorization: string | undefined, scopes: string[] = []) => {
  const spec = {
    id: 'a',
    issuer: ISSUER,
    audience: ['staff-page'],
    identitySource: ['$request.header.Authorization'],
  };
  const result = await createAuthorizer(
    spec,
    () => base,
    () => now,
  )(authorization === undefined ? {} : { authorization }, '', scopes);
  return 'refusal' in result
    ? [result.refusal.status, JSON.parse(result.refusal.body.toString())]
    : result.jwt;
};

describe('a JWT authorizer', () => {
  it('hands on the claims as text, lists in brackets', async () => {
    const jwt = await check(`Bearer ${await token({ sub: 'u1', 'cognito:groups': ['editor', 'manager'] })}`);
    expect(jwt).toMatchObject({ claims: { sub: 'u1', 'cognito:groups': '[editor manager]' }, scopes: null });
  });

  it('takes client_id where there is no audience', async () => {
    expect(await check(`Bearer ${await token({ aud: undefined, client_id: 'staff-page' })}`)).toHaveProperty(
      'claims',
    );
  });

  it.each([
    ['no token', async () => undefined],
    ['rubbish', async () => 'Bearer rubbish'],
    ['another audience', async () => `Bearer ${await token({ aud: 'other' })}`],
    ['another issuer', async () => `Bearer ${await token({ iss: 'https://example.com' })}`],
    ['an expired one, by the clock of the city', async () => `Bearer ${await token({}, -1)}`],
  ])('answers 401 to %s', async (_name, make) => {
    expect(await check(await make())).toEqual([401, { message: 'Unauthorized' }]);
  });

  it('answers 403 without one of the wanted scopes', async () => {
    const bearer = `Bearer ${await token({ scope: 'read write' })}`;
    expect(await check(bearer, ['admin'])).toEqual([403, { message: 'Forbidden' }]);
    expect(await check(bearer, ['admin', 'write'])).toMatchObject({ scopes: ['read', 'write'] });
  });
});
