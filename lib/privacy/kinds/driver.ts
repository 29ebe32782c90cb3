/** Driving licence numbers. */
import { type Run, shapeOf } from '../digits.ts';
import { before, cued, type Finder, foundIn, type Judge, walk } from '../finding.ts';
import { REGIONS } from './plate.ts';

const CUE = /면\s*허|driver|licen[cs]e/i;
const REGION_BEFORE = new RegExp(`(?:${REGIONS})\\s{0,2}[-.]?\\s{0,2}$`);

/** 2-2-6-2 with a blank inside the six ('11-20-99 1234-01'): what joins the groups is a sign, what cuts the six is none. */
function cutBySlip(run: Run, from: number, text: string): boolean {
  const between = (i: number): string =>
    text.slice((run.at[from + i - 1] as number) + 1, run.at[from + i] as number);
  const cuts = [5, 6, 7, 8, 9].filter((i) => run.head[from + i]);
  return (
    [2, 4, 10].every((i) => /[^\s]/.test(between(i))) &&
    [1, 3, 11].every((i) => between(i) === '') &&
    cuts.every((i) => /^\s{1,2}$/.test(between(i)))
  );
}

/** 2-2-6-2, or twelve digits when a licence is spoken of. */
const whole: Judge = (run, from, to, reading) => {
  const found = foundIn(run, from, to, 'driver');
  const shape = shapeOf(run, from, to)?.join();
  return shape === '2,2,6,2' ||
    (shape && cutBySlip(run, from, reading.text)) ||
    (shape !== undefined && cued(reading, found, CUE, [25, 12]))
    ? found
    : undefined;
};

/** Printed before June 2014: the region's name and 2-6-2. */
const named: Judge = (run, from, to, reading) => {
  const found = foundIn(run, from, to, 'driver');
  const shape = shapeOf(run, from, to);
  const region = REGION_BEFORE.exec(before(reading.text, found.start, 8));
  if (!shape || (!region && !cued(reading, found, CUE, [25, 12]))) return undefined;
  const fits =
    shape.join() === '2,6,2' || (cued(reading, found, CUE, [25, 0]) && (shape.length === 1 || region));
  return fits ? { ...found, start: found.start - (region?.[0].length ?? 0) } : undefined;
};

export const driver: Finder = (reading) => [...walk(reading, [12], whole), ...walk(reading, [10], named)];
