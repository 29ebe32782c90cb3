/** Context values: what a response changes in the block's output contexts. */
import { type Given, present, sound } from '../build.ts';
import { type Inspection, requireText, type Spot, spotsIn } from '../inspect.ts';
import { isObject, member, pathOf } from '../json.ts';

/** One context. `lifeSpan` counts turns, 0 deletes; `ttl` in seconds; other types than text go as JSON text. */
export interface ContextValue {
  readonly name: string;
  readonly lifeSpan: number;
  readonly ttl?: number;
  readonly params?: Readonly<Record<string, string>>;
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function checkLifeSpan({ value, path, report }: Spot): void {
  const lifeSpan = member(value, 'lifeSpan');
  if (lifeSpan === undefined) report('context.value.lifeSpan.required', `${path}.lifeSpan`);
  else if (!isCount(lifeSpan)) report('context.value.lifeSpan.type', `${path}.lifeSpan`);
}

function checkParams({ value, path, report }: Spot): void {
  const params = member(value, 'params');
  if (params === undefined) return;
  if (!isObject(params)) {
    report('context.value.params.type', `${path}.params`);
    return;
  }
  for (const key of Object.keys(params)) {
    const param = member(params, key);
    const wrong = param !== undefined && typeof param !== 'string';
    if (wrong) report('context.value.params.type', pathOf(`${path}.params`, key));
  }
}

/** Rules of one context value. */
export const inspectContextValue: Inspection = (value, path, report) => {
  const spot = { value, path, report };
  requireText(spot, 'name', 'context.value.name.required');
  checkLifeSpan(spot);
  const ttl = member(value, 'ttl');
  if (ttl !== undefined && !isCount(ttl)) report('context.value.ttl.type', `${path}.ttl`);
  checkParams(spot);
};

/** Rules of a response's `context`. */
export function inspectContext(spot: Spot): void {
  if (!Array.isArray(member(spot.value, 'values'))) {
    spot.report('context.values.required', `${spot.path}.values`);
    return;
  }
  for (const each of spotsIn(spot, 'values'))
    inspectContextValue(each.value, each.path, each.report, 'single');
}

/** One context value. */
export function contextValue(fields: Given<ContextValue>): ContextValue {
  return sound('context', present<ContextValue>(fields), inspectContextValue);
}
