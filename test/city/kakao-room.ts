/** A citizen in a room of the city's own simulator of Kakao: sees what Kakao would show. */
import type { City } from '../../local/city.ts';

/** Something in the room that a person can read. */
export interface Shown {
  readonly kind: string;
  readonly text: string;
  /** 'callbackMissed', 'refused' and the like, where Kakao shows nothing. */
  readonly reason?: string;
}

interface State {
  readonly room: string;
  readonly events: readonly { kind: string; text?: string; reason?: string; response?: unknown }[];
}

/** Address of the city's simulator. */
async function simulatorOf(city: City): Promise<string> {
  const config = (await (await fetch(`${city.url}/room/config.json`)).json()) as { kakao: string };
  return config.kakao;
}

async function call(url: string, body?: unknown): Promise<unknown> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(url, { ...init, headers: { 'content-type': 'application/json' } });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Opens a room; `callback`: its blocks offer a callback. */
export async function openRoom(city: City, options: { callback?: boolean; friend?: boolean } = {}) {
  const kakao = await simulatorOf(city);
  const { room } = (await call(`${kakao}/rooms`, options)) as State;
  return {
    /** Says something and resolves with what the turn showed. */
    async say(text: string): Promise<readonly Shown[]> {
      return shown((await call(`${kakao}/rooms/${room}/say`, { text })) as State);
    },
    /** Everything that was shown so far. */
    async all(): Promise<readonly Shown[]> {
      return shown((await call(`${kakao}/rooms/${room}/events`)) as State);
    },
  };
}

/** Calls to the Event API so far. */
export async function eventCalls(city: City): Promise<readonly unknown[]> {
  const { calls } = (await call(`${await simulatorOf(city)}/event-api`)) as { calls: unknown[] };
  return calls;
}

function shown({ events }: State): readonly Shown[] {
  return events.map(({ kind, text, reason, response }) => ({
    kind,
    text: text ?? textIn(response),
    ...(reason === undefined ? {} : { reason }),
  }));
}

function textIn(response: unknown): string {
  const found: string[] = [];
  JSON.stringify(response, (key, value: unknown) => {
    if (typeof value === 'string' && ['text', 'title', 'description'].includes(key)) found.push(value);
    return value;
  });
  return found.join('\n');
}
