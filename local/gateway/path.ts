/** Matches a request to a route as an HTTP API does: the most specific one wins. */

/** A route key taken apart. */
export interface RoutePattern<T> {
  readonly method: string;
  readonly segments: readonly string[];
  readonly isDefault: boolean;
  readonly target: T;
}

/** A matched route with its path parameters, percent-decoded. */
export interface RouteMatch<T> {
  readonly target: T;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Takes apart `POST /skill/{skill}`, `ANY /x/{proxy+}` or `$default`. */
export function parseRouteKey<T>(routeKey: string, target: T): RoutePattern<T> {
  if (routeKey === '$default') return { method: 'ANY', segments: [], isDefault: true, target };
  const [method = '', path = ''] = routeKey.split(' ');
  return { method, segments: path.split('/').slice(1), isDefault: false, target };
}

/** Finds the route of a request; undefined means 404. `path` is as it came, without the query. */
export function matchRoute<T>(
  patterns: readonly RoutePattern<T>[],
  method: string,
  path: string,
): RouteMatch<T> | undefined {
  const segments = path.split('/').slice(1);
  let best: { match: RouteMatch<T>; rank: number } | undefined;
  for (const pattern of patterns) {
    if (pattern.method !== 'ANY' && pattern.method !== method) continue;
    const parameters = pattern.isDefault ? {} : matchSegments(pattern.segments, segments);
    if (parameters === undefined) continue;
    const rank = rankOf(pattern);
    if (best === undefined || rank > best.rank)
      best = { match: { target: pattern.target, parameters }, rank };
  }
  return best?.match;
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  const greedy = pattern.at(-1)?.endsWith('+}') === true;
  if (greedy ? segments.length < pattern.length : segments.length !== pattern.length) return undefined;
  for (const [index, part] of pattern.entries()) {
    const value =
      greedy && index === pattern.length - 1 ? segments.slice(index).join('/') : (segments[index] ?? '');
    const name = /^\{(.+?)\+?\}$/.exec(part)?.[1];
    if (name === undefined ? part !== value : value === '') return undefined;
    if (name !== undefined) parameters[name] = decode(value);
  }
  return parameters;
}

/** A full match beats path variables, those beat a greedy one, `$default` comes last; a named method beats ANY. */
function rankOf({ isDefault, segments, method }: RoutePattern<unknown>): number {
  if (isDefault) return 0;
  const named = method === 'ANY' ? 0 : 1;
  if (segments.at(-1)?.endsWith('+}') === true) return 2 + segments.length * 2 + named;
  const fixed = segments.filter((segment) => !segment.startsWith('{')).length;
  return 1_000 + fixed * 2 + named;
}

/** Broken percent-encoding stays as it is: a request must never end in an exception. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
