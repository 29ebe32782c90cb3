/** Days and clock times in Korea. No daylight saving since 1988: always nine hours ahead of UTC, on any machine. */

const HOUR_MS = 60 * 60 * 1000;
const NINE_HOURS_MS = 9 * HOUR_MS;
/** One day in ms; every Korean day has 24 hours. */
export const DAY_MS = 24 * HOUR_MS;

/** Number of the Korean day that holds an instant (epoch ms); grows by one at Korean midnight. */
export function dayOf(at: number): number {
  return Math.floor((at + NINE_HOURS_MS) / DAY_MS);
}

/** Epoch ms of a Korean day's midnight plus `minutes`. */
export function instantOf(day: number, minutes: number): number {
  return day * DAY_MS - NINE_HOURS_MS + minutes * 60 * 1000;
}

/** Minutes since Korean midnight, with fractions. */
export function minutesOf(at: number): number {
  return (at - instantOf(dayOf(at), 0)) / (60 * 1000);
}

/** ISO date of a Korean day: '2026-11-24'. */
export function isoOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** ISO date in Korea of an instant (epoch ms): '2026-11-24'. */
export function koreanDate(at: number): string {
  return isoOf(dayOf(at));
}

/** ISO weekday of a Korean day: 1 (Monday) to 7. */
export function weekdayOf(day: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  return (((day + 3) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/** '11월 25일(수)' */
export function dayLabel(day: number): string {
  const [, month, date] = isoOf(day).split('-').map(Number);
  return `${month}월 ${date}일(${weekdayName(day)})`;
}

/** '월' to '일'. */
export function weekdayName(day: number): string {
  return '월화수목금토일'[weekdayOf(day) - 1] as string;
}

/** '오전 9시', '오후 1시 30분', '낮 12시', of minutes since midnight. */
export function clockLabel(minutes: number): string {
  const hour = Math.floor(minutes / 60);
  const rest = minutes % 60 === 0 ? '' : ` ${minutes % 60}분`;
  if (hour === 0 || hour === 24) return `밤 12시${rest}`;
  if (hour === 12) return `낮 12시${rest}`;
  return hour < 12 ? `오전 ${hour}시${rest}` : `오후 ${hour - 12}시${rest}`;
}

/** Minutes since midnight of 'HH:MM'; '24:00' is the day's end. */
export function minutesOfClock(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}
