/** The search for a draft while one types. */

import { LENGTH } from '../../lib/staff/api.ts';
import { attempt, current, type TicketWorld } from './calls.ts';

/** Pause in typing after which a search begins, ms. */
const FIND_MS = 250;

/** Makes the search: each query ends the one before. */
export function createFind(world: TicketWorld): (query: string) => void {
  let abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (query) => {
    abort.abort();
    clearTimeout(timer);
    const asked = query.trim().slice(0, LENGTH.query);
    const before = world.store.state().open?.find.entries ?? [];
    world.store.apply({
      kind: 'find',
      find:
        asked === ''
          ? { query, status: 'idle', entries: [] }
          : { query, status: 'searching', entries: before },
    });
    if (asked === '') return;
    abort = new AbortController();
    const { signal } = abort;
    timer = setTimeout(() => void search(world, asked, signal), FIND_MS);
  };
}

function search(world: TicketWorld, query: string, signal: AbortSignal): Promise<void> {
  const { store, api } = world;
  return attempt(
    world,
    async () => {
      const entries = await api.suggest(query, current(world)?.field, signal).catch((error: unknown) => {
        if (signal.aborted) return undefined;
        throw error;
      });
      if (entries !== undefined) store.apply({ kind: 'find', find: { status: 'found', entries } });
    },
    ({ message }) => store.apply({ kind: 'find', find: { status: 'failed', entries: [], problem: message } }),
  );
}
