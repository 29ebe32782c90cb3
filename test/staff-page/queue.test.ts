/** What counsellors notice of the queue: order, offers, search, waits. */
import { describe, expect, it } from 'vitest';
import {
  findTicket,
  matches,
  NO_QUEUE,
  neighbour,
  type Queue,
  released,
  rowsOf,
  steadied,
  waitedMs,
  withBoard,
} from '../../web/staff/queue.ts';
import { MORNING } from './desk-server.ts';
import { board, boardTicket } from './tickets.ts';

const ids = (queue: Queue, group: 'waiting' | 'claimed' | 'closed' = 'waiting') =>
  rowsOf(queue, group).map(({ id }) => id);
const claimed = (id: string) => boardTicket(id, { state: 'claimed', claimedBy: '상담원2' });

describe('the queue', () => {
  it('shows the board in its order while nobody is in the list', () => {
    const first = withBoard(NO_QUEUE, board(['a', 'b']), MORNING);
    const then = withBoard(first, board(['b', 'c', claimed('a')]), MORNING);
    expect(ids(then)).toEqual(['b', 'c']);
    expect(ids(then, 'claimed')).toEqual(['a']);
  });

  it('keeps rows where they are while somebody is in the list, and offers what is new', () => {
    const reading = steadied(withBoard(NO_QUEUE, board(['a', 'b']), MORNING), true);
    const then = withBoard(reading, board(['c', 'b', claimed('a')]), MORNING);
    expect(ids(then)).toEqual(['a', 'b']);
    expect(then.held).toEqual(['c']);
    expect(rowsOf(then, 'waiting')[0]?.claimedBy).toBe('상담원2');
  });

  it('shows what was held when it is wanted, and when the reader leaves', () => {
    const reading = steadied(withBoard(NO_QUEUE, board(['a']), MORNING), true);
    const then = withBoard(reading, board(['c', 'a']), MORNING);
    expect(ids(released(then))).toEqual(['c', 'a']);
    expect(released(then).held).toEqual([]);
    expect(ids(steadied(then, false))).toEqual(['c', 'a']);
  });

  it('takes a vanished row away even while somebody is in the list', () => {
    const reading = steadied(withBoard(NO_QUEUE, board(['a', 'b']), MORNING), true);
    expect(ids(withBoard(reading, board(['b']), MORNING))).toEqual(['b']);
  });

  it('calls nothing new at the first look, and everything that comes later until it is taken', () => {
    const first = withBoard(NO_QUEUE, board(['a']), MORNING);
    expect(first.fresh).toEqual([]);
    const second = withBoard(first, board(['a', 'b']), MORNING);
    expect(second.fresh).toEqual(['b']);
    expect(withBoard(second, board(['a', claimed('b')]), MORNING).fresh).toEqual([]);
  });

  it('lets a wait grow by itself only while the desk is open and the ticket waits', () => {
    const ticket = boardTicket('a', { waitMs: 60_000 });
    const open = withBoard(NO_QUEUE, board([ticket]), MORNING);
    const closed = withBoard(NO_QUEUE, board([ticket], { open: false }), MORNING);
    expect(waitedMs(open, ticket, MORNING + 5000)).toBe(65_000);
    expect(waitedMs(closed, ticket, MORNING + 5000)).toBe(60_000);
    expect(waitedMs(open, { ...claimed('a'), waitMs: 60_000 }, MORNING + 5000)).toBe(60_000);
  });
});

describe('finding', () => {
  it.each(['K7F-3M2', 'k7f3m2', 'k7f 3', ' 여권', '수수료', '상담원2'])('finds %j', (typed) => {
    const ticket = boardTicket('a', { fieldName: '여권', preview: '수수료 얼마', claimedBy: '상담원2' });
    expect(matches(ticket, typed)).toBe(true);
  });

  it('leaves out what does not match', () => {
    expect(matches(boardTicket('a', { fieldName: '여권' }), '상수도')).toBe(false);
  });

  it('takes an id, a number or a key of an address; the id before a number that two share', () => {
    const both = board([boardTicket('a'), boardTicket('b')]);
    expect(findTicket(both, 'b')?.id).toBe('b');
    expect(findTicket(both, 'key-b')?.id).toBe('b');
    expect(findTicket(both, 'k7f3m2')?.id).toBe('a');
    expect(findTicket(both, 'zzz')).toBeUndefined();
  });
});

describe('the neighbour of a vanished row', () => {
  it.each([
    ['the next one', ['a', 'b', 'c'], 'b', ['a', 'c'], 'c'],
    ['the one before when it was the last', ['a', 'b'], 'b', ['a'], 'a'],
    ['the next that is still there', ['a', 'b', 'c', 'd'], 'b', ['a', 'd'], 'd'],
    ['none when nothing is left', ['a'], 'a', [], undefined],
  ])('is %s', (_, before, gone, after, expected) => {
    expect(neighbour(before, gone, after)).toBe(expected);
  });
});
