/** The tickets of the board. Many screens ask every two seconds: what one has just read the next one gets as well. */
import { allIn } from '../../lib/aws/ticket-list.ts';
import type { Failed, TicketStore } from '../../lib/aws/ticket-store.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import type { BoardTickets } from '../../lib/staff/view.ts';

/** How old the open tickets may be, ms: with polling every 2 s a new ticket is on the screen within 3 s. */
const OPEN_MS = 300;
/** How old the closed ones may be, ms. */
const CLOSED_MS = 10_000;
/** Closed tickets looked at, by the time they were opened. */
const CLOSED_LOOKED_AT = 50;

/** Reads what the board shows. */
export interface BoardReader {
  /** `now`: epoch ms. */
  read(now: number): Promise<BoardTickets | Failed>;
  /** The next read asks the store: something was changed here. */
  forget(): void;
}

/** A reader over a store. `tick`: monotonic ms. */
export function boardReader(store: TicketStore, tick: () => number): BoardReader {
  const open = kept(OPEN_MS, tick, (now: number) => readOpen(store, now));
  const closed = kept(CLOSED_MS, tick, (now: number) => readClosed(store, now));
  return {
    async read(now) {
      const [front, back] = await Promise.all([open.get(now), closed.get(now)]);
      if ('failed' in front) return front;
      return 'failed' in back ? back : { ...front, closed: back };
    },
    forget() {
      open.drop();
      closed.drop();
    },
  };
}

async function readOpen(store: TicketStore, now: number): Promise<Omit<BoardTickets, 'closed'> | Failed> {
  const [waiting, claimed] = await Promise.all([
    allIn(store, 'waiting', now, {}),
    allIn(store, 'claimed', now, {}),
  ]);
  if ('failed' in waiting) return waiting;
  return 'failed' in claimed ? claimed : { waiting, claimed };
}

async function readClosed(store: TicketStore, now: number): Promise<readonly Ticket[] | Failed> {
  const wish = { limit: CLOSED_LOOKED_AT, newestFirst: true, now };
  const states = ['resolved', 'withdrawn', 'expired'] as const;
  const lists = await Promise.all(states.map((state) => store.listByState(state, wish)));
  const failed = lists.find((list) => 'failed' in list);
  return failed ?? lists.flatMap((list) => ('tickets' in list ? list.tickets : []));
}

/** Keeps a good answer for a while; those who ask meanwhile share one question. A failure is not kept. */
function kept<T extends object>(
  forMs: number,
  tick: () => number,
  read: (now: number) => Promise<T | Failed>,
) {
  let last: { readonly at: number; readonly answer: Promise<T | Failed> } | undefined;
  const ask = (now: number): Promise<T | Failed> => {
    const answer = read(now);
    const mine = { at: tick(), answer };
    last = mine;
    void answer.then((result) => {
      if ('failed' in result && last === mine) last = undefined;
    });
    return answer;
  };
  return {
    get: (now: number) => (last && tick() - last.at < forMs ? last.answer : ask(now)),
    drop: () => {
      last = undefined;
    },
  };
}
