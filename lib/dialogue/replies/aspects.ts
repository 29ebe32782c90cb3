/** Which kinds of facts answer which part that was asked for. */
import type { FactKind } from '../../content/types.ts';
import type { Aspect } from '../../matching/types.ts';

const ASKED: Readonly<Record<Aspect, readonly FactKind[]>> = {
  fee: ['fee'],
  papers: ['papers'],
  place: ['place'],
  hours: ['hours', 'duration'],
  phone: ['phone'],
  duration: ['duration', 'hours'],
  who: ['who', 'papers'],
  how: ['step', 'link'],
};

/** Kinds that answer an aspect, best first; never empty. */
export const kindsOf = (aspect: Aspect): readonly FactKind[] => ASKED[aspect];
