/** Signing in: authorization code with PKCE as a public client (RFC 6749, RFC 7636), for the page and for tests. Pure. */
import { type SignIn, STAFF_PATH } from './api.ts';

/** What the page keeps between leaving for the sign-in and coming back. */
export interface Pkce {
  readonly verifier: string;
  /** S256 of the verifier. */
  readonly challenge: string;
  readonly state: string;
}

/** Tokens as the token endpoint gives them. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token?: string;
  /** Seconds. */
  readonly expires_in: number;
  readonly token_type: string;
}

/** A fresh verifier with its challenge, and a state. */
export async function newPkce(): Promise<Pkce> {
  const verifier = randomText();
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { verifier, challenge: base64Url(new Uint8Array(digest)), state: randomText() };
}

/** Where the provider sends people back to. `origin`: 'https://…' of the page. */
export function redirectUri(origin: string): string {
  return `${origin}${STAFF_PATH.page}`;
}

/** URL at which people sign in. */
export function authorizeUrl(
  signIn: SignIn,
  { origin, state, challenge }: { readonly origin: string } & Omit<Pkce, 'verifier'>,
): string {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: signIn.clientId,
    redirect_uri: redirectUri(origin),
    scope: signIn.scope,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  return `${signIn.authorizeUrl}?${query}`;
}

/** Form for the token endpoint: the code becomes tokens. */
export function codeBody(
  signIn: SignIn,
  { origin, code, verifier }: { readonly origin: string; readonly code: string; readonly verifier: string },
): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: signIn.clientId,
    redirect_uri: redirectUri(origin),
    code,
    code_verifier: verifier,
  });
}

/** Form for the token endpoint: a new access token. */
export function refreshBody(signIn: SignIn, refreshToken: string): URLSearchParams {
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: signIn.clientId,
    refresh_token: refreshToken,
  });
}

/** URL that ends the session at the provider and comes back to the page; undefined where it has none. Cognito wants `logout_uri`, the standard the other name. */
export function signOutUrl({ signOutUrl: url, clientId }: SignIn, origin: string): string | undefined {
  if (url === undefined) return undefined;
  const back = redirectUri(origin);
  return `${url}?${new URLSearchParams({ client_id: clientId, logout_uri: back, post_logout_redirect_uri: back })}`;
}

function randomText(): string {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
