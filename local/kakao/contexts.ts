/** Contexts of a talk: opened by responses, counted down turn by turn and second by second. Pure. */

/** One open context. `turns` are the calls that still carry it; `until` is epoch milliseconds. */
export interface LiveContext {
  readonly name: string;
  readonly turns: number;
  readonly until?: number;
  readonly params: Readonly<Record<string, string>>;
}

/** A context as a request carries it (seen with a small s). */
export interface SentContext {
  readonly name: string;
  readonly lifespan: number;
  readonly ttl?: number;
  readonly params: Readonly<Record<string, { readonly value: string; readonly resolvedValue: string }>>;
}

/** What a response wants with a context; `lifeSpan` 0 deletes it. `ttl` in seconds. */
export interface ContextWish {
  readonly name: string;
  readonly lifeSpan: number;
  readonly ttl?: number;
  readonly params?: Readonly<Record<string, string>>;
}

/** The contexts that are open at `now`. */
export function openContexts(contexts: readonly LiveContext[], now: number): LiveContext[] {
  return contexts.filter(({ turns, until }) => turns > 0 && (until === undefined || until > now));
}

/** The open contexts as the next request carries them. */
export function sentContexts(contexts: readonly LiveContext[], now: number): SentContext[] {
  return openContexts(contexts, now).map(({ name, turns, until, params }) => ({
    name,
    lifespan: turns,
    ...(until === undefined ? {} : { ttl: Math.ceil((until - now) / 1000) }),
    params: Object.fromEntries(
      Object.entries(params).map(([key, value]) => [key, { value, resolvedValue: value }]),
    ),
  }));
}

/** One turn has passed. */
export function countDown(contexts: readonly LiveContext[], now: number): LiveContext[] {
  return openContexts(contexts, now).map((context) => ({ ...context, turns: context.turns - 1 }));
}

/** The wishes of a response take effect. */
export function applyWishes(
  contexts: readonly LiveContext[],
  wishes: readonly ContextWish[],
  now: number,
): LiveContext[] {
  const byName = new Map(contexts.map((context) => [context.name, context]));
  for (const { name, lifeSpan, ttl, params } of wishes) {
    if (lifeSpan === 0) byName.delete(name);
    else {
      const until = ttl === undefined ? {} : { until: now + ttl * 1000 };
      byName.set(name, { name, turns: lifeSpan, params: params ?? {}, ...until });
    }
  }
  return [...byName.values()];
}
