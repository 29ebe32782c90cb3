/** What the page must know before anybody has signed in. */
import type { Book } from '../../lib/dialogue/book.ts';
import { hoursText } from '../../lib/handoff/hours.ts';
import { STAFF_SESSION } from '../../lib/names.ts';
import type { SignIn, StaffConfig } from '../../lib/staff/api.ts';
import { CRISIS_NUMBERS } from '../../lib/staff/words.ts';

/** An entry says so where no department is known. */
const UNKNOWN_DEPARTMENT = '확인 필요';

/** The page's settings, from the content in force and the sign-in. */
export function staffConfig({ city, fields }: Book, signIn: SignIn): StaffConfig {
  const departments = fields.flatMap(({ entries }) => entries.map(({ department }) => department));
  return {
    city: { id: city.id, name: city.name },
    channel: city.channel,
    hours: hoursText(city),
    sessionMinutes: STAFF_SESSION.minutes,
    keepsText: city.keepsText,
    ...(city.answersByEventApi ? { answersByEventApi: true } : {}),
    signIn,
    fields: fields.map(({ id, name }) => ({ id, name })),
    departments: [...new Set(departments)]
      .filter((name) => name !== UNKNOWN_DEPARTMENT)
      .sort((a, b) => a.localeCompare(b, 'ko')),
    crisis: CRISIS_NUMBERS,
  };
}
