/**
 * Signing in and staying so: authorization code with PKCE, tokens in this tab's sessionStorage alone, the access token
 * renewed silently before it ends. It fetches through what it is given and leaves the page only in `begin` and `leave`.
 */

import type { SignIn } from '../../lib/staff/api.ts';
import { authorizeUrl, codeBody, newPkce, refreshBody, signOutUrl } from '../../lib/staff/sign-in.ts';
import type { Tokens } from './answers.ts';
import { ApiError, type Bearer } from './api.ts';

/** What signing in needs of the browser. */
export interface AuthWorld {
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** 'https://…' of the page. */
  readonly origin: string;
  /** Leaves the page for another address. */
  go(url: string): void;
  /** Epoch ms of this machine. */
  now(): number;
  ask(url: string, body: URLSearchParams): Promise<Tokens>;
}

/** What came with the address of the page. */
export interface Arrival {
  /** True when there is a session to work with. */
  readonly signedIn: boolean;
  /** Query that the page had before it left for the sign-in ('?ticket=…'); undefined when it did not come from there. */
  readonly search?: string;
  /** Why it did not work, for the person. */
  readonly problem?: string;
}

/** The sign-in of one tab. */
export interface Auth extends Bearer {
  /** Takes up the code that the address may carry, or the session that this tab still has. */
  arrive(search: string): Promise<Arrival>;
  /** Goes to the provider; `search` is what to show afterwards. */
  begin(search: string): Promise<void>;
  /** Drops the tokens; with `atProvider` it also ends the session there, and leaves the page. */
  leave(atProvider: boolean): void;
  /** Epoch ms of this machine when the session ends; undefined without one. */
  endsAt(): number | undefined;
}

/** What a signed-in tab keeps, under `SESSION_KEY`. */
export interface Session {
  readonly access: string;
  readonly refresh?: string;
  readonly accessEndsAt: number;
  readonly endsAt: number;
}

interface Journey {
  readonly verifier: string;
  readonly state: string;
  readonly search: string;
}

/** Where a tab keeps its session. */
export const SESSION_KEY = 'minwontalk.staff.session';
const JOURNEY = 'minwontalk.staff.journey';
/** A token is renewed this long before it ends, ms: longer than any call takes. */
const MARGIN_MS = 60_000;
const MINUTE_MS = 60_000;

const NOT_FINISHED = '로그인을 마치지 못했어요. 다시 로그인해 주세요.';
const ENDED = '접속이 끝났어요. 다시 로그인해 주세요.';

/** Makes the sign-in of this tab. */
export function createAuth(signIn: SignIn, sessionMinutes: number, world: AuthWorld): Auth {
  const { storage } = world;
  const session = (): Session | undefined => read<Session>(storage, SESSION_KEY);
  const renew = createRenewal(signIn, world);
  return {
    renew,
    arrive: (search) => arrive(signIn, sessionMinutes, world, new URLSearchParams(search)),
    begin: async (search) => {
      const { verifier, challenge, state } = await newPkce();
      storage.setItem(JOURNEY, JSON.stringify({ verifier, state, search } satisfies Journey));
      world.go(authorizeUrl(signIn, { origin: world.origin, state, challenge }));
    },
    token: async () => {
      const had = session();
      if (had === undefined || had.endsAt <= world.now()) throw new ApiError('unauthorized', ENDED);
      return had.accessEndsAt - MARGIN_MS > world.now() ? had.access : renew();
    },
    leave: (atProvider) => {
      storage.removeItem(SESSION_KEY);
      const url = atProvider ? signOutUrl(signIn, world.origin) : undefined;
      if (url !== undefined) world.go(url);
    },
    endsAt: () => session()?.endsAt,
  };
}

/** Gives a new access token; those who ask meanwhile share one renewal. */
function createRenewal(signIn: SignIn, world: AuthWorld): () => Promise<string> {
  let renewing: Promise<string> | undefined;
  const once = async (): Promise<string> => {
    const had = read<Session>(world.storage, SESSION_KEY);
    if (had?.refresh === undefined || had.endsAt <= world.now()) throw new ApiError('unauthorized', ENDED);
    const tokens = await world.ask(signIn.tokenUrl, refreshBody(signIn, had.refresh)).catch(asEnded);
    return keep(world, tokens, had.endsAt, tokens.refresh_token ?? had.refresh);
  };
  return () => {
    renewing ??= once().finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

function keep(world: AuthWorld, tokens: Tokens, endsAt: number, refresh: string | undefined): string {
  const kept: Session = {
    access: tokens.access_token,
    ...(refresh === undefined ? {} : { refresh }),
    accessEndsAt: world.now() + tokens.expires_in * 1000,
    endsAt,
  };
  world.storage.setItem(SESSION_KEY, JSON.stringify(kept));
  return kept.access;
}

async function arrive(
  signIn: SignIn,
  sessionMinutes: number,
  world: AuthWorld,
  came: URLSearchParams,
): Promise<Arrival> {
  const journey = read<Journey>(world.storage, JOURNEY);
  world.storage.removeItem(JOURNEY);
  const code = came.get('code');
  if (code === null && came.get('error') === null) {
    const endsAt = read<Session>(world.storage, SESSION_KEY)?.endsAt ?? 0;
    return { signedIn: endsAt > world.now() };
  }
  const search = journey?.search ?? '';
  if (code === null || journey === undefined || journey.state !== came.get('state'))
    return { signedIn: false, search, problem: NOT_FINISHED };
  try {
    const body = codeBody(signIn, { origin: world.origin, code, verifier: journey.verifier });
    const tokens = await world.ask(signIn.tokenUrl, body);
    keep(world, tokens, world.now() + sessionMinutes * MINUTE_MS, tokens.refresh_token);
    return { signedIn: true, search };
  } catch (error) {
    return { signedIn: false, search, problem: (error as Error).message };
  }
}

/** A refused refresh token means that the session is over; a provider that is away does not. */
function asEnded(error: unknown): never {
  throw error instanceof ApiError && error.code === 'unauthorized'
    ? new ApiError('unauthorized', ENDED)
    : error;
}

function read<T>(storage: AuthWorld['storage'], key: string): T | undefined {
  const text = storage.getItem(key);
  if (text === null) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
