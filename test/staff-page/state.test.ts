/** How the page changes: what is announced, what is kept, what is refused. */
import { describe, expect, it } from 'vitest';
import { titleOf } from '../../web/staff/alerts.ts';
import { type Change, change, END_WARNING_MS, type PageState, START } from '../../web/staff/state.ts';
import { MORNING } from './desk-server.ts';
import { board, boardTicket, ME, ticketView } from './tickets.ts';

const pageAfter = (...made: readonly Change[]): PageState =>
  made.reduce(change, change(START, { kind: 'signedIn', me: ME, drafts: {} }));
const read = (...args: Parameters<typeof board>): Change => ({
  kind: 'board',
  board: board(...args),
  local: MORNING - 1000,
});
const opened = (id: string, more = {}): readonly Change[] => [
  { kind: 'opening', wanted: id },
  { kind: 'opened', wanted: id, ticket: ticketView(id, more) },
];

describe('arrivals', () => {
  it('says nothing of what was there at the first look', () => {
    expect(pageAfter(read(['a'])).said).toBe('');
    expect(pageAfter(read(['a'])).rings).toBe(0);
  });

  it('names one new ticket, counts several, and rings once for them', () => {
    const one = pageAfter(read(['a']), read(['a', boardTicket('b', { fieldName: '여권' })]));
    expect(one.said).toBe('새 상담이 들어왔어요: 여권, K7F-3M2');
    const many = pageAfter(read(['a']), read(['a', 'b', 'c']));
    expect(many.said).toBe('새 상담 2건이 들어왔어요.');
    expect(many.rings).toBe(1);
  });

  it('does not ring for a ticket that goes on waiting', () => {
    expect(pageAfter(read(['a']), read(['a', 'b']), read(['a', 'b'])).rings).toBe(1);
  });

  it('counts those who wait in the title, and names the open ticket', () => {
    expect(titleOf(pageAfter(read(['a', 'b'])))).toBe('(2) 상담 목록 · 민원톡');
    expect(titleOf(pageAfter(read(['a']), ...opened('a')))).toBe('(1) 상담 K7F-3M2 · 민원톡');
    expect(titleOf(change(pageAfter(read(['a'])), { kind: 'signedOut' }))).toBe('로그인 · 민원톡');
  });
});

describe('the open ticket', () => {
  it('ignores an answer for a ticket that is not on the screen any more', () => {
    const state = pageAfter(...opened('a'), { kind: 'opening', wanted: 'b' });
    const late = change(state, { kind: 'opened', wanted: 'a', ticket: ticketView('a') });
    expect(late.open?.ticket).toBeUndefined();
  });

  it('keeps the newer state when answers overtake each other', () => {
    const state = pageAfter(...opened('a', { rev: 5 }));
    const late = change(state, { kind: 'refreshed', ticket: ticketView('a', { rev: 4 }) });
    expect(late.open?.ticket?.rev).toBe(5);
  });

  it('shows a refusal with the ticket as it is now, and keeps what was typed', () => {
    const state = pageAfter(
      ...opened('a'),
      { kind: 'typed', id: 'a', draft: { answer: '쓰던 글' } },
      { kind: 'acting', action: 'answer' },
      {
        kind: 'refused',
        id: 'a',
        problem: '김상담 님이 맡은 상담이에요.',
        ticket: ticketView('a', { rev: 3, claimedBy: '김상담' }),
      },
    );
    expect(state.open).toMatchObject({
      problem: '김상담 님이 맡은 상담이에요.',
      ticket: { claimedBy: '김상담' },
    });
    expect(state.open?.busy).toBeUndefined();
    expect(state.drafts).toEqual({ a: { answer: '쓰던 글', note: '' } });
  });

  it('does not show the refusal of one ticket on another', () => {
    const state = pageAfter(...opened('b'), { kind: 'refused', id: 'a', problem: '늦었어요.' });
    expect(state.open?.problem).toBeUndefined();
  });

  it('forgets a draft that was emptied', () => {
    const typed = pageAfter(...opened('a'), { kind: 'typed', id: 'a', draft: { answer: '글' } });
    expect(change(typed, { kind: 'typed', id: 'a', draft: { answer: '' } }).drafts).toEqual({});
  });

  it('is not new any more once it was opened', () => {
    const state = pageAfter(read(['a']), read(['a', 'b']), ...opened('b'));
    expect(state.queue.fresh).toEqual([]);
  });

  it('hides abusive words again when it is opened anew', () => {
    const state = pageAfter(...opened('a'), { kind: 'reveal', revealed: true }, ...opened('a'));
    expect(state.open?.revealed).toBe(false);
  });
});

describe('the session', () => {
  it('warns once before it ends', () => {
    const endsAt = MORNING + END_WARNING_MS;
    const warned = pageAfter({ kind: 'tick', local: MORNING, endsAt });
    expect(warned.dialog).toBe('stay');
    const later = [{ kind: 'dialog' }, { kind: 'tick', local: MORNING + 1000, endsAt }] as const;
    expect(later.reduce<PageState>(change, warned).dialog).toBeUndefined();
  });

  it('counts with the clock of the server', () => {
    const state = pageAfter(read(['a']), { kind: 'tick', local: MORNING + 1000, endsAt: undefined });
    expect(state.now).toBe(MORNING + 2000);
  });

  it('drops everything of citizens when it ends, and says why', () => {
    const state = change(pageAfter(read(['a']), { kind: 'typed', id: 'a', draft: { note: 'x' } }), {
      kind: 'signedOut',
      why: '접속이 끝났어요.',
    });
    expect(state).toMatchObject({ phase: 'signedOut', why: '접속이 끝났어요.', drafts: {} });
    expect(state.queue.board).toBeUndefined();
  });

  it('leads an editor to the content, everybody else to the desk', () => {
    const editor = { ...ME, role: 'editor', roles: ['editor'] } as const;
    expect(change(START, { kind: 'signedIn', me: editor, drafts: {} }).room).toBe('editing');
    expect(change(START, { kind: 'signedIn', me: ME, drafts: {} }).room).toBe('desk');
  });
});

describe('a board that cannot be read', () => {
  it('leaves the last one on the screen, with the reason', () => {
    const state = pageAfter(read(['a']), { kind: 'boardFailed', problem: '닿지 않아요.' });
    expect(state.queue).toMatchObject({ status: 'ready', problem: '닿지 않아요.' });
    expect(change(state, { kind: 'boardSame' }).queue.problem).toBeUndefined();
  });

  it('says so when there was none yet', () => {
    expect(pageAfter({ kind: 'boardFailed', problem: '닿지 않아요.' }).queue.status).toBe('failed');
  });
});
