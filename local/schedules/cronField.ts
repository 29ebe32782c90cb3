/** One field of an EventBridge cron expression (AWS: "Schedule types", cron-based). Pure. */

/** Says whether a value fits; the date serves L, W and #. */
export type Matcher = (value: number, date: Date) => boolean;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
/** minute, hour, day, month, weekday (1 = Sunday), year */
const LOWEST = [0, 0, 1, 1, 1, 1970];
const HIGHEST = [59, 23, 31, 12, 7, 2199];
const DAY = 2;
const WEEKDAY = 4;

/** Compiles the field at `index` (0 minute … 5 year). @throws Error when it cannot be read. */
export function fieldMatcher(index: number, field: string): Matcher {
  if (field === '*' || field === '?') return () => true;
  const parts = field.split(',').map((part) => partMatcher(index, part.toUpperCase()));
  return (value, date) => parts.some((part) => part(value, date));
}

function partMatcher(index: number, part: string): Matcher {
  const special = index === DAY ? dayMatcher(part) : index === WEEKDAY ? weekdayMatcher(part) : undefined;
  if (special !== undefined) return special;
  const [range = '', step] = part.split('/');
  const [from = '', to] = range.split('-');
  const low = from === '*' ? LOWEST[index]! : numberOf(index, from);
  const high =
    to !== undefined ? numberOf(index, to) : step !== undefined || from === '*' ? HIGHEST[index]! : low;
  const every = step === undefined ? 1 : Number(step);
  if (!(every > 0)) throw new Error(`The step ${part} of a schedule cannot be read.`);
  return (value) => value >= low && value <= high && (value - low) % every === 0;
}

function numberOf(index: number, text: string): number {
  const named = index === 3 ? MONTHS.indexOf(text) + 1 : index === WEEKDAY ? WEEKDAYS.indexOf(text) + 1 : 0;
  const number = named > 0 ? named : Number(text);
  if (!Number.isInteger(number) || text === '')
    throw new Error(`The value ${text} of a schedule cannot be read.`);
  return number;
}

function lastDay(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** `L` is the last day of the month, `15W` the weekday nearest to the 15th. */
function dayMatcher(part: string): Matcher | undefined {
  if (part === 'L') return (value, date) => value === lastDay(date);
  const wanted = /^(\d+)W$/.exec(part)?.[1];
  return wanted === undefined ? undefined : (value, date) => value === nearestWeekday(Number(wanted), date);
}

function nearestWeekday(day: number, date: Date): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), day)).getUTCDay();
  if (weekday === 6) return day === 1 ? 3 : day - 1;
  if (weekday === 0) return day === lastDay(date) ? day - 2 : day + 1;
  return day;
}

/** `5L` is the last Thursday, `3#2` the second Tuesday of the month. */
function weekdayMatcher(part: string): Matcher | undefined {
  if (part === 'L') return (value) => value === 7;
  const [, last, weekday, nth] = /^(?:(\w+)L|(\w+)#(\d))$/.exec(part) ?? [];
  if (last !== undefined) {
    const wanted = numberOf(WEEKDAY, last);
    return (value, date) => value === wanted && date.getUTCDate() > lastDay(date) - 7;
  }
  if (weekday === undefined) return undefined;
  const wanted = numberOf(WEEKDAY, weekday);
  return (value, date) => value === wanted && Math.ceil(date.getUTCDate() / 7) === Number(nth);
}
