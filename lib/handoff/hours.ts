/** When people are there: opening hours, lunch, weekends, public holidays, the city's own closed days. Korean time. */
import type { CityProfile, DayHours } from '../city/profile.ts';
import { holidayOn, holidaysKnown } from './holidays.ts';
import {
  clockLabel,
  dayLabel,
  dayOf,
  instantOf,
  isoOf,
  minutesOf,
  minutesOfClock,
  weekdayName,
  weekdayOf,
} from './korean-day.ts';

export { holidayDataDaysLeft, holidayDataEnds, holidayDataWarning, holidayName } from './holidays.ts';

/** The part of a city's profile that says when people are there. */
export type Hours = Pick<CityProfile, 'hours' | 'lunch' | 'closedDays'>;

/** Added to what is said of a day whose holidays are not known (yet): no promise without data. */
export const UNSURE_NOTE = '공휴일 여부를 확인해 주세요';

/** Days that are searched for the next opening; longer closures are not spoken of. */
const SEARCH_DAYS = 60;

/** Span of minutes since midnight in which people are there, end excluded. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** Why nobody is there. */
export type ClosedBecause = 'holiday' | 'closedDay' | 'weekday' | 'lunch' | 'before' | 'after';

/** Whether people are there. */
export type Openness =
  | { readonly open: true; readonly sure: boolean }
  | {
      readonly open: false;
      readonly sure: boolean;
      readonly because: ClosedBecause;
      readonly holiday?: string;
    };

/** The next moment at which people are there. */
export interface Opening {
  /** Epoch ms; the asked moment itself while open. */
  readonly at: number;
  /** '지금', '오늘 오후 1시', '내일(수) 오전 9시', '11월 30일(월) 오전 9시', with a note where holidays are not known. */
  readonly label: string;
  /** False when that day's holidays are not known. */
  readonly sure: boolean;
}

/** Whether people are there at an instant (epoch ms), and why not. `sure` is false when the day's holidays are not known. */
export function openness(city: Hours, at: number): Openness {
  const day = dayOf(at);
  const sure = holidaysKnown(isoOf(day));
  const closed = closedDay(city, day);
  if (closed) return { open: false, sure, ...closed };
  const minutes = minutesOf(at);
  const spans = spansOf(city, day);
  if (spans.some((span) => minutes >= span.from && minutes < span.to)) return { open: true, sure };
  return { open: false, sure, because: outside(spans, minutes) };
}

/** Whether people are there at an instant (epoch ms). */
export function isOpen(city: Hours, at: number): boolean {
  return openness(city, at).open;
}

/** The next opening from an instant (epoch ms) on; undefined when none is known within 60 days. */
export function nextOpening(city: Hours, at: number): Opening | undefined {
  const now = openness(city, at);
  if (now.open) return { at, label: '지금', sure: now.sure };
  const today = dayOf(at);
  for (let day = today; day <= today + SEARCH_DAYS; day += 1) {
    const span = openSpans(city, day).find(({ from }) => instantOf(day, from) > at);
    if (span) return openingAt(day, span.from, today);
  }
  return undefined;
}

/** Ms between two instants (epoch ms) in which people were there; 0 when `to` is not after `from`. At most 60 days are looked at. */
export function openMsBetween(city: Hours, from: number, to: number): number {
  let sum = 0;
  const last = Math.min(dayOf(to), dayOf(from) + SEARCH_DAYS);
  for (let day = dayOf(from); day <= last; day += 1) {
    for (const span of openSpans(city, day)) {
      sum += Math.max(0, Math.min(to, instantOf(day, span.to)) - Math.max(from, instantOf(day, span.from)));
    }
  }
  return sum;
}

/** Opening hours in one line: '평일 09:00~18:00', '월·수 09:00~18:00, 토 09:00~13:00 (점심 12:00~13:00)'. Empty when none are set. */
export function hoursText(city: Pick<CityProfile, 'hours' | 'lunch'>): string {
  const groups = new Map<string, number[]>();
  for (const day of [1, 2, 3, 4, 5, 6, 7] as const) {
    const hours = city.hours[`${day}`];
    if (hours) groups.set(spanText(hours), [...(groups.get(spanText(hours)) ?? []), day]);
  }
  const text = [...groups].map(([span, days]) => `${daysText(days)} ${span}`).join(', ');
  return text !== '' && city.lunch ? `${text} (점심 ${spanText(city.lunch)})` : text;
}

function closedDay(city: Hours, day: number): { because: ClosedBecause; holiday?: string } | undefined {
  const date = isoOf(day);
  const holiday = holidayOn(date);
  if (holiday !== undefined) return { because: 'holiday', holiday };
  if (city.closedDays.includes(date)) return { because: 'closedDay' };
  return city.hours[`${weekdayOf(day)}`] ? undefined : { because: 'weekday' };
}

function outside(spans: readonly Span[], minutes: number): ClosedBecause {
  if (spans.every((span) => minutes < span.from)) return 'before';
  return spans.every((span) => minutes >= span.to) ? 'after' : 'lunch';
}

function openSpans(city: Hours, day: number): readonly Span[] {
  return closedDay(city, day) ? [] : spansOf(city, day);
}

/** The day's hours by its weekday alone, cut in two by lunch. */
function spansOf(city: Hours, day: number): readonly Span[] {
  const hours = city.hours[`${weekdayOf(day)}`];
  if (!hours) return [];
  const whole = spanOf(hours);
  if (!city.lunch) return [whole];
  const lunch = spanOf(city.lunch);
  const morning = { from: whole.from, to: Math.min(whole.to, lunch.from) };
  const afternoon = { from: Math.max(whole.from, lunch.to), to: whole.to };
  return [morning, afternoon].filter((span) => span.from < span.to);
}

function spanOf(hours: DayHours): Span {
  return { from: minutesOfClock(hours.open), to: minutesOfClock(hours.close) };
}

function openingAt(day: number, minutes: number, today: number): Opening {
  const sure = holidaysKnown(isoOf(day));
  const label = `${relativeDay(day, today)} ${clockLabel(minutes)}`;
  return { at: instantOf(day, minutes), label: sure ? label : `${label} (${UNSURE_NOTE})`, sure };
}

function relativeDay(day: number, today: number): string {
  if (day === today) return '오늘';
  return day === today + 1 ? `내일(${weekdayName(day)})` : dayLabel(day);
}

function spanText(hours: DayHours): string {
  return `${hours.open}~${hours.close}`;
}

function daysText(days: readonly number[]): string {
  const key = days.join('');
  if (key === '1234567') return '매일';
  if (key === '12345') return '평일';
  if (key === '67') return '주말';
  return days.map((day) => '월화수목금토일'[day - 1]).join('·');
}
