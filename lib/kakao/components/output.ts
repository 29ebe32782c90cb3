/** The outputs of a response: an object with one component each. */
import type { Inspection } from '../inspect.ts';
import { isObject, member } from '../json.ts';
import type { Report } from '../report.ts';
import { type BasicCardOutput, inspectBasicCard } from './basicCard.ts';
import { type CarouselOutput, inspectCarousel } from './carousel.ts';
import { type CommerceCardOutput, inspectCommerceCard } from './commerceCard.ts';
import { type ItemCardOutput, inspectItemCard } from './itemCard.ts';
import { inspectListCard, type ListCardOutput } from './listCard.ts';
import { inspectSimpleImage, type SimpleImageOutput } from './simpleImage.ts';
import { inspectSimpleText, type SimpleTextOutput } from './simpleText.ts';
import { inspectTextCard, type TextCardOutput } from './textCard.ts';

/** One bubble, as its builder returns it. */
export type Output =
  | SimpleTextOutput
  | SimpleImageOutput
  | TextCardOutput
  | BasicCardOutput
  | CommerceCardOutput
  | ListCardOutput
  | ItemCardOutput
  | CarouselOutput;

const COMPONENTS: Readonly<Record<string, Inspection>> = {
  simpleText: inspectSimpleText,
  simpleImage: inspectSimpleImage,
  textCard: inspectTextCard,
  basicCard: inspectBasicCard,
  commerceCard: inspectCommerceCard,
  listCard: inspectListCard,
  itemCard: inspectItemCard,
  carousel: inspectCarousel,
};

/** Names of the components an output can hold. */
export const COMPONENT_NAMES = Object.keys(COMPONENTS);

/** Rules of one output. */
export function inspectOutput(output: unknown, path: string, report: Report): void {
  const object = isObject(output) ? output : {};
  const [name, ...others] = COMPONENT_NAMES.filter((each) => member(object, each) !== undefined);
  const component = name === undefined || others.length > 0 ? undefined : member(object, name);
  if (name === undefined || !isObject(component)) {
    report('output.component', path);
    return;
  }
  COMPONENTS[name]?.(component, `${path}.${name}`, report, 'single');
}
