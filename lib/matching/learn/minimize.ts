/** Finds the lowest point of a smooth function of many variables: L-BFGS (Nocedal 1980) with halved steps. */

/** A function of many variables: gives its value and writes its slope. */
export type Slope = (at: Float64Array, slope: Float64Array) => number;

/** What it costs that variables are not zero, half the sum of their squares; begins the slope with what that adds. */
export function drawnToZero(at: Float64Array, slope: Float64Array): number {
  let cost = 0;
  for (let i = 0; i < at.length; i += 1) {
    const value = at[i] as number;
    cost += (value * value) / 2;
    slope[i] = value;
  }
  return cost;
}

/** Steps whose change of slope is remembered. */
const MEMORY = 8;
/** A step must lower the value by at least this share of what the slope promises. */
const ENOUGH = 1e-4;
const HALVINGS = 30;

interface Step {
  readonly moved: Float64Array;
  readonly turned: Float64Array;
  readonly scale: number;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
};

const add = (to: Float64Array, share: number, from: Float64Array): void => {
  for (let i = 0; i < to.length; i += 1) to[i] = (to[i] as number) + share * (from[i] as number);
};

/** Where to go from a slope, by what the last steps told of the function's bend. */
function direction(slope: Float64Array, steps: readonly Step[]): Float64Array {
  const way = slope.map((s) => -s);
  const shares: number[] = [];
  for (const step of [...steps].reverse()) {
    const share = dot(step.moved, way) * step.scale;
    shares.push(share);
    add(way, -share, step.turned);
  }
  const last = steps.at(-1);
  if (last) {
    const bend = 1 / (last.scale * dot(last.turned, last.turned));
    for (let i = 0; i < way.length; i += 1) way[i] = (way[i] as number) * bend;
  }
  for (const step of steps)
    add(way, (shares.pop() as number) - dot(step.turned, way) * step.scale, step.moved);
  return way;
}

/** The lowest point found from zero on within so many rounds, or when a round lowers the value by less than `tolerance` of it. */
export function minimize(size: number, f: Slope, rounds: number, tolerance: number): Float64Array {
  let at: Float64Array = new Float64Array(size);
  let slope = new Float64Array(size);
  let value = f(at, slope);
  const steps: Step[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const way = direction(slope, steps);
    const promised = dot(way, slope);
    const nextSlope = new Float64Array(size);
    let length = steps.length ? 1 : 1 / Math.sqrt(dot(slope, slope));
    let next = at;
    let nextValue = Number.POSITIVE_INFINITY;
    for (
      let halving = 0;
      halving < HALVINGS && !(nextValue <= value + ENOUGH * length * promised);
      halving += 1
    ) {
      if (halving > 0) length /= 2;
      next = at.slice();
      add(next, length, way);
      nextValue = f(next, nextSlope);
    }
    if (!(nextValue < value)) break;
    const moved = next.slice();
    add(moved, -1, at);
    const turned = nextSlope.slice();
    add(turned, -1, slope);
    const along = dot(moved, turned);
    if (along > 0) steps.push({ moved, turned, scale: 1 / along });
    if (steps.length > MEMORY) steps.shift();
    const gained = value - nextValue;
    [at, slope, value] = [next, nextSlope, nextValue];
    if (gained < tolerance * value) break;
  }
  return at;
}
