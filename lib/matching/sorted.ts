/** Search in rising numbers. */

/** Whole numbers in an array of one type. */
type Rising = Uint16Array | Uint32Array;

/** Where the first number that is `wanted` or more stands between `low` and `high`; `high` where none does. */
export function firstAtLeast(rising: Rising, low: number, high: number, wanted: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const mid = (from + to) >> 1;
    if (rising[mid]! < wanted) from = mid + 1;
    else to = mid;
  }
  return from;
}

/** Where a number stands, −1 where it does not. */
export function placeOf(rising: Rising, wanted: number): number {
  const at = firstAtLeast(rising, 0, rising.length, wanted);
  return rising[at] === wanted ? at : -1;
}
