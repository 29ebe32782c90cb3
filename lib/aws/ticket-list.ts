/** All tickets of a state, page by page. */
import type { Ticket, TicketState } from '../handoff/types.ts';
import type { Call, Failed, TicketStore } from './ticket-store.ts';

/** More tickets than this are not looked at in one go; the summary then says so many wait. */
export const LOOKED_AT = 2000;
const PAGE = 100;

/** All tickets of a state, the longest waiting first. `now`: epoch ms; expired ones are left out. */
export async function allIn(
  store: TicketStore,
  state: TicketState,
  now: number,
  call: Call,
): Promise<readonly Ticket[] | Failed> {
  const tickets: Ticket[] = [];
  let from: string | undefined;
  do {
    const page = await store.listByState(state, { limit: PAGE, now, ...(from ? { from } : {}) }, call);
    if ('failed' in page) return page;
    tickets.push(...page.tickets);
    from = page.next;
  } while (from && tickets.length < LOOKED_AT);
  return tickets;
}
