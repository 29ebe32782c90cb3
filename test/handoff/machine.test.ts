import { describe, expect, it } from 'vitest';
import {
  apply,
  archived,
  type Change,
  CLAIM_IDLE_MS,
  claimIdleMs,
  HISTORY_LIMIT,
  isExpired,
  isRefusal,
  KEEP_DAYS,
  refusalText,
} from '../../lib/handoff/machine.ts';
import { newTicketByHand } from '../../lib/handoff/open.ts';
import { TALK_LIMIT } from '../../lib/handoff/talk.ts';
import { TICKET_STATES, type Ticket } from '../../lib/handoff/types.ts';
import { changed, inState, line, TUESDAY_10, waiting } from './factories.ts';

const CHANGES: readonly Change[] = [
  { kind: 'add', lines: [line('아직인가요?')], eventId: 'again' },
  { kind: 'withdraw', eventId: 'back' },
  { kind: 'claim' },
  { kind: 'touch' },
  { kind: 'return' },
  { kind: 'transfer', department: '민원여권과' },
  { kind: 'note', text: '전화 연결 안 됨' },
  { kind: 'answer', text: '어제 나왔어요.' },
  { kind: 'deliver' },
  { kind: 'failDelivery', note: '채널 차단' },
  { kind: 'show' },
  { kind: 'resolve', outcome: 'solved' },
  { kind: 'expire' },
  { kind: 'erase' },
];

/** New state of each change that is taken, by actor; whatever is not listed is refused. kim has the claimed ticket. */
const TAKEN: Readonly<Record<string, string>> = {
  'waiting add citizen': 'waiting',
  'waiting withdraw citizen': 'withdrawn',
  'waiting claim kim': 'claimed',
  'waiting claim lee': 'claimed',
  'waiting transfer kim': 'waiting',
  'waiting transfer lee': 'waiting',
  'waiting note kim': 'waiting',
  'waiting note lee': 'waiting',
  'waiting expire system': 'expired',
  'waiting erase citizen': 'withdrawn',
  'waiting erase system': 'withdrawn',
  'claimed add citizen': 'claimed',
  'claimed withdraw citizen': 'withdrawn',
  'claimed touch kim': 'claimed',
  'claimed return kim': 'waiting',
  'claimed return system': 'waiting',
  'claimed transfer kim': 'waiting',
  'claimed note kim': 'claimed',
  'claimed note lee': 'claimed',
  'claimed answer kim': 'claimed',
  'claimed deliver system': 'claimed',
  'claimed failDelivery system': 'claimed',
  'claimed show citizen': 'claimed',
  'claimed show system': 'claimed',
  'claimed resolve kim': 'resolved',
  'claimed erase citizen': 'withdrawn',
  'claimed erase system': 'withdrawn',
  'resolved note kim': 'resolved',
  'resolved note lee': 'resolved',
  'resolved deliver system': 'resolved',
  'resolved failDelivery system': 'resolved',
  'resolved show citizen': 'resolved',
  'resolved show system': 'resolved',
  'resolved erase citizen': 'resolved',
  'resolved erase system': 'resolved',
  'withdrawn note kim': 'withdrawn',
  'withdrawn note lee': 'withdrawn',
  'withdrawn erase citizen': 'withdrawn',
  'withdrawn erase system': 'withdrawn',
  'expired note kim': 'expired',
  'expired note lee': 'expired',
  'expired erase citizen': 'expired',
  'expired erase system': 'expired',
};

describe('every change from every state by everybody', () => {
  const cases = TICKET_STATES.flatMap((state) =>
    CHANGES.flatMap((change) => ['citizen', 'system', 'kim', 'lee'].map((by) => ({ state, change, by }))),
  );
  it.each(cases)('$state: $change.kind by $by', ({ state, change, by }) => {
    const ticket = inState(state);
    const result = apply(ticket, change, ticket.changedAt + 1000, by);
    const expected = TAKEN[`${state} ${change.kind} ${by}`];
    expect(isRefusal(result) ? undefined : result.state).toBe(expected);
    if (!isRefusal(result)) expect(result.rev).toBe(ticket.rev + 1);
  });
});

function refusal(ticket: Ticket, change: Change, by: string) {
  return apply(ticket, change, ticket.changedAt + 1000, by);
}

describe('what people are told when a change is refused', () => {
  it('names the counsellor who was faster', () => {
    const result = refusal(inState('claimed'), { kind: 'claim' }, 'lee');
    expect(result).toEqual({ refused: 'claimedByOther', by: 'kim' });
    expect(isRefusal(result) && refusalText(result)).toContain('kim 님이 맡은 상담');
  });
  it('tells a second press of the same counsellor that it is theirs already', () => {
    expect(refusal(inState('claimed'), { kind: 'claim' }, 'kim')).toEqual({ refused: 'already' });
  });
  it('says that a ticket is over', () => {
    expect(refusal(inState('resolved'), { kind: 'claim' }, 'lee')).toEqual({ refused: 'closed' });
  });
  it('asks to claim first', () => {
    expect(refusal(waiting(), { kind: 'resolve', outcome: 'solved' }, 'kim')).toEqual({
      refused: 'notClaimed',
    });
  });
  it('takes no empty answer, note or department', () => {
    const ticket = inState('claimed');
    for (const change of [
      { kind: 'answer', text: ' ' },
      { kind: 'note', text: '' },
      { kind: 'transfer', department: ' ' },
    ] as const)
      expect(refusal(ticket, change, 'kim')).toEqual({ refused: 'empty' });
  });
  it('has nothing to bring where no answer was written, and brings one only once', () => {
    const ticket = changed(waiting(), [{ kind: 'claim' }, 'kim']);
    expect(refusal(ticket, { kind: 'deliver' }, 'system')).toEqual({ refused: 'nothingToDo' });
    const seen = changed(inState('resolved'), [{ kind: 'show' }, 'citizen']);
    expect(seen.answer?.shown).toBe(true);
    expect(refusal(seen, { kind: 'show' }, 'citizen')).toEqual({ refused: 'already' });
  });
});

describe('a citizen who asks again', () => {
  it('adds the new lines and makes a new event once the first was announced', () => {
    const ticket = { ...waiting(), announced: true };
    const next = changed(ticket, [{ kind: 'add', lines: [line('급해요')], eventId: 'again' }, 'citizen']);
    expect(next.talk.map(({ text }) => text)).toEqual(['여권 언제 나와요?', '급해요']);
    expect(next).toMatchObject({ announced: false, event: { id: 'again', kind: 'added' } });
  });
  it('keeps the first event while nobody was told of the ticket yet', () => {
    const next = changed(waiting(), [{ kind: 'add', lines: [line('급해요')], eventId: 'again' }, 'citizen']);
    expect(next).toMatchObject({ announced: false, event: { kind: 'opened' } });
  });
  it('adds nothing twice when the same call is delivered twice', () => {
    const add = { kind: 'add', lines: [line('급해요')], eventId: 'again' } as const;
    expect(refusal(changed(waiting(), [add, 'citizen']), add, 'citizen')).toEqual({ refused: 'already' });
  });
  it('is told when the ticket can hold no more', () => {
    let ticket = waiting();
    for (let i = 1; i < TALK_LIMIT; i += 1)
      ticket = changed(ticket, [{ kind: 'add', lines: [line('또')], eventId: `e${i}` }, 'citizen']);
    expect(ticket.talk).toHaveLength(TALK_LIMIT);
    expect(refusal(ticket, { kind: 'add', lines: [line('또')], eventId: 'over' }, 'citizen')).toEqual({
      refused: 'full',
    });
  });
});

describe('a claim', () => {
  it('is gone after return and transfer, together with its sign of life', () => {
    const claimed = inState('claimed');
    for (const [change, by] of [
      [{ kind: 'return' }, 'system'],
      [{ kind: 'transfer', department: '세정과' }, 'kim'],
    ] as const) {
      const next = changed(claimed, [change, by]);
      expect(next).not.toHaveProperty('claimedBy');
      expect(next).not.toHaveProperty('claimedAt');
      expect(next).not.toHaveProperty('touchedAt');
    }
  });
  it('stays alive while its counsellor does something', () => {
    const ticket = changed(waiting(), [{ kind: 'claim' }, 'kim']);
    const late = ticket.changedAt + CLAIM_IDLE_MS;
    expect(claimIdleMs(ticket, late)).toBe(CLAIM_IDLE_MS);
    const touched = apply(ticket, { kind: 'touch' }, late, 'kim');
    expect(isRefusal(touched) ? -1 : claimIdleMs(touched, late)).toBe(0);
  });
  it('shows in its history which counsellor had it before', () => {
    const ticket = changed(
      waiting(),
      [{ kind: 'claim' }, 'kim'],
      [{ kind: 'return' }, 'kim'],
      [{ kind: 'claim' }, 'lee'],
    );
    expect(ticket.history.map(({ to, by }) => `${to} ${by}`)).toEqual([
      'waiting citizen',
      'claimed kim',
      'returned kim',
      'claimed lee',
    ]);
  });
});

describe('a closed ticket', () => {
  it('is kept for the days it was promised, then counts as absent', () => {
    const closed = changed({ ...waiting(), keepDays: 7 }, [{ kind: 'expire' }, 'system']);
    const end = closed.closedAt! + 7 * 86_400_000;
    expect(isExpired(closed, end - 1000)).toBe(false);
    expect(isExpired(closed, end)).toBe(true);
    expect(inState('resolved').expiresAt! * 1000 - inState('resolved').closedAt!).toBe(
      KEEP_DAYS * 86_400_000,
    );
  });
  it('can be copied under its own id, an open one cannot', () => {
    const closed = inState('withdrawn');
    expect(archived(closed)).toEqual({ ...closed, key: `closed#${closed.id}` });
    expect(archived(waiting())).toBeUndefined();
  });
});

describe('a citizen who has the words erased', () => {
  it('leaves no word of talk, notes or answer, but the figures', () => {
    const ticket = changed(
      inState('claimed'),
      [{ kind: 'note', text: '목소리가 떨림' }, 'kim'],
      [{ kind: 'erase' }, 'citizen'],
    );
    const text = JSON.stringify(ticket);
    for (const word of ['여권 언제', '떨림', '나왔어요']) expect(text).not.toContain(word);
    expect(ticket).toMatchObject({
      state: 'withdrawn',
      erased: true,
      field: 'passport',
      number: waiting().number,
    });
    expect(ticket.closedAt).toBe(ticket.changedAt);
  });
  it('keeps how a finished ticket ended, and when it leaves', () => {
    const before = inState('resolved');
    const ticket = changed(before, [{ kind: 'erase' }, 'citizen']);
    expect(ticket).toMatchObject({ state: 'resolved', outcome: 'solved', expiresAt: before.expiresAt });
  });
});

describe('clocks that do not agree', () => {
  it('never lets a change lie before the one that it follows', () => {
    const ticket = waiting();
    const next = apply(ticket, { kind: 'claim' }, ticket.openedAt - 600_000, 'kim');
    expect(next).toMatchObject({ changedAt: ticket.openedAt, claimedAt: ticket.openedAt });
  });
});

describe('a long history', () => {
  it('keeps its beginning and its end', () => {
    let ticket = waiting();
    for (let i = 0; i < HISTORY_LIMIT; i += 1)
      ticket = changed(ticket, [{ kind: 'claim' }, 'kim'], [{ kind: 'return' }, 'kim']);
    expect(ticket.history).toHaveLength(HISTORY_LIMIT);
    expect(ticket.history[0]).toMatchObject({ to: 'waiting', by: 'citizen' });
    expect(ticket.history.at(-1)).toMatchObject({ to: 'returned' });
    expect(refusal(ticket, { kind: 'note', text: '하나 더' }, 'kim')).toEqual({ refused: 'full' });
  });
});

describe('a ticket opened by hand', () => {
  it('has a key of its own, is claimed at once and needs no announcement', () => {
    const ticket = newTicketByHand({ eventId: 'press-1', staff: 'kim', at: TUESDAY_10 });
    expect(ticket).toMatchObject({ state: 'claimed', claimedBy: 'kim', announced: true, talk: [] });
    expect(ticket.key).toBe(`hand#${ticket.id}`);
    expect(changed(ticket, [{ kind: 'resolve', outcome: 'solved' }, 'kim']).state).toBe('resolved');
  });
});
