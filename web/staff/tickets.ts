/** Doings on tickets: each tells the server and then the page's state. */

import type { TicketView } from '../../lib/staff/api.ts';
import { act, attempt, current, type Deed, type LiveWorld, type TicketWorld } from './calls.ts';
import { createFind } from './find.ts';
import type { TicketHandlers } from './handlers.ts';
import { type Draft, NO_DRAFT } from './open-ticket.ts';
import { createPulse } from './pulse.ts';
import { follow, show } from './show.ts';

/** The doings, and what follows a reading of the board. */
export interface Tickets extends TicketHandlers {
  /** Reads the open ticket again where the board knows a newer state of it. */
  follow(): void;
  /** Shows what the address says, without changing it. */
  show(wanted: string): void;
}

/** Makes the doings. */
export function createTickets(given: TicketWorld): Tickets {
  const pulse = createPulse(given);
  const world: LiveWorld = { ...given, pulse };
  const type = (typed: Partial<Draft>): void => {
    const ticket = current(world);
    if (ticket === undefined) return;
    world.store.apply({ kind: 'typed', id: ticket.id, draft: typed });
    pulse.beat();
  };
  return {
    ...createDeeds(world),
    show: (wanted) => show(world, wanted),
    follow: () => follow(world),
    open: (wanted) => {
      world.address(wanted);
      show(world, wanted);
    },
    touch: () => pulse.beat(true),
    type,
    find: createFind(world),
    insert: (entry) => insert(world, entry, type),
    openByHand: (field) => void openByHand(world, field),
  };
}

type DeedHandlers = Pick<TicketHandlers, 'claim' | 'giveBack' | 'transfer' | 'resolve' | 'note' | 'answer'>;

function createDeeds(world: LiveWorld): DeedHandlers {
  return {
    claim: () => void act(world, { action: 'claim', extra: {}, said: '상담을 맡았어요.' }),
    giveBack: (note) =>
      void act(world, { action: 'return', extra: noteOf(note), said: '대기 목록으로 돌려놓았어요.' }),
    transfer: (department, note) =>
      void act(world, {
        action: 'transfer',
        extra: { department, ...noteOf(note) },
        said: `넘겼어요. 맡을 부서: ${department}`,
      }),
    resolve: (outcome, note) =>
      void act(world, { action: 'resolve', extra: { outcome, ...noteOf(note) }, said: '상담을 마쳤어요.' }),
    note: () => leave(world, 'note', '메모를 남겼어요.'),
    answer: () => leave(world, 'answer', '답변을 남겼어요.'),
  };
}

/** Leaves what was typed. It is no draft any more then, unless it was changed meanwhile. */
function leave(world: LiveWorld, part: keyof Draft, said: string): void {
  const { store } = world;
  const id = current(world)?.id ?? '';
  const text = store.state().drafts[id]?.[part] ?? '';
  if (text.trim() === '') return;
  const after = (): void => {
    if (store.state().drafts[id]?.[part] === text) store.apply({ kind: 'typed', id, draft: { [part]: '' } });
  };
  void act(world, { action: part, extra: { text }, said, after } satisfies Deed<typeof part>);
}

/** Puts a found entry into the answer, below what is there. */
function insert({ store }: TicketWorld, entry: string, type: (typed: Partial<Draft>) => void): void {
  const { open, drafts } = store.state();
  const found = open?.find.entries.find(({ id }) => id === entry);
  if (found === undefined) return;
  const before = (drafts[open?.ticket?.id ?? ''] ?? NO_DRAFT).answer.trimEnd();
  const added = `${found.answer}\n\n${found.source}`.trim();
  type({ answer: before === '' ? added : `${before}\n\n${added}` });
  store.apply({ kind: 'say', said: `‘${found.title}’ 답을 초안으로 넣었어요. 읽고 고쳐 주세요.` });
}

async function openByHand(world: TicketWorld, field: string | undefined): Promise<void> {
  const { store, api } = world;
  const { hand } = store.state();
  if (hand === undefined || hand.busy) return;
  const { eventId } = hand;
  store.apply({ kind: 'hand', hand: { eventId, busy: true } });
  await attempt(
    world,
    async () => {
      const { ticket } = await api.openByHand({ eventId, ...(field === undefined ? {} : { field }) });
      handOpened(world, ticket);
    },
    ({ message }) => store.apply({ kind: 'hand', hand: { eventId, busy: false, problem: message } }),
  );
}

/** It is the opener's already: they are in the chat. */
function handOpened({ store, address, changed }: TicketWorld, ticket: TicketView): void {
  address(ticket.id);
  store.apply({ kind: 'dialog' });
  store.apply({ kind: 'opening', wanted: ticket.id });
  store.apply({ kind: 'opened', wanted: ticket.id, ticket });
  store.apply({ kind: 'say', said: `상담을 열고 맡았어요. 접수번호: ${ticket.number}` });
  changed();
}

function noteOf(note: string): { note?: string } {
  return note.trim() === '' ? {} : { note };
}
