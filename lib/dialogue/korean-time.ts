/** Korean dates of an instant. Korea has had no daylight saving since 1988: always nine hours ahead of UTC. */
const NINE_HOURS_MS = 9 * 60 * 60 * 1000;

/** ISO date in Korea, '2026-11-24'. `at`: epoch ms. */
export function koreanDate(at: number): string {
  return new Date(at + NINE_HOURS_MS).toISOString().slice(0, 10);
}
