/** How the provider plays a Cognito user pool: its paths, its public client, its access tokens. */

import { randomBytes } from 'node:crypto';
import type { ProviderContext } from 'oidc-provider';
import { ROLES_CLAIM } from '../../lib/names.ts';
import type { CityClock } from '../clock.ts';
import type { SignInSpec } from '../template/signIn.ts';
import { memoryAdapter } from './memory.ts';
import type { Person } from './people.ts';
import { errorPage, signOutPage } from './signInPages.ts';

/** What the provider is made from. */
export interface Playing {
  readonly spec: SignInSpec;
  readonly people: readonly Person[];
  readonly clock: CityClock;
  /** Private RSA key as JWK. */
  readonly key: object;
  readonly port: number;
}

/** Name under which the provider knows the staff API; Cognito has none, and no token carries it. */
const RESOURCE = 'urn:minwontalk:staff';
const HOUR = 3600;

/** Configuration of oidc-provider 9. */
export function configurationOf(playing: Playing): object {
  const { spec, people, port } = playing;
  return {
    adapter: memoryAdapter(),
    jwks: { keys: [playing.key] },
    clients: [clientOf(spec)],
    scopes: spec.scopes,
    clientBasedCORS: (_ctx: ProviderContext, origin: string) =>
      spec.callbackUrls.some((url) => new URL(url).origin === origin),
    // A browser sends a cookie to every port of a host: two cities must not take each other's.
    cookies: {
      keys: [randomBytes(16).toString('hex')],
      names: { session: `signin${port}`, interaction: `signing${port}`, resume: `resume${port}` },
    },
    routes: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      end_session: '/logout',
      jwks: '/.well-known/jwks.json',
    },
    interactions: {
      url: (_ctx: ProviderContext, { uid }: { readonly uid: string }) => `/sign-in/${uid}`,
    },
    findAccount: (_ctx: ProviderContext, sub: string) =>
      people.some((person) => person.sub === sub) && { accountId: sub, claims: () => ({ sub }) },
    loadExistingGrant: (ctx: ProviderContext) => grantAll(ctx, spec),
    // As Cognito: a refresh token with every code, the same one until it expires.
    issueRefreshToken: () => true,
    rotateRefreshToken: false,
    expiresWithSession: () => false,
    pkce: { required: () => true },
    ttl: ttlOf(spec),
    ...tokensOf(playing),
    features: featuresOf(spec),
    renderError: (ctx: ProviderContext, out: Readonly<Record<string, unknown>>) => {
      ctx.type = 'html';
      ctx.body = errorPage(out, spec.callbackUrls);
    },
  };
}

function clientOf(spec: SignInSpec): object {
  return {
    client_id: spec.clientId,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: spec.callbackUrls,
    post_logout_redirect_uris: spec.logoutUrls,
  };
}

function ttlOf({ accessSeconds, refreshSeconds }: SignInSpec): object {
  return {
    AccessToken: accessSeconds,
    AuthorizationCode: 60,
    IdToken: accessSeconds,
    RefreshToken: refreshSeconds,
    Interaction: HOUR,
    // Cognito's own session cookie lasts an hour.
    Session: HOUR,
    Grant: refreshSeconds,
  };
}

function featuresOf(spec: SignInSpec): object {
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (ctx: ProviderContext, form: string) => {
        ctx.body = signOutPage(form);
      },
      postLogoutSuccessSource: (ctx: ProviderContext) => {
        ctx.body = errorPage({}, spec.callbackUrls);
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => RESOURCE,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({
        scope: spec.scopes.join(' '),
        audience: spec.clientId,
        accessTokenFormat: 'jwt',
        accessTokenTTL: spec.accessSeconds,
      }),
    },
  };
}

interface AccessToken {
  readonly accountId: string;
}

/** Access tokens with the claims of Cognito's, in the city's time. */
function tokensOf({ people, clock, spec }: Playing): object {
  return {
    extraTokenClaims: (ctx: ProviderContext, { accountId }: AccessToken) => {
      const person = people.find(({ sub }) => sub === accountId);
      const { AuthorizationCode, RefreshToken } = ctx.oidc.entities;
      const at = AuthorizationCode?.authTime ?? RefreshToken?.authTime ?? Math.floor(Date.now() / 1000);
      return {
        username: person?.name,
        token_use: 'access',
        [ROLES_CLAIM]: person?.groups,
        auth_time: at + Math.floor(clock.offset() / 1000),
      };
    },
    formats: {
      customizers: {
        jwt: (
          _ctx: ProviderContext,
          _token: AccessToken,
          { payload }: { payload: Record<string, unknown> },
        ) => {
          const now = Math.floor(clock.now() / 1000);
          Object.assign(payload, { iat: now, exp: now + spec.accessSeconds, scope: spec.scopes.join(' ') });
          // Cognito's access tokens have no audience; the provider insists on one, so it stays out of the JSON only.
          Object.defineProperty(payload, 'aud', { enumerable: false });
        },
      },
    },
  };
}

/** Nobody is asked for consent: the page belongs to the same city as its people. */
async function grantAll(ctx: ProviderContext, spec: SignInSpec): Promise<object | undefined> {
  const clientId = ctx.oidc.client?.clientId;
  const accountId = ctx.oidc.session?.accountId;
  if (clientId === undefined || accountId === undefined) return undefined;
  const grant = new ctx.oidc.provider.Grant({ clientId, accountId });
  const scope = spec.scopes.join(' ');
  grant.addOIDCScope(scope);
  grant.addResourceScope(RESOURCE, scope);
  await grant.save();
  return grant;
}
