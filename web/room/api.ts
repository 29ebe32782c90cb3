/** The page's only fetches: its settings, and the simulator of Kakao's side. */

import * as v from 'valibot';
import {
  type ChannelFace,
  channelSchema,
  type Gallery,
  gallerySchema,
  type Press,
  type RoomState,
  roomStateSchema,
} from '../../local/kakao/protocol.ts';

/** Everything the page asks for. Each rejects with an ApiError. */
export interface Api {
  channel(): Promise<ChannelFace>;
  gallery(): Promise<Gallery>;
  open(): Promise<RoomState>;
  /** Events after number `after`; `waitMs` holds the call open until there are some. */
  events(room: string, after: number, waitMs: number, signal: AbortSignal): Promise<RoomState>;
  act(room: string, deed: Deed): Promise<RoomState>;
}

/** What a person can do in a room. */
export type Deed =
  | { readonly kind: 'enter' | 'operator' | 'bot' }
  | { readonly kind: 'say'; readonly text: string }
  | { readonly kind: 'press'; readonly press: Press };

/** A call that failed; the message is for the user. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  /** HTTP status; 0 when nobody answered. */
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const configSchema = v.object({ kakao: v.nullable(v.string()) });

/** Reads where the simulator is and makes its client. @throws ApiError when there is none. */
export async function connect(): Promise<Api> {
  const { kakao } = await ask(configSchema, '/room/config.json', {});
  if (kakao === null)
    throw new ApiError(0, '이 도시에는 카카오 시뮬레이터가 없습니다. npm start로 다시 켜 주세요.');
  return apiAt(kakao);
}

/** The client of the simulator at a base URL. */
export function apiAt(base: string): Api {
  const post = (path: string, body: unknown) =>
    ask(roomStateSchema, `${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  return {
    channel: () => ask(channelSchema, `${base}/channel`, {}),
    gallery: () => ask(gallerySchema, `${base}/gallery`, {}),
    open: () => post('/rooms', {}),
    events: (room, after, waitMs, signal) =>
      ask(roomStateSchema, `${base}/rooms/${room}/events?after=${after}&wait=${waitMs}`, { signal }),
    act: (room, deed) => post(`/rooms/${room}/${deed.kind}`, bodyOf(deed)),
  };
}

function bodyOf(deed: Deed): unknown {
  if (deed.kind === 'say') return { text: deed.text };
  return deed.kind === 'press' ? deed.press : {};
}

async function ask<const S extends v.GenericSchema>(
  schema: S,
  url: string,
  init: RequestInit,
): Promise<v.InferOutput<S>> {
  let response: Response;
  try {
    response = await fetch(url, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(0, '도시가 꺼져 있습니다. npm start로 켠 뒤 다시 연결해 주세요.');
  }
  if (!response.ok) throw new ApiError(response.status, refusalOf(response.status));
  const parsed = v.safeParse(schema, await response.json());
  if (parsed.success) return parsed.output;
  throw new ApiError(response.status, '알 수 없는 답이 왔습니다. 화면을 새로 고쳐 주세요.');
}

function refusalOf(status: number): string {
  return status === 404
    ? '이 방이 더는 없습니다. 다시 연결하면 새 방이 열립니다.'
    : `요청이 거절되었습니다. (HTTP ${status}) 화면을 새로 고쳐 주세요.`;
}
