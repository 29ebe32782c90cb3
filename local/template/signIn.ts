/** What the template says about signing in: the page as a client of the user pool, and the pool's groups. */

import * as v from 'valibot';
import { numeric, parseProperties } from './functions.ts';
import type { World } from './world.ts';

/** A public client that signs people in with a code. */
export interface SignInSpec {
  readonly clientId: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly scopes: readonly string[];
  readonly groups: readonly string[];
  /** Seconds that an access token and a refresh token last. */
  readonly accessSeconds: number;
  readonly refreshSeconds: number;
}

const clientSchema = v.object({
  AllowedOAuthFlows: v.tuple([v.literal('code')]),
  AllowedOAuthScopes: v.array(v.string()),
  CallbackURLs: v.array(v.string()),
  LogoutURLs: v.optional(v.array(v.string()), []),
  GenerateSecret: v.optional(v.literal(false)),
  AccessTokenValidity: v.optional(numeric, 60),
  RefreshTokenValidity: v.optional(numeric, 30 * 24 * 60),
  TokenValidityUnits: v.object({ AccessToken: v.literal('minutes'), RefreshToken: v.literal('minutes') }),
});
const groupSchema = v.object({ GroupName: v.string() });

/** The sign-in of the assembly; undefined when it has no user pool client. @throws Error for more than one, or one that is not public. */
export function signInOf(world: World): SignInSpec | undefined {
  const clients = world.ofType('AWS::Cognito::UserPoolClient');
  const [first] = clients;
  if (first === undefined) return undefined;
  if (clients.length > 1)
    throw new Error('The local city plays one user pool client; the template has more.');
  const client = parseProperties(first, clientSchema);
  return {
    clientId: first.name,
    callbackUrls: client.CallbackURLs,
    logoutUrls: client.LogoutURLs,
    scopes: client.AllowedOAuthScopes,
    groups: world
      .ofType('AWS::Cognito::UserPoolGroup')
      .map((each) => parseProperties(each, groupSchema).GroupName),
    accessSeconds: client.AccessTokenValidity * 60,
    refreshSeconds: client.RefreshTokenValidity * 60,
  };
}
