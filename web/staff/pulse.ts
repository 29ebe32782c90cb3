/** Signs of life for a claimed ticket of one's own, so that it does not go back to the queue under one's hands. */

import type { TicketView } from '../../lib/staff/api.ts';
import { attempt, type TicketWorld } from './calls.ts';

/** At most one sign of life in this time, ms. */
const TOUCH_MS = 60_000;

/** Signs of life. */
export interface Pulse {
  /** Gives one where it is time; `now`: in any case. */
  beat(now?: boolean): void;
  /**
   * Revision to act on: waits for a sign under way, which raises it by one. Where it rose by more, somebody else
   * changed the ticket too: the one that was seen is kept, and the server will tell.
   */
  revAfter(seen: TicketView): Promise<number>;
}

/** Makes the pulse of the ticket on the screen. */
export function createPulse(world: TicketWorld): Pulse {
  const { store } = world;
  let touchedAt = 0;
  let underWay: Promise<void> = Promise.resolve();
  return {
    beat(now = false) {
      const { me, open } = store.state();
      const ticket = open?.ticket;
      if (ticket?.state !== 'claimed' || ticket.claimedBy !== me?.id || open?.busy !== undefined) return;
      if (!now && Date.now() - touchedAt < TOUCH_MS) return;
      touchedAt = Date.now();
      underWay = touch(world, ticket);
    },
    async revAfter(seen) {
      await underWay;
      touchedAt = Date.now();
      const now = store.state().open?.ticket;
      return now?.id === seen.id && now.rev === seen.rev + 1 ? now.rev : seen.rev;
    },
  };
}

function touch(world: TicketWorld, { key, id, rev }: TicketView): Promise<void> {
  const show = (ticket: TicketView) => world.store.apply({ kind: 'refreshed', ticket });
  return attempt(
    world,
    async () => show((await world.api.act('touch', { key, id, rev })).ticket),
    ({ ticket }) => ticket && show(ticket),
  );
}
