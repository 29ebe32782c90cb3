/** Bringing a ticket to the screen, and keeping it as the board knows it. */

import { ApiError, type StaffApi } from './api.ts';
import { attempt, reread, type TicketWorld } from './calls.ts';
import { findTicket } from './queue.ts';

const GONE = '찾는 상담이 없어요. 보관 기간이 지났거나 주소가 잘못됐어요. 목록에서 골라 주세요.';

/** Shows what an address means: an id, a number or a key. Before the first board it waits for `follow`. */
export function show(world: TicketWorld, wanted: string): void {
  world.store.apply({ kind: 'opening', wanted });
  if (world.store.state().queue.board !== undefined) void load(world, wanted);
}

/** After a reading of the board: loads what waited for it, and reads again what has moved on. */
export function follow(world: TicketWorld): void {
  const { open, queue } = world.store.state();
  if (open === undefined || queue.board === undefined) return;
  const { ticket } = open;
  if (open.status === 'loading' && ticket === undefined) return void load(world, open.wanted);
  const known = queue.board.tickets.find(({ id }) => id === ticket?.id);
  if (ticket === undefined || known === undefined || known.rev <= ticket.rev || open.busy) return;
  void reread(world, known.key, known.id).then(
    (now) => now && world.store.apply({ kind: 'refreshed', ticket: now }),
  );
}

function load(world: TicketWorld, wanted: string): Promise<void> {
  const { store, api } = world;
  const { board } = store.state().queue;
  const known = board && findTicket(board, wanted);
  return attempt(
    world,
    async () => {
      const { ticket } = await (known ? api.ticket(known.key, known.id) : byKey(api, wanted));
      store.apply({ kind: 'opened', wanted, ticket });
    },
    ({ code, message }) => {
      const gone = code === 'notFound' || code === 'invalid';
      store.apply({ kind: 'notOpened', wanted, gone, problem: gone ? GONE : message });
    },
  );
}

/** A ticket that the board does not know: by its key, or by the id of one put away. */
function byKey(api: StaffApi, wanted: string) {
  return api.ticket(wanted).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'notFound' || wanted.includes('#')) throw error;
    return api.ticket(`closed#${wanted}`);
  });
}
