/** Cuts a response where KakaoTalk displays no more (effect `cut`), by the path that the checker names. Pure. */

import { LIMITS, type Violation } from '../../lib/kakao/index.ts';

type Json = Record<string | number, unknown>;

/** Cuts `response` (changed in place) at one violation. What cannot be cut stays as it is. */
export function cutAt(response: unknown, { path, rule }: Violation): void {
  const steps = stepsOf(path);
  const last = steps.pop();
  const holder = steps.reduce<unknown>((value, step) => memberOf(value, step), response);
  const { value: limit } = LIMITS[rule];
  if (last === undefined || !isHolder(holder)) return;
  const max = typeof limit === 'number' ? limit : Array.isArray(limit) ? Number(limit[1]) : Number.NaN;
  if (Number.isNaN(max)) return;
  const found = holder[last];
  if (typeof found === 'string') holder[last] = isLines(rule) ? cutLines(found, max) : found.slice(0, max);
  else if (Array.isArray(found)) holder[last] = found.slice(0, max);
  else if (isHolder(found)) cutCard(found, max, isLines(rule));
}

/** Removes what does nothing (effect `ignored`). */
export function dropAt(response: unknown, path: string): void {
  const steps = stepsOf(path);
  const last = steps.pop();
  const holder = steps.reduce<unknown>((value, step) => memberOf(value, step), response);
  if (last !== undefined && isHolder(holder) && !Array.isArray(holder)) delete holder[last];
}

const isLines = (rule: string): boolean => /\.lines(?:\.|$)/.test(rule);
const cutLines = (text: string, max: number): string => text.split('\n').slice(0, max).join('\n');

/** A rule over title and description together: the description gives way, then the title. */
function cutCard(card: Json, max: number, lines: boolean): void {
  const shorten = lines ? cutLines : (text: string, to: number): string => text.slice(0, to);
  const sizeOf = (text: string): number => (lines ? text.split('\n').length : text.length);
  const title = typeof card.title === 'string' ? shorten(card.title, max) : undefined;
  const left = max - (title === undefined ? 0 : sizeOf(title));
  if (title !== undefined) card.title = title;
  if (typeof card.description !== 'string') return;
  if (left > 0) card.description = shorten(card.description, left);
  else delete card.description;
}

function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
}

function isHolder(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function memberOf(value: unknown, step: string | number): unknown {
  return isHolder(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}
