/** Keeps a room open: enters it, hears what comes, and finds it again after a reload. */

import { type Api, ApiError, type Deed } from './api.ts';
import { type Change, lastHeard, type PageState } from './state.ts';

/** Calls for events are held open this long, ms. */
const WAIT_MS = 20_000;
/** Where a tab keeps its room over a reload. */
const KEPT = 'minwontalk-room';

/** What the loop works on. */
export interface Page {
  state(): PageState;
  apply(made: Change): void;
}

/** A running loop. */
export interface TalkLoop {
  act(deed: Deed): void;
  stop(): void;
}

const sentenceOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Opens (or finds again) a room and listens until stopped. `fresh` begins with a new citizen. */
export function startTalk(api: Api, page: Page, fresh: boolean): TalkLoop {
  const stopped = new AbortController();
  const { signal } = stopped;
  const act = async (deed: Deed): Promise<void> => {
    const { room } = page.state();
    if (room === undefined) return;
    page.apply({ kind: 'asked' });
    try {
      page.apply({ kind: 'heard', state: await api.act(room, deed) });
    } catch (error) {
      page.apply({ kind: 'lost', problem: sentenceOf(error) });
    }
    page.apply({ kind: 'answered' });
  };
  const listen = async (): Promise<void> => {
    while (!signal.aborted) {
      const { room = '', events } = page.state();
      page.apply({ kind: 'heard', state: await api.events(room, lastHeard(events), WAIT_MS, signal) });
    }
  };
  const run = async (): Promise<void> => {
    const isNew = await openRoom(api, page, fresh, signal);
    page.apply({ kind: 'found' });
    if (isNew) void act({ kind: 'enter' });
    await listen();
  };
  run().catch((error: unknown) => {
    if (!signal.aborted) page.apply({ kind: 'lost', problem: sentenceOf(error) });
  });
  return { act: (deed) => void act(deed), stop: () => stopped.abort() };
}

/** Resolves true when the room is new. */
async function openRoom(api: Api, page: Page, fresh: boolean, signal: AbortSignal): Promise<boolean> {
  const channel = await api.channel();
  const kept = fresh ? undefined : await roomKept(api, signal);
  const state = kept ?? (await api.open());
  sessionStorage.setItem(KEPT, state.room);
  page.apply({ kind: 'opened', channel, state });
  return kept === undefined;
}

async function roomKept(api: Api, signal: AbortSignal) {
  const room = sessionStorage.getItem(KEPT);
  if (room === null || !/^[\w-]+$/.test(room)) return undefined;
  try {
    return await api.events(room, 0, 0, signal);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}
