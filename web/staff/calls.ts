/** Calls about the ticket on the screen, and what becomes of their failures. */

import type { ActionBody, TicketAction, TicketView } from '../../lib/staff/api.ts';
import { ApiError, type StaffApi } from './api.ts';
import type { Store } from './handlers.ts';
import type { Pulse } from './pulse.ts';

/** What the doings need beside state and server. */
export interface TicketWorld {
  readonly store: Store;
  readonly api: StaffApi;
  /** Nobody is signed in any more. */
  lost(error: ApiError): void;
  /** Something changed: the board is worth reading. */
  changed(): void;
  /** Puts the ticket into the address bar. */
  address(wanted: string): void;
}

/** The doings' world with its pulse. */
export interface LiveWorld extends TicketWorld {
  readonly pulse: Pulse;
}

/** Body of an action without what says which ticket. */
export type Extra<A extends TicketAction> = Omit<ActionBody<A>, 'key' | 'id' | 'rev'>;

/** One action on the ticket on the screen. */
export interface Deed<A extends TicketAction> {
  readonly action: A;
  readonly extra: Extra<A>;
  /** What to say when it is done. */
  readonly said: string;
  /** Before the page shows it. */
  readonly after?: () => void;
}

const MASKED = '개인정보로 보이는 숫자를 가렸어요.';

/** Runs a call; hands what the person must know to `failed`. */
export async function attempt(
  { lost }: Pick<TicketWorld, 'lost'>,
  work: () => Promise<void>,
  failed: (error: ApiError) => unknown,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.code === 'unauthorized') lost(error);
    else await failed(error);
  }
}

/** The ticket on the screen. */
export function current({ store }: Pick<TicketWorld, 'store'>): TicketView | undefined {
  return store.state().open?.ticket;
}

/** Does an action, once at a time. Resolves when the page shows what came of it. */
export async function act<A extends TicketAction>(world: LiveWorld, deed: Deed<A>): Promise<void> {
  const { store, api, pulse } = world;
  const ticket = current(world);
  if (ticket === undefined || store.state().open?.busy !== undefined) return;
  const { key, id } = ticket;
  store.apply({ kind: 'acting', action: deed.action });
  await attempt(
    world,
    async () => {
      const rev = await pulse.revAfter(ticket);
      const answer = await api.act(deed.action, { key, id, rev, ...deed.extra } as ActionBody<A>);
      done(world, deed, answer.ticket, answer.masked);
    },
    (error) => notDone(world, deed, ticket, error),
  );
}

function done<A extends TicketAction>(
  world: TicketWorld,
  { said, after }: Deed<A>,
  ticket: TicketView,
  masked = false,
): void {
  after?.();
  world.store.apply({ kind: 'acted', ticket, said: masked ? `${said} ${MASKED}` : said });
  world.changed();
}

/** Tells why; where only the answer was lost, looks whether it was done after all. */
async function notDone<A extends TicketAction>(
  world: TicketWorld,
  deed: Deed<A>,
  before: TicketView,
  error: ApiError,
): Promise<void> {
  const { key, id } = before;
  const isUnknown = error.code === 'unknown';
  const now = error.ticket ?? (isUnknown ? await reread(world, key, id) : undefined);
  if (now !== undefined && isUnknown && isDone(deed, now, before)) return done(world, deed, now);
  world.store.apply({ kind: 'refused', id, problem: error.message, ...(now ? { ticket: now } : {}) });
  world.changed();
}

/** Whether an action whose answer was lost has happened, as far as the ticket shows it. */
function isDone<A extends TicketAction>(
  { action, extra }: Deed<A>,
  now: TicketView,
  before: TicketView,
): boolean {
  if (now.rev <= before.rev) return false;
  if (action === 'answer') return 'text' in extra && now.answer?.text === String(extra.text).trim();
  return action === 'resolve' && now.state === 'resolved' && before.state !== 'resolved';
}

/** The ticket as it is now; undefined when it cannot be read. */
export function reread({ api }: Pick<TicketWorld, 'api'>, key: string, id: string) {
  return api.ticket(key, id).then(
    ({ ticket }) => ticket,
    () => undefined,
  );
}
