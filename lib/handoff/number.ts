/** Short numbers that a citizen can read out on the phone. */
import { createHash } from 'node:crypto';

/**
 * Digits and letters that neither look nor sound like another one in Korean: without 0/O, 1/I/L, 5/S, 8/B, Z, U/V,
 * without E ('이', as 2), N (as M), T (as D), G (as Z).
 */
export const NUMBER_ALPHABET = '234679ACDFHJKMPQRWXY';

/** Form of a ticket number: 'K7F-3M2'. */
export const NUMBER_FORM = /^[234679ACDFHJKMPQRWXY]{3}-[234679ACDFHJKMPQRWXY]{3}$/;

/**
 * Ticket number of an event: the same event always gives the same number. 64 million numbers: two open tickets may
 * carry the same one, which the staff page tells apart by time and field.
 */
export function ticketNumber(eventId: string): string {
  const bytes = createHash('sha256').update(`number:${eventId}`).digest();
  const letters = Array.from({ length: 6 }, (_, i) => letterAt(bytes.readUInt32BE(i * 4)));
  return `${letters.slice(0, 3).join('')}-${letters.slice(3).join('')}`;
}

/** Number as a citizen typed or a counsellor heard it ('k7f3m2', 'K7F 3M2'), in its written form; undefined when it is none. */
export function readTicketNumber(typed: string): string | undefined {
  const bare = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/gu, '');
  const number = `${bare.slice(0, 3)}-${bare.slice(3)}`;
  return NUMBER_FORM.test(number) ? number : undefined;
}

function letterAt(value: number): string {
  return NUMBER_ALPHABET[value % NUMBER_ALPHABET.length] as string;
}
