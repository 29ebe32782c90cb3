/** How long the parts of the usage figures are kept. */

/** Retention in days. Roll-ups and counts of users are kept for good. */
export interface UsageRetention {
  /** Events without words: what roll-ups can be counted again from. */
  readonly eventDays: number;
  /** Masked words of questions that found nothing. */
  readonly wordDays: number;
  /** Period pseudonyms, from the end of their day or month: as long as a late log batch may still come. */
  readonly markerDays: number;
}

/**
 * The product's defaults, equal to those of a city profile (`retention.usageEventDays`, `retention.questionDays`).
 * The counting function has no city profile at hand: a city that changes them passes its own to `usageStore`.
 * A batch that could not be counted waits 14 days at most; 35 leaves room for a repair by hand.
 */
export const USAGE_RETENTION: UsageRetention = { eventDays: 400, wordDays: 90, markerDays: 35 };
