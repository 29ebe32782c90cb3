/** Where Kakao's Event API finds a citizen: travels sealed, and only where a city switched that on. */
import * as v from 'valibot';
import type { SkillRequest } from '../kakao/index.ts';

const addressSchema = v.object({ bot: v.string(), user: v.string() });

/** A citizen of a bot. `bot` ends with `!` on the development channel. */
export type Address = v.InferOutput<typeof addressSchema>;

/** The text that is sealed. */
export function addressOf({ botId, development, userId }: SkillRequest): string {
  return JSON.stringify({ bot: `${botId}${development ? '!' : ''}`, user: userId } satisfies Address);
}

/** The address of an opened seal; undefined where it is none. */
export function readAddress(text: string): Address | undefined {
  try {
    const parsed = v.safeParse(addressSchema, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}
