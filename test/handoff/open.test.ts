import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEvent } from '../../lib/handoff/event.ts';
import { NUMBER_FORM, readTicketNumber, ticketNumber } from '../../lib/handoff/number.ts';
import { newTicket, queueSafeId } from '../../lib/handoff/open.ts';
import { line, TUESDAY_10, waiting } from './factories.ts';

describe('the number a citizen says on the phone', () => {
  it('has a fixed form without look-alikes, and the same event has the same one', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        expect(ticketNumber(id)).toMatch(NUMBER_FORM);
        expect(ticketNumber(id)).toBe(ticketNumber(id));
        expect(ticketNumber(id)).not.toMatch(/[0158BEGILNOSTUVZ]/);
      }),
    );
  });
  it('tells different events apart', () => {
    const numbers = new Set(Array.from({ length: 2000 }, (_, i) => ticketNumber(`event-${i}`)));
    expect(numbers.size).toBeGreaterThan(1998);
  });
  it('is understood as people type it', () => {
    for (const typed of ['K7F-3M2', 'k7f3m2', 'K7F 3M2', 'Ｋ７Ｆ－３Ｍ２', ' k7f - 3m2 '])
      expect(readTicketNumber(typed)).toBe('K7F-3M2');
    for (const typed of ['', '여권', 'K7F', 'K7F-3M20', 'O7F-3M2'])
      expect(readTicketNumber(typed)).toBeUndefined();
  });
});

describe('a new ticket', () => {
  it('waits, holds its event, and nobody was told yet', () => {
    const ticket = waiting('citizen-a', 'event-1');
    expect(ticket).toMatchObject({ key: 'citizen-a', state: 'waiting', rev: 1, announced: false });
    expect(ticket.event).toEqual({
      v: 1,
      id: 'event-1',
      kind: 'opened',
      citizen: 'citizen-a',
      ticket: ticket.id,
      at: TUESDAY_10,
    });
    expect(readEvent(JSON.stringify(ticket.event))).toEqual(ticket.event);
  });
  it('takes the last ten lines, each of at most a thousand characters, and no empty one', () => {
    const talk = [
      ...Array.from({ length: 14 }, (_, i) => line(`질문 ${i}`)),
      line('  '),
      line('가'.repeat(1200)),
    ];
    const ticket = newTicket({ citizen: 'c', eventId: 'e', at: TUESDAY_10, talk });
    expect(ticket.talk).toHaveLength(10);
    expect(ticket.talk[0]?.text).toBe('질문 5');
    expect(Array.from(ticket.talk[9]!.text)).toHaveLength(1000);
  });
  it('never cuts a character in two', () => {
    const ticket = newTicket({ citizen: 'c', eventId: 'e', at: TUESDAY_10, talk: [line('😀'.repeat(1100))] });
    expect(ticket.talk[0]!.text.isWellFormed()).toBe(true);
  });
  it('carries no field that was not given', () => {
    const ticket = newTicket({ citizen: 'c', eventId: 'e', at: TUESDAY_10, talk: [] });
    expect(Object.keys(ticket)).not.toContain('field');
    expect(Object.keys(ticket)).not.toContain('waitsFrom');
  });
  it('has an event id that the queue takes, whatever id came', () => {
    expect(queueSafeId('chp-0123')).toBe('chp-0123');
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (id) => {
        expect(queueSafeId(id)).toMatch(/^[!-~]{1,128}$/);
      }),
    );
  });
});
