/** Driving licence numbers. */
import { shapeOf } from '../digits.ts';
import { before, cued, type Finder, foundIn, type Judge, walk } from '../finding.ts';
import { REGIONS } from './plate.ts';

const CUE = /면\s*허|driver|licen[cs]e/i;
const REGION_BEFORE = new RegExp(`(?:${REGIONS})\\s{0,2}[-.]?\\s{0,2}$`);

/** 2-2-6-2, or twelve digits when a licence is spoken of. */
const whole: Judge = (run, from, to, reading) => {
  const found = foundIn(run, from, to, 'driver');
  const shape = shapeOf(run, from, to)?.join();
  return shape === '2,2,6,2' || (shape !== undefined && cued(reading, found, CUE, [25, 12]))
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
