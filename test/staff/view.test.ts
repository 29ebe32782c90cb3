import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply, isRefusal } from '../../lib/handoff/machine.ts';
import { newTicket } from '../../lib/handoff/open.ts';
import { CRISIS_LINE } from '../../lib/handoff/talk.ts';
import type { Ticket } from '../../lib/handoff/types.ts';
import { STAFF_ROUTES, type StaffRoute } from '../../lib/names.ts';
import { type Me, STAFF_PATH } from '../../lib/staff/api.ts';
import { AUDIT_KEPT_SECONDS, auditLine, signInLine, viewLine } from '../../lib/staff/audit.ts';
import { callerOf, mayCall, ROUTE_ROLES } from '../../lib/staff/roles.ts';
import { boardOf, type Desk, ticketView, timelessBoard } from '../../lib/staff/view.ts';
import { anyCity } from './city.ts';

const TEN = Date.parse('2026-11-24T10:00:00+09:00');
const MINUTE = 60_000;
const ME: Me = { id: '상담원1', name: '상담원1', role: 'counsellor', roles: ['counsellor'] };

const deskAt = (now: number): Desk => ({
  now,
  city: anyCity,
  fieldName: (id) => (id === 'passport' ? '여권' : undefined),
  entryTitle: () => undefined,
});

function ticketAt(at: number, said: readonly string[] = ['여권 언제 나와요?'], waitsFrom?: number): Ticket {
  return newTicket({
    citizen: `citizen-${at}`,
    eventId: `event-${at}`,
    at,
    field: 'passport',
    talk: said.map((text) => ({ who: 'citizen' as const, text, at })),
    ...(waitsFrom === undefined ? {} : { waitsFrom }),
  });
}

function changed(ticket: Ticket, ...changes: [Parameters<typeof apply>[1], number, string][]): Ticket {
  return changes.reduce((before, [change, at, by]) => {
    const after = apply(before, change, at, by);
    if (isRefusal(after)) throw new Error(after.refused);
    return after;
  }, ticket);
}

const board = (waiting: Ticket[], now: number, claimed: Ticket[] = [], closed: Ticket[] = []) =>
  boardOf({ waiting, claimed, closed }, ME, deskAt(now));

describe('the queue', () => {
  it('has the longest wait first and colours it by 10 and 20 minutes', () => {
    const tickets = [ticketAt(TEN - 5 * MINUTE), ticketAt(TEN - 21 * MINUTE), ticketAt(TEN - 12 * MINUTE)];
    const { tickets: shown, summary } = board(tickets, TEN);
    expect(shown.map(({ level }) => level)).toEqual(['late', 'soon', 'ok']);
    expect(summary).toMatchObject({ waiting: 3, late: 1, open: true });
  });

  it('counts the wait of a message left at night from the opening, and stops at night', () => {
    const night = Date.parse('2026-11-23T22:00:00+09:00');
    const opening = Date.parse('2026-11-24T09:00:00+09:00');
    const left = ticketAt(night, ['밤에 씁니다'], opening);
    expect(board([left], opening + 5 * MINUTE).tickets[0]).toMatchObject({ waitMs: 5 * MINUTE, level: 'ok' });
    const evening = Date.parse('2026-11-24T17:55:00+09:00');
    const midnight = Date.parse('2026-11-25T00:00:00+09:00');
    const { tickets, summary } = board([ticketAt(evening)], midnight);
    expect(tickets[0]?.waitMs).toBe(5 * MINUTE);
    expect(summary).toMatchObject({ open: false, opens: '오늘 오전 9시' });
  });

  it('shows those closed within a day, the latest first', () => {
    const close = (at: number) =>
      changed(
        ticketAt(at - MINUTE),
        [{ kind: 'claim' }, at - MINUTE, 'a'],
        [{ kind: 'resolve', outcome: 'solved' }, at, 'a'],
      );
    const [old, early, late] = [close(TEN - 25 * 60 * MINUTE), close(TEN - 60 * MINUTE), close(TEN - MINUTE)];
    expect(board([], TEN, [], [old, early, late]).tickets.map(({ id }) => id)).toEqual([late.id, early.id]);
  });

  it('is the same for its ETag while only the clock moves, and another one when a colour changes', () => {
    const tickets = [ticketAt(TEN - MINUTE)];
    const at = (now: number) => JSON.stringify(timelessBoard(board(tickets, now)));
    expect(at(TEN + MINUTE)).toBe(at(TEN));
    expect(at(TEN + 10 * MINUTE)).not.toBe(at(TEN));
  });
});

describe("a citizen's words", () => {
  it('are shown in short in the list', () => {
    const [shown] = board([ticketAt(TEN, ['여권\n', '가'.repeat(100)])], TEN).tickets;
    expect(shown?.preview).toBe(`${'가'.repeat(59)}…`);
  });

  it('of abuse are marked and kept out of the list', () => {
    expect(board([ticketAt(TEN, ['이 개새끼들아'])], TEN).tickets[0]).toMatchObject({
      words: 'abusive',
      preview: '',
    });
  });

  it('of danger are nowhere; the mark is', () => {
    const view = ticketView(ticketAt(TEN, ['여권', '죽고 싶어요']), deskAt(TEN));
    expect(view).toMatchObject({ words: 'crisis', preview: '' });
    expect(view.talk.map(({ text }) => text)).toEqual(['여권', CRISIS_LINE]);
    expect(JSON.stringify(view)).not.toContain('죽고');
    expect(ticketView(ticketAt(TEN, [CRISIS_LINE]), deskAt(TEN)).words).toBe('crisis');
  });
});

describe('a caller', () => {
  const claims = {
    sub: 'u-1',
    username: '상담원1',
    token_use: 'access',
    'cognito:groups': '[counsellor manager]',
  };
  it('has the roles of the groups, as API Gateway writes them', () => {
    expect(callerOf(claims)).toMatchObject({
      sub: 'u-1',
      me: { id: '상담원1', role: 'manager', roles: ['counsellor', 'manager'] },
    });
    expect(callerOf({ ...claims, 'cognito:groups': 'editor' })).toMatchObject({ me: { role: 'editor' } });
  });

  it.each([
    ['an identity token', { token_use: 'id' }, 'notOurs'],
    ['nobody', { sub: undefined }, 'notOurs'],
    ['a name that stands for citizens in a history', { username: 'citizen' }, 'notOurs'],
    ['a person without a group', { 'cognito:groups': undefined }, 'noRole'],
    ['a group that is no role', { 'cognito:groups': '[counsellors]' }, 'noRole'],
  ])('is not %s', (_name, change, refused) => {
    expect(callerOf({ ...claims, ...change })).toEqual({ refused });
  });

  it('with any claims never breaks, and gets no right without a role', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom('sub', 'username', 'token_use', 'cognito:groups', 'auth_time'),
          fc.anything(),
        ),
        (any) => {
          const caller = callerOf(any);
          if ('refused' in caller) return true;
          return caller.me.roles.length > 0 && mayCall('me', caller.me);
        },
      ),
    );
  });

  it('an editor reads no ticket, and only a manager reads the trail', () => {
    const editor: Me = { ...ME, role: 'editor', roles: ['editor'] };
    const open = (Object.keys(ROUTE_ROLES) as (keyof typeof ROUTE_ROLES)[]).filter((route) =>
      mayCall(route, editor),
    );
    expect(open).toEqual(['me', 'suggest']);
    expect(mayCall('audit', ME)).toBe(false);
  });
});

describe('a line of the trail', () => {
  const line = auditLine({ at: TEN, who: 'u-1', what: 'claim', ticket: 't', call: 'c-1' });
  it('lies in its Korean month for three years', () => {
    expect(line).toMatchObject({ month: '2026-11', expiresAt: TEN / 1000 + AUDIT_KEPT_SECONDS });
    const newYear = Date.parse('2026-12-31T15:00:00Z');
    expect(auditLine({ at: newYear, who: 'u', what: 'note', call: 'c' }).month).toBe('2027-01');
  });

  it('of looking is one an hour, of signing in one for each', () => {
    const [a, b, c] = [TEN, TEN + 59 * MINUTE, TEN + 60 * MINUTE].map(
      (at) => viewLine({ who: 'u' }, { id: 't', number: 'K7F-3M2' }, at).order,
    );
    expect(a).toBe(b);
    expect(c).not.toBe(a);
    expect(signInLine({ who: 'u' }, TEN).order).toBe(signInLine({ who: 'u', name: 'kim' }, TEN).order);
  });
});

describe('paths', () => {
  it('of the page are those of the template', () => {
    const path = (route: StaffRoute) => STAFF_ROUTES[route].split(' ')[1] ?? '';
    expect(STAFF_PATH).toEqual({
      page: path('page'),
      assets: path('asset').replace('/{file}', ''),
      config: path('config'),
      me: path('me'),
      board: path('board'),
      ticket: path('ticket'),
      tickets: path('open'),
      suggest: path('suggest'),
      audit: path('audit'),
    });
  });
});
