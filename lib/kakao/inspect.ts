/** Checks that several components need, each reporting at most one violation. */
import { isObject, isWebUrl, type JsonObject, lineCount, listMember, member, textMember } from './json.ts';
import { LIMITS, type NumberRule, type RangeRule, type RuleName } from './limits.ts';
import type { Report } from './report.ts';

/** Where a card stands: alone in an output or in a carousel; some limits differ. */
export type Place = 'single' | 'carousel';

/** The rules of one component: reports everything that is wrong in `value`, which stands at `path`. */
export type Inspection = (value: JsonObject, path: string, report: Report, place: Place) => void;

/** An object at a path with the report it speaks to. */
export interface Spot {
  readonly value: JsonObject;
  readonly path: string;
  readonly report: Report;
}

/** The required text of a field; reports `rule` where there is none. */
export function requireText({ value, path, report }: Spot, key: string, rule: RuleName): string | undefined {
  const found = textMember(value, key);
  if (found === undefined) report(rule, `${path}.${key}`);
  return found;
}

/** Reports a text of more characters (UTF-16 units) than the rule allows; returns whether it fits. */
export function limitLength({ value, path, report }: Spot, key: string, rule: NumberRule): boolean {
  const found = member(value, key);
  const fits = typeof found !== 'string' || found.length <= LIMITS[rule].value;
  if (!fits) report(rule, `${path}.${key}`, `${found.length} characters`);
  return fits;
}

/** Reports a text of more lines than the rule allows. */
export function limitLines({ value, path, report }: Spot, key: string, rule: NumberRule): void {
  const count = lineCount(textMember(value, key));
  if (count > LIMITS[rule].value) report(rule, `${path}.${key}`, `${count} lines`);
}

/** Reports a list whose length is outside the rule's range; a missing list has none. */
export function limitCount({ value, path, report }: Spot, key: string, rule: RangeRule): void {
  const [min, max] = LIMITS[rule].value;
  const count = listMember(value, key).length;
  if (count < min || count > max) report(rule, `${path}.${key}`, String(count));
}

/** Reports a field that is present and no absolute http(s) URL. */
export function checkUrl({ value, path, report }: Spot, key: string, rule: RuleName): void {
  const found = member(value, key);
  if (found !== undefined && !isWebUrl(found)) report(rule, `${path}.${key}`);
}

/** Reports a URL that is missing, or present in a wrong form. */
export function requireUrl(spot: Spot, key: string, missing: RuleName, malformed: RuleName): void {
  if (requireText(spot, key, missing) !== undefined) checkUrl(spot, key, malformed);
}

/** Reports a field that is present and neither true nor false. */
export function checkBoolean({ value, path, report }: Spot, key: string, rule: RuleName): void {
  const found = member(value, key);
  if (found !== undefined && typeof found !== 'boolean') report(rule, `${path}.${key}`);
}

/** Reports a field that is present and not one of the names. */
export function checkName(
  { value, path, report }: Spot,
  key: string,
  names: readonly string[],
  rule: RuleName,
): void {
  const found = member(value, key);
  if (found !== undefined && !names.some((name) => name === found)) report(rule, `${path}.${key}`);
}

/** Reports an `extra` that is present and no object. */
export function checkExtra({ value, path, report }: Spot): void {
  const extra = member(value, 'extra');
  if (extra !== undefined && !isObject(extra)) report('extra.type', `${path}.extra`);
}

/** Reports a `forwardable` that is present and no boolean. */
export function checkForwardable(spot: Spot): void {
  checkBoolean(spot, 'forwardable', 'forwardable.type');
}

/** The elements of a list as spots; an element that is no object is read as an empty one. */
export function spotsIn({ value, path, report }: Spot, key: string): Spot[] {
  return listMember(value, key).map((element, index) => ({
    value: isObject(element) ? element : {},
    path: `${path}.${key}[${index}]`,
    report,
  }));
}

/** The object in a field as a spot; undefined where the field is absent; an empty object where it is something else. */
export function spotAt({ value, path, report }: Spot, key: string): Spot | undefined {
  const found = member(value, key);
  if (found === undefined) return undefined;
  return { value: isObject(found) ? found : {}, path: `${path}.${key}`, report };
}
