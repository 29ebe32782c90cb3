/** Where the provider keeps codes, tokens and sessions: in memory, for as long as the city runs. */

/** What the provider stores; its own business but for these. */
interface Payload {
  readonly uid?: string;
  readonly grantId?: string;
  consumed?: number;
}

interface Kept {
  readonly payload: Payload;
  /** `performance.now()` after which it is gone. */
  readonly until: number;
}

/** Makes the adapter class of one provider (interface: oidc-provider, docs/README.md#adapter). */
export function memoryAdapter() {
  const kept = new Map<string, Kept>();
  return class MemoryAdapter {
    readonly #model: string;
    constructor(model: string) {
      this.#model = model;
    }

    async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
      const until = expiresIn === undefined ? Number.POSITIVE_INFINITY : performance.now() + expiresIn * 1000;
      kept.set(`${this.#model}:${id}`, { payload, until });
    }

    async find(id: string): Promise<Payload | undefined> {
      const found = kept.get(`${this.#model}:${id}`);
      return found && found.until > performance.now() ? found.payload : undefined;
    }

    async findByUid(uid: string): Promise<Payload | undefined> {
      const mine = [...kept].filter(([key]) => key.startsWith(`${this.#model}:`));
      const found = mine.find(([, { payload, until }]) => payload.uid === uid && until > performance.now());
      return found?.[1].payload;
    }

    async findByUserCode(): Promise<undefined> {
      return undefined;
    }

    async consume(id: string): Promise<void> {
      const found = await this.find(id);
      if (found) found.consumed = Math.floor(Date.now() / 1000);
    }

    async destroy(id: string): Promise<void> {
      kept.delete(`${this.#model}:${id}`);
    }

    async revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, { payload }] of kept) if (payload.grantId === grantId) kept.delete(key);
    }
  };
}
