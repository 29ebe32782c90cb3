/** The body and the headers of a call to a skill, as Kakao makes them. Pure. */

import { SECRET_HEADER } from '../../lib/names.ts';
import type { Citizen } from './citizen.ts';
import type { SentContext } from './contexts.ts';
import type { Press, RoomOptions } from './protocol.ts';
import type { Block } from './scenario.ts';

/** One turn of a talk. */
export interface Turn {
  readonly block: Block;
  readonly utterance: string;
  /** Absent when the words were typed, or when nobody said anything (welcome, event). */
  readonly press?: Press;
  /** Block that ran before, and whose bubble a press came from. */
  readonly lastBlock?: Block;
  readonly callbackUrl?: string;
  /** Parameters of an Event API call. */
  readonly params?: Readonly<Record<string, string>>;
}

/** Who speaks, where. */
export interface Speaker {
  readonly citizen: Citizen;
  readonly botId: string;
  readonly options: RoomOptions;
  readonly contexts: readonly SentContext[];
}

/** The body of the call. */
export function skillPayload(speaker: Speaker, turn: Turn): Record<string, unknown> {
  const { block } = turn;
  const ref = refOf(block);
  return {
    bot: { id: botIdOf(speaker), name: '민원 안내 봇' },
    intent: { ...ref, extra: { reason: { code: 1, message: 'OK' } } },
    action: {
      id: block.id.replace(/.$/, 'f'),
      name: block.skill,
      params: {},
      detailParams: {},
      clientExtra: turn.press?.extra ?? {},
    },
    userRequest: {
      ...(turn.callbackUrl === undefined ? {} : { callbackUrl: turn.callbackUrl }),
      block: ref,
      user: userOf(speaker),
      utterance: speaker.options.surface === 'botTest' ? `${turn.utterance}\n` : turn.utterance,
      params: { ...surfaceParams(speaker.options), ...turn.params },
      lang: 'ko',
      timezone: 'Asia/Seoul',
    },
    contexts: speaker.contexts,
    flow: flowOf(turn),
  };
}

const refOf = ({ id, name }: Block): { id: string; name: string } => ({ id, name });

function botIdOf({ botId, options }: Speaker): string {
  return options.surface === 'channel' ? botId : `${botId}!`;
}

function surfaceParams({ surface }: RoomOptions): Record<string, string> {
  return surface === 'botTest'
    ? { surface: 'BuilderBotTest', ignoreMe: 'true' }
    : { surface: 'Kakaotalk.plusfriend' };
}

/** `isFriend` is absent, never false, for people who have not added the channel. */
function userOf({ citizen: { botUserKey, plusfriendUserKey }, options }: Speaker): Record<string, unknown> {
  const channelKeys =
    options.surface === 'botTest'
      ? {}
      : {
          plusfriendUserKey,
          plusfriend_user_key: plusfriendUserKey,
          ...(options.friend ? { isFriend: true } : {}),
        };
  return {
    id: botUserKey,
    type: 'botUserKey',
    properties: { botUserKey, bot_user_key: botUserKey, ...channelKeys },
  };
}

function flowOf({ press, lastBlock }: Turn): Record<string, unknown> {
  const last = lastBlock === undefined ? null : refOf(lastBlock);
  const type = press === undefined ? 'TEXT_INPUT' : `${press.from}_${press.action.toUpperCase()}`;
  return { trigger: { type, referrerBlock: press === undefined ? null : last }, lastBlock: last };
}

/** Id of a call, in the observed form. `hex` are 32 hex digits. */
export function requestIdOf(hex: string): string {
  return `chp-${hex}`;
}

/** The headers of the call. */
export function skillHeaders(secret: string, requestId: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    accept: '*/*',
    'user-agent': 'AHC/2.1',
    'x-request-id': requestId,
    'x-chappie-footprint': requestId,
    [SECRET_HEADER]: secret,
  };
}
