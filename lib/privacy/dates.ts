/** Calendar checks on digits. */

/** Whether month and day can be; a two-digit year says nothing, so February has 29 days. */
export function isMonthDay(month: number, day: number): boolean {
  const days = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  return days !== undefined && day >= 1 && day <= days;
}

/** YYMMDD in digits. */
export function isShortDate(digits: string): boolean {
  return /^\d{6}$/.test(digits) && isMonthDay(Number(digits.slice(2, 4)), Number(digits.slice(4)));
}

/** YYYYMMDD in digits, years 1880–2099. */
export function isLongDate(digits: string): boolean {
  return /^(?:18[89]|19\d|20\d)\d{5}$/.test(digits) && isShortDate(digits.slice(2));
}
