import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ticketFromItem, ticketToItem } from '../../lib/aws/ticket-item.ts';
import { ticketStore } from '../../lib/aws/ticket-store.ts';
import { apply, archiveKey, type Change, isRefusal, type Refusal } from '../../lib/handoff/machine.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { changed, inState, line, TUESDAY_10, waiting } from './factories.ts';
import { type LocalStore, startStore } from './local-store.ts';

let local: LocalStore;
let citizen = 0;
beforeAll(async () => {
  local = await startStore();
});
afterAll(() => local.close());
beforeEach(() => {
  local.plan(() => 'pass');
  citizen += 1;
});

const name = () => `citizen-${citizen}`;
const fresh = (event = 'first', at = TUESDAY_10) => waiting(name(), `${event}-${citizen}`, at);
const close = (ticket: Ticket) =>
  changed(ticket, [{ kind: 'withdraw', eventId: `back-${ticket.id}` }, 'citizen']);

async function mine(): Promise<Ticket[]> {
  return (await local.tickets()).filter((ticket) => ticket.event.citizen === name());
}

function must(result: Ticket | Refusal): Ticket {
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

describe('opening a ticket', () => {
  it('stores it as it is', async () => {
    const ticket = fresh();
    expect(await local.store.openTicket(ticket)).toEqual({ stored: ticket });
    expect(await local.store.readTicket(name(), TUESDAY_10)).toEqual({ ticket });
  });
  it('finds the one that is open instead of making a second', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    expect(await local.store.openTicket(fresh('second'))).toEqual({ exists: first });
    expect(await mine()).toHaveLength(1);
  });
  it('gives the same ticket for the same event, also when it has moved on', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    expect(await local.store.openTicket(first)).toEqual({ stored: first });
    const claimed = await local.store.applyTo(name(), { kind: 'claim' }, TUESDAY_10 + 1000, 'kim');
    expect(await local.store.openTicket(first)).toEqual(claimed);
  });
  it.each(['known to the turn', 'found on the way'])(
    'opens no second ticket for what an earlier one took before it was closed, %s',
    async (how) => {
      const first = fresh();
      await local.store.openTicket(first);
      const more = { kind: 'add', lines: [line('또요')], eventId: `more-${citizen}` } as const;
      await local.store.applyTo(name(), more, TUESDAY_10 + 1000, 'citizen');
      await local.store.applyTo(name(), { kind: 'claim' }, TUESDAY_10 + 2000, 'kim');
      const done = await local.store.applyTo(
        name(),
        { kind: 'resolve', outcome: 'solved' },
        TUESDAY_10 + 3000,
        'kim',
      );
      const closed = 'stored' in done ? done.stored : undefined;
      const again = await local.store.openTicket(
        fresh('more', TUESDAY_10 + 1000),
        how === 'known to the turn' ? closed : undefined,
      );
      expect(again).toEqual({ stored: closed });
      expect(await mine()).toHaveLength(1);
      const next = await local.store.openTicket(fresh('next', TUESDAY_10 + 4000), closed);
      expect(next).toHaveProperty('stored');
      const late = await local.store.applyTo(name(), more, TUESDAY_10 + 5000, 'citizen');
      expect(late).toEqual({ refused: { refused: 'already' } });
    },
  );
  it('makes exactly one of 50 wishes at once', async () => {
    const wishes = Array.from({ length: 50 }, (_, i) => fresh(`wish-${i}`));
    const results = await Promise.all(wishes.map((wish) => local.store.openTicket(wish)));
    expect(results.filter((result) => 'stored' in result)).toHaveLength(1);
    expect(results.filter((result) => 'exists' in result)).toHaveLength(49);
    expect(await mine()).toHaveLength(1);
  });
  it.each(['known to the turn', 'found on the way'])(
    'keeps a closed one (%s) under its own id',
    async (how) => {
      const first = fresh();
      await local.store.openTicket(first);
      const closed = close(first);
      await local.store.changeTicket(first, closed);
      const second = fresh('second', TUESDAY_10 + 3_600_000);
      const opened = await local.store.openTicket(second, how === 'known to the turn' ? closed : undefined);
      const heard = closed.history.flatMap(({ event }) => event ?? []);
      expect(opened).toEqual({ stored: { ...second, past: [first.id], lately: [first.openedAt], heard } });
      expect(await local.store.readTicket(archiveKey(first.id), TUESDAY_10)).toEqual({
        ticket: { ...closed, key: archiveKey(first.id) },
      });
    },
  );
  it('does not bring a ticket back to life when its first event comes again after all', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    await local.store.changeTicket(first, close(first));
    await local.store.openTicket(fresh('second', TUESDAY_10 + 3_600_000));
    expect(await local.store.openTicket(first)).toMatchObject({
      stored: { id: first.id, state: 'withdrawn' },
    });
    expect(await mine()).toHaveLength(2);
  });
  it('takes the place of an expired ticket that is still lying there', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    const closed = close(first);
    await local.store.changeTicket(first, closed);
    const later = fresh('later', closed.expiresAt! * 1000 + 1);
    expect(await local.store.readTicket(name(), later.openedAt)).toEqual({ absent: true });
    expect(await local.store.openTicket(later)).toEqual({ stored: later });
  });
  it('opens one of two when a closed ticket is followed by two wishes at once', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    await local.store.changeTicket(first, close(first));
    const results = await Promise.all([
      local.store.openTicket(fresh('second', TUESDAY_10 + 1e6), close(first)),
      local.store.openTicket(fresh('third', TUESDAY_10 + 1e6), close(first)),
    ]);
    expect(results.map((result) => Object.keys(result)[0]).sort()).toEqual(['exists', 'stored']);
    expect((await mine()).map(({ state }) => state).sort()).toEqual(['waiting', 'withdrawn']);
  });
});

describe('when the store fails while a ticket is opened', () => {
  it('finds a write whose answer was lost, without a second ticket', async () => {
    local.plan((operation) => (operation === 'PutItem' ? 'cutAfter' : 'pass'));
    const ticket = fresh();
    expect(await local.store.openTicket(ticket)).toEqual({ stored: ticket });
    expect(await mine()).toHaveLength(1);
  });
  it('says that nobody knows when every answer is lost, and finds it when the citizen asks again', async () => {
    local.plan(() => 'cutAfter');
    const ticket = fresh();
    expect(await local.store.openTicket(ticket)).toEqual({ unknown: true });
    local.plan(() => 'pass');
    expect(await local.store.openTicket(fresh('again'))).toEqual({ exists: ticket });
    expect(await mine()).toHaveLength(1);
  });
  it('does not call a refused request unknown: nothing was stored', async () => {
    local.plan(() => 'throttle');
    expect(await local.store.openTicket(fresh())).toEqual({ failed: 'ThrottlingException' });
    expect(await mine()).toHaveLength(0);
  });
  it('does not call an error of the store certain', async () => {
    local.plan(() => 'error');
    expect(await local.store.openTicket(fresh())).toEqual({ unknown: true });
  });
  it('fails for certain when nobody listens', async () => {
    const gone = ticketStore(local.table, { ...local.options, endpoint: 'http://127.0.0.1:9' });
    expect(await gone.openTicket(fresh())).toEqual({ failed: 'ECONNREFUSED' });
    expect(await gone.readTicket(name(), TUESDAY_10)).toEqual({ failed: 'ECONNREFUSED' });
  });
  it('ends at the deadline of the turn', async () => {
    local.plan(() => ({ delay: 2000 }));
    const start = performance.now();
    const result = await local.store.openTicket(fresh(), undefined, { signal: AbortSignal.timeout(200) });
    expect(result).toEqual({ unknown: true });
    expect(performance.now() - start).toBeLessThan(1000);
  });
  it('sends nothing once the deadline is over', async () => {
    const result = await local.store.openTicket(fresh(), undefined, { signal: AbortSignal.abort() });
    expect(result).toEqual({ failed: 'AbortedBeforeSent' });
    expect(await mine()).toHaveLength(0);
  });
  it('killed between copy and write: nothing is lost, the list shows one, and asking again completes it', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    const closed = close(first);
    await local.store.changeTicket(first, closed);
    local.plan((_operation, number) => (number === 0 ? 'pass' : 'cutBefore'));
    const second = fresh('second', TUESDAY_10 + 1e6);
    expect(await local.store.openTicket(second, closed)).toEqual({ unknown: true });
    local.plan(() => 'pass');
    expect((await mine()).map(({ id, state }) => ({ id, state }))).toEqual([
      { id: first.id, state: 'withdrawn' },
      { id: first.id, state: 'withdrawn' },
    ]);
    const list = await local.store.listByState('withdrawn', { limit: 100, now: TUESDAY_10 });
    expect('tickets' in list && list.tickets.filter(({ id }) => id === first.id)).toHaveLength(1);
    expect(await local.store.openTicket(second, closed)).toMatchObject({ stored: { id: second.id } });
    expect((await mine()).map(({ state }) => state).sort()).toEqual(['waiting', 'withdrawn']);
  });
});

describe('changing a ticket', () => {
  it('gives it to exactly one of a hundred counsellors, and tells the others who has it', async () => {
    const ticket = fresh();
    await local.store.openTicket(ticket);
    const claims = Array.from({ length: 100 }, (_, i) =>
      local.store.changeTicket(ticket, must(apply(ticket, { kind: 'claim' }, TUESDAY_10 + i, `staff-${i}`))),
    );
    const results = await Promise.all(claims);
    const won = results.flatMap((result) => ('stored' in result ? [result.stored.claimedBy] : []));
    expect(won).toHaveLength(1);
    const told = results.flatMap((result) => ('conflict' in result ? [result.conflict?.claimedBy] : []));
    expect(told).toEqual(Array(99).fill(won[0]));
  });
  it('lets a claim and an addition at the same time both happen', async () => {
    const ticket = fresh();
    await local.store.openTicket(ticket);
    const add: Change = { kind: 'add', lines: [line('급해요')], eventId: `add-${citizen}` };
    await Promise.all([
      local.store.applyTo(name(), { kind: 'claim' }, TUESDAY_10 + 1, 'kim'),
      local.store.applyTo(name(), add, TUESDAY_10 + 2, 'citizen'),
    ]);
    const read = await local.store.readTicket(name(), TUESDAY_10);
    expect(read).toMatchObject({ ticket: { state: 'claimed', claimedBy: 'kim', rev: 3 } });
    expect('ticket' in read && read.ticket.talk).toHaveLength(2);
  });
  it('knows its own write again when the answer was lost', async () => {
    const ticket = fresh();
    await local.store.openTicket(ticket);
    local.plan((operation) => (operation === 'PutItem' ? 'cutAfter' : 'pass'));
    const next = must(apply(ticket, { kind: 'claim' }, TUESDAY_10 + 1, 'kim'));
    expect(await local.store.changeTicket(ticket, next)).toEqual({ stored: next });
  });
  it('does not say done or refused when a write may still be on its way', async () => {
    const ticket = fresh();
    await local.store.openTicket(ticket);
    local.plan((operation) => (operation === 'PutItem' ? 'cutBefore' : 'pass'));
    const next = must(apply(ticket, { kind: 'claim' }, TUESDAY_10 + 1, 'kim'));
    expect(await local.store.changeTicket(ticket, next)).toEqual({ unknown: true });
  });
  it('does not bring a deleted ticket back', async () => {
    const ticket = fresh();
    const next = must(apply(ticket, { kind: 'claim' }, TUESDAY_10 + 1, 'kim'));
    expect(await local.store.changeTicket(ticket, next)).toEqual({ conflict: undefined });
    expect(await local.store.applyTo(name(), { kind: 'claim' }, TUESDAY_10, 'kim')).toEqual({ absent: true });
    expect(await mine()).toHaveLength(0);
  });
  it('finds a ticket that was copied since the counsellor saw it', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    await local.store.changeTicket(first, close(first));
    await local.store.openTicket(fresh('second', TUESDAY_10 + 1e6));
    const note: Change = { kind: 'note', text: '취소하심' };
    expect(await local.store.applyTo(first, note, TUESDAY_10 + 2e6, 'kim')).toMatchObject({
      stored: { id: first.id, key: archiveKey(first.id) },
    });
    expect(await local.store.readTicket(name(), TUESDAY_10)).toMatchObject({
      ticket: { state: 'waiting', rev: 1 },
    });
  });
});

describe('announcing', () => {
  it('happens once, and not for an event that a later one replaced', async () => {
    const ticket = fresh();
    await local.store.openTicket(ticket);
    expect(await local.store.markAnnounced(ticket.event)).toEqual({ marked: true });
    expect(await local.store.markAnnounced(ticket.event)).toEqual({ marked: false });
    await local.store.applyTo(name(), { kind: 'withdraw', eventId: `w-${citizen}` }, TUESDAY_10, 'citizen');
    expect(await local.store.markAnnounced(ticket.event)).toEqual({ marked: false });
    expect(await local.store.readTicket(name(), TUESDAY_10)).toMatchObject({
      ticket: { state: 'withdrawn', announced: false, rev: 3 },
    });
  });
  it('makes no ticket where there is none', async () => {
    expect(await local.store.markAnnounced(fresh().event)).toEqual({ marked: false });
    expect(await mine()).toHaveLength(0);
  });
});

describe('lists', () => {
  it('page through a state without losing or doubling one, also at the same moment', async () => {
    const at = Date.parse('2027-03-03T10:00:00+09:00');
    const tickets = Array.from({ length: 23 }, (_, i) =>
      waiting(`list-${i}`, `list-${i}`, at + Math.floor(i / 5)),
    );
    const expired = tickets.map((ticket) => changed(ticket, [{ kind: 'expire' }, 'system']));
    await Promise.all(expired.map((ticket) => local.store.openTicket(ticket)));
    const seen: string[] = [];
    let from: string | undefined;
    do {
      const page = await local.store.listByState('expired', { limit: 4, now: at, ...(from ? { from } : {}) });
      if ('failed' in page) throw new Error(page.failed);
      seen.push(...page.tickets.map(({ id }) => id));
      from = page.next;
    } while (from);
    expect(seen.toSorted()).toEqual(expired.map(({ id }) => id).toSorted());
  });
  it('leave out what has expired', async () => {
    const closed = inState('resolved');
    await local.store.openTicket(closed);
    const list = await local.store.listByState('resolved', { limit: 9, now: closed.expiresAt! * 1000 });
    expect(list).toEqual({ tickets: [] });
  });
});

describe('a citizen who has everything erased', () => {
  it('leaves no word in the open ticket or in earlier ones', async () => {
    const first = fresh();
    await local.store.openTicket(first);
    await local.store.changeTicket(first, close(first));
    await local.store.openTicket(fresh('second', TUESDAY_10 + 1e6));
    expect(await local.store.eraseTickets(name(), TUESDAY_10 + 2e6)).toEqual({ erased: 2 });
    const items = (await local.items()).filter((item) => JSON.stringify(item).includes(first.id));
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain('여권');
    expect((await mine()).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn']);
  });
  it('can ask twice, and for nothing', async () => {
    expect(await local.store.eraseTickets(name(), TUESDAY_10)).toEqual({ erased: 0 });
    await local.store.openTicket(fresh());
    await local.store.eraseTickets(name(), TUESDAY_10);
    expect(await local.store.eraseTickets(name(), TUESDAY_10)).toEqual({ erased: 0 });
  });
  it('is not told that it happened when it did not', async () => {
    await local.store.openTicket(fresh());
    local.plan((operation) => (operation === 'PutItem' ? 'throttle' : 'pass'));
    expect(await local.store.eraseTickets(name(), TUESDAY_10)).toEqual({ failed: 'ThrottlingException' });
  });
  it('gets no text back from an addition that was on its way', async () => {
    const ticket = fresh();
    await local.store.openTicket(ticket);
    const late = must(
      apply(ticket, { kind: 'add', lines: [line('늦은 말')], eventId: 'late' }, TUESDAY_10, 'citizen'),
    );
    await local.store.eraseTickets(name(), TUESDAY_10 + 1);
    expect(await local.store.changeTicket(ticket, late)).toMatchObject({
      conflict: { erased: true, talk: [] },
    });
  });
});

describe('the summary', () => {
  it('is not written over by an older one, and is no ticket of any list', async () => {
    expect(await local.store.writeSummary({ waiting: 3, at: 2000, opened: [1, 2, 3] })).toEqual({
      written: true,
    });
    expect(await local.store.writeSummary({ waiting: 9, at: 1000 })).toEqual({ written: false });
    expect(await local.store.readSummary()).toEqual({ summary: { waiting: 3, at: 2000, opened: [1, 2, 3] } });
  });
});

describe('items', () => {
  it('of every state are read as they were written', () => {
    for (const state of ['waiting', 'claimed', 'resolved', 'withdrawn', 'expired'] as const) {
      const ticket = inState(state);
      expect(ticketFromItem(ticketToItem(ticket), TUESDAY_10)).toEqual(ticket);
    }
  });
  it('of a version or shape that is not known are not taken for tickets', () => {
    const item = ticketToItem(waiting());
    expect(ticketFromItem({ ...item, v: { N: '99' } }, TUESDAY_10)).toBeUndefined();
    expect(ticketFromItem({ ...item, state: { S: 'lost' } }, TUESDAY_10)).toBeUndefined();
    expect(ticketFromItem({ pk: { S: 'half' }, expiresAt: { N: '1' } }, TUESDAY_10)).toBeUndefined();
    expect(ticketFromItem(undefined, TUESDAY_10)).toBeUndefined();
  });
  it('keep what a later version added when this one writes them', () => {
    const item = { ...ticketToItem(waiting()), mood: { S: 'calm' } };
    const claimed = must(apply(ticketFromItem(item, TUESDAY_10)!, { kind: 'claim' }, TUESDAY_10, 'kim'));
    expect(ticketToItem(claimed).mood).toEqual({ S: 'calm' });
  });
  it('that cannot be read are neither absent nor written over', async () => {
    const { key, ...half } = fresh();
    const broken = { ...half, key, state: 'lost' } as unknown as Ticket;
    await local.store.openTicket(broken);
    expect(await local.store.readTicket(name(), TUESDAY_10)).toEqual({ failed: 'UnreadableTicket' });
    expect(await local.store.openTicket(fresh('second'))).toEqual({ failed: 'UnreadableTicket' });
  });
});
