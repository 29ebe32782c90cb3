/** Callback addresses: one for each call that offers one, good for one POST within a minute. */

import { randomBytes, randomUUID } from 'node:crypto';
import { CALLBACK_VALID_MS } from '../../lib/kakao/index.ts';
import type { CityClock } from '../clock.ts';
import { judge, type Verdict } from './verdict.ts';

/** Kakao's host for callbacks and the Event API, as seen in public skill servers. */
export const BOT_API_HOST = 'bot-api.kakao.com';

/** Kakao's answer to a callback or an Event API call. `timestamp` in seconds. */
export interface TaskReply {
  readonly taskId: string;
  readonly status: 'SUCCESS' | 'FAIL' | 'ERROR';
  readonly message: string;
  readonly timestamp: number;
}

/** What a call needs to offer a callback. */
export interface CallbackOffer {
  /** A call of 봇테스트: its tokens cannot be used. */
  readonly test: boolean;
  /** Shows the answer that was posted. */
  readonly deliver: (verdict: Extract<Verdict, { kind: 'shown' | 'waiting' }>) => void;
  /** Nothing was posted within the minute. */
  readonly missed: () => void;
}

/** An address that was handed out. */
export interface Callback {
  readonly url: string;
  /** The skill answered `useCallback: true`: from now on the address may be used. */
  acknowledge(): void;
}

/** All addresses of one simulator. */
export interface Callbacks {
  offer(offer: CallbackOffer): Callback;
  /** A POST to `/callback/<token>`. */
  post(token: string, body: Uint8Array): TaskReply;
}

interface Issued extends CallbackOffer {
  readonly issuedAt: number;
  acknowledged: boolean;
  used: boolean;
}

/** Messages of Kakao's, word for word. */
const SAYS = {
  testing: 'Invalid callback token for testing purposes.',
  invalid: 'Invalid callback token. Check your callback token.',
  settings: 'The skill server settings are incorrect. Use callback true setting required.',
  json: 'Invalid json response from bot-skill.',
} as const;

/** Makes Kakao's reply to a call. */
export function taskReply(clock: Pick<CityClock, 'now'>, failure?: string): TaskReply {
  return {
    taskId: randomUUID(),
    status: failure === undefined ? 'SUCCESS' : 'FAIL',
    message: failure ?? '',
    timestamp: Math.floor(clock.now() / 1000),
  };
}

/** Makes an empty register of addresses. Any POST uses an address up, also a refused one: the strict reading. */
export function createCallbacks(clock: Pick<CityClock, 'now' | 'at'>): Callbacks {
  const issued = new Map<string, Issued>();
  const accept = (token: string, body: Uint8Array): string | undefined => {
    const found = issued.get(token);
    const late = found !== undefined && clock.now() - found.issuedAt > CALLBACK_VALID_MS;
    if (found === undefined || found.used || late) return SAYS.invalid;
    found.used = true;
    if (found.test) return SAYS.testing;
    if (!found.acknowledged) return SAYS.settings;
    const verdict = judge(body);
    if (verdict.kind === 'refused') return SAYS.json;
    found.deliver(verdict);
    return undefined;
  };
  return {
    offer(offer) {
      const token = randomBytes(16).toString('hex');
      const entry: Issued = { ...offer, issuedAt: clock.now(), acknowledged: false, used: false };
      issued.set(token, entry);
      return {
        url: `https://${BOT_API_HOST}/callback/${token}`,
        acknowledge() {
          entry.acknowledged = true;
          clock.at(entry.issuedAt + CALLBACK_VALID_MS, () => {
            if (!entry.used) entry.missed();
          });
        },
      };
    },
    post: (token, body) => taskReply(clock, accept(token, body)),
  };
}
