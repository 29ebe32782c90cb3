/** JWT authorizers of an HTTP API: 401 without a valid token, 403 without a wanted scope. */

import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import type { AuthorizerSpec } from '../template/api.ts';
import type { JwtIdentity } from './event.ts';
import { gatewayReply, type Reply } from './reply.ts';

/** Either the caller's identity or the refusal. */
export type Authorization = { readonly jwt: JwtIdentity } | { readonly refusal: Reply };

/** Checks one request. `headers` are joined and lower-case, `query` is the raw query string. */
export type Authorizer = (
  headers: Readonly<Record<string, string>>,
  query: string,
  scopes: readonly string[],
) => Promise<Authorization>;

const UNAUTHORIZED: Authorization = { refusal: gatewayReply(401, 'Unauthorized') };
const FORBIDDEN: Authorization = { refusal: gatewayReply(403, 'Forbidden') };

/**
 * Makes the authorizer of a spec. `locate` maps the issuer of the template to where it can be asked on this
 * machine (the same URL where it is reachable as it is); `now` is city time in ms.
 */
export function createAuthorizer(
  spec: AuthorizerSpec,
  locate: (issuer: string) => string,
  now: () => number,
): Authorizer {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (headers, query, scopes) => {
    const token = tokenOf(spec.identitySource, headers, query);
    if (token === undefined) return UNAUTHORIZED;
    try {
      keys ??= createRemoteJWKSet(await keysUrl(locate(spec.issuer)));
      const { payload } = await jwtVerify(token, keys, { issuer: spec.issuer, currentDate: new Date(now()) });
      if (!forAudience(payload, spec.audience)) return UNAUTHORIZED;
      const granted = scopesOf(payload);
      if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return FORBIDDEN;
      return { jwt: { claims: claimTexts(payload), scopes: scopes.length > 0 ? granted : null } };
    } catch {
      return UNAUTHORIZED;
    }
  };
}

function tokenOf(
  sources: readonly string[],
  headers: Readonly<Record<string, string>>,
  query: string,
): string | undefined {
  for (const source of sources) {
    const [, place, name = ''] = /^\$request\.(header|querystring)\.(.+)$/.exec(source) ?? [];
    const value = place === 'header' ? headers[name.toLowerCase()] : new URLSearchParams(query).get(name);
    if (value) return value.replace(/^Bearer /i, '');
  }
  return undefined;
}

/** API Gateway finds the keys by the issuer's discovery document. */
async function keysUrl(issuer: string): Promise<URL> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const { jwks_uri: uri } = (await response.json()) as { jwks_uri: string };
  return new URL(uri);
}

/** `aud`, or `client_id` where a token has no `aud` (Cognito's access tokens). */
function forAudience(payload: JWTPayload, audience: readonly string[]): boolean {
  const own = payload.aud ?? payload.client_id;
  return (Array.isArray(own) ? own : [own]).some((each) => audience.includes(String(each)));
}

function scopesOf(payload: JWTPayload): string[] {
  const scopes = payload.scope ?? payload.scp ?? '';
  return Array.isArray(scopes) ? scopes.map(String) : String(scopes).split(' ').filter(Boolean);
}

/** Claims arrive as text; a list as `[a b]`, as API Gateway writes it. */
function claimTexts(payload: JWTPayload): Record<string, string> {
  const text = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));
  return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, text(value)]));
}
