/** Pseudonyms of citizens: keyed, one-way, and not linkable to each other without the key. */
import { createHmac } from 'node:crypto';

/** Letters of base64url kept: 22 × 6 bits = 132 bits. */
const LENGTH = 22;

function derive(key: string, purpose: string, ...parts: readonly string[]): string {
  const message = [purpose, ...parts].map((part) => `${part.length}:${part}`).join('');
  return createHmac('sha256', key).update(message).digest('base64url').slice(0, LENGTH);
}

/** Key under which a citizen's session and ticket are stored. `key`: the deployment's secret; ids as Kakao sends them. */
export function citizenKey(key: string, botId: string, userId: string): string {
  return derive(key, 'citizen', botId, userId);
}

/** Pseudonym for counting unique users of one day (`YYYY-MM-DD`, Asia/Seoul). `citizen`: a citizenKey. */
export function dayPseudonym(key: string, citizen: string, day: string): string {
  return derive(key, 'day', day, citizen);
}

/** Pseudonym for counting unique users of one month (`YYYY-MM`, Asia/Seoul). `citizen`: a citizenKey. */
export function monthPseudonym(key: string, citizen: string, month: string): string {
  return derive(key, 'month', month, citizen);
}
