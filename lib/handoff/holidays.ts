/**
 * Korean public holidays with lunar, substitute and announced temporary ones, from the official yearly calendar
 * (월력요항) as kept by @hyunbinseo/holidays-kr. Holidays that the government declares later than the package are
 * entered in the city's closed days. Only the years that can still matter are taken, to keep the bundle small.
 */
import { y2026, y2027 } from '@hyunbinseo/holidays-kr/all';
import { DAY_MS, dayOf, koreanDate } from './korean-day.ts';

const YEARS: readonly Readonly<Record<string, readonly string[]>>[] = [y2026, y2027];
const KNOWN: Readonly<Record<string, readonly string[]>> = Object.assign({}, ...YEARS);
const FIRST = `${Object.keys(y2026)[0]?.slice(0, 4)}-01-01`;
const LAST = `${Object.keys(YEARS.at(-1) ?? {})[0]?.slice(0, 4)}-12-31`;

/** Days before the data's end from which people are warned. */
export const HOLIDAY_WARNING_DAYS = 60;

/** Name of the public holiday of a Korean date ('2026-02-17' → '설날'); undefined on other days. */
export function holidayOn(isoDate: string): string | undefined {
  return KNOWN[isoDate]?.join(', ');
}

/** Name of the public holiday that holds an instant (epoch ms); undefined on other days and outside the known years. */
export function holidayName(at: number): string | undefined {
  return holidayOn(koreanDate(at));
}

/** Last day (ISO date) whose holidays are known. */
export function holidayDataEnds(): string {
  return LAST;
}

/** Whether holidays are known for a Korean date. */
export function holidaysKnown(isoDate: string): boolean {
  return isoDate >= FIRST && isoDate <= LAST;
}

/** Days until the holiday data runs out, negative after it. */
export function holidayDataDaysLeft(at: number): number {
  return Math.round(Date.parse(LAST) / DAY_MS) - dayOf(at);
}

/** What operators read from 60 days before the data's end; undefined before that. */
export function holidayDataWarning(at: number): string | undefined {
  const days = holidayDataDaysLeft(at);
  if (days > HOLIDAY_WARNING_DAYS) return undefined;
  const when = days >= 0 ? `end on ${LAST}, in ${days} days` : `ended on ${LAST}`;
  return `Public holiday data ${when}: update @hyunbinseo/holidays-kr, add the year in lib/handoff/holidays.ts, deploy.`;
}
