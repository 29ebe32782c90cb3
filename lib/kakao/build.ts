/** What every builder does: leave out what was not given, then hold the result against its own rules. */
import type { Inspection } from './inspect.ts';
import type { JsonObject } from './json.ts';
import { refuse } from './report.ts';

type OptionalKey<T> = { [K in keyof T]-?: object extends Pick<T, K> ? K : never }[keyof T];

/** The fields of T as an author gives them: an optional one may also be spelt out as undefined. */
export type Given<T> = Omit<T, OptionalKey<T>> & { readonly [K in OptionalKey<T>]?: T[K] | undefined };

/** The given fields without those that are undefined. */
export function present<T extends object>(fields: Given<T>): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
}

/**
 * The part itself, once its rules found nothing.
 * @throws KakaoLimitError on the first rule it breaks; paths start at `$.<name>`.
 */
export function sound<T extends object>(name: string, part: T, inspect: Inspection): T {
  inspect(part as JsonObject, `$.${name}`, refuse, 'single');
  return part;
}
