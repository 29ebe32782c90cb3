/** Where people sign in: read from the provider's own discovery document, so that no address is written down twice. */
import * as v from 'valibot';
import type { SignIn } from '../../lib/staff/api.ts';

/** How long a document is believed, ms. */
const BELIEVED_MS = 60 * 60_000;
const PATIENCE_MS = 3000;

const url = v.pipe(v.string(), v.url());
/** Of OpenID Connect Discovery 1.0, section 3, what the page needs. */
const document = v.object({
  issuer: url,
  authorization_endpoint: url,
  token_endpoint: url,
  end_session_endpoint: v.optional(url),
});

/** Reads the endpoints of an issuer, at most once an hour. Rejects when it cannot be reached or says nonsense. */
export function signInOf(issuer: string, clientId: string, tick: () => number): () => Promise<SignIn> {
  let known: { readonly signIn: SignIn; readonly at: number } | undefined;
  return async () => {
    if (known && tick() - known.at < BELIEVED_MS) return known.signIn;
    const signIn = await discover(issuer, clientId);
    known = { signIn, at: tick() };
    return signIn;
  };
}

async function discover(issuer: string, clientId: string): Promise<SignIn> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(address, { signal: AbortSignal.timeout(PATIENCE_MS), redirect: 'error' });
  if (!response.ok) throw new Error(`The sign-in provider answered ${response.status}: check the user pool.`);
  const found = v.parse(document, await response.json());
  return {
    issuer: found.issuer,
    authorizeUrl: found.authorization_endpoint,
    tokenUrl: found.token_endpoint,
    ...(found.end_session_endpoint === undefined ? {} : { signOutUrl: found.end_session_endpoint }),
    clientId,
    scope: 'openid',
  };
}
