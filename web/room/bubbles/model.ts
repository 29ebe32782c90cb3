/** What a reply looks like on the screen: Kakao's components, reduced to what is drawn. */

import type { Press } from '../../../local/kakao/protocol.ts';

/** A picture; Kakao loads it, the trial room shows its text where it lies elsewhere. */
export interface Picture {
  readonly url: string;
  readonly alt: string;
  /** 1:1 rather than 2:1. */
  readonly square: boolean;
  readonly link?: string;
}

/** What a button does. */
export type Deed =
  | { readonly kind: 'press'; readonly press: Press }
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'phone'; readonly number: string }
  | { readonly kind: 'share' }
  | { readonly kind: 'operator' };

/** A button with its label. */
export interface Button {
  readonly label: string;
  readonly deed: Deed;
}

/** What every card may have at its foot. */
interface Foot {
  readonly buttons: readonly Button[];
  /** Buttons side by side. */
  readonly sideBySide: boolean;
  readonly forwardable: boolean;
}

/** Title and description, both optional. */
interface Words {
  readonly title?: string;
  readonly description?: string;
}

/** Text with buttons. */
export interface TextCard extends Foot, Words {
  readonly kind: 'textCard';
}

/** Picture, text, buttons. */
export interface BasicCard extends Foot, Words {
  readonly kind: 'basicCard';
  readonly picture?: Picture;
}

/** Something with a price; amounts in won. */
export interface CommerceCard extends Foot, Words {
  readonly kind: 'commerceCard';
  readonly picture?: Picture;
  readonly price: number;
  /** What is paid; differs from `price` when there is a discount. */
  readonly pays: number;
  readonly discount?: string;
  readonly profile?: { readonly name: string; readonly picture?: Picture };
}

/** One row of a list. */
export interface Row extends Words {
  readonly title: string;
  readonly picture?: Picture;
  readonly deed?: Deed;
}

/** A list under a header. */
export interface ListCard extends Foot {
  readonly kind: 'listCard';
  readonly header: string;
  readonly rows: readonly Row[];
}

/** A form-like card. */
export interface ItemCard extends Foot, Words {
  readonly kind: 'itemCard';
  readonly picture?: Picture;
  readonly head?: string;
  readonly profile?: { readonly name: string; readonly picture?: Picture };
  readonly imageTitle?: Words & { readonly title: string; readonly picture?: Picture };
  readonly items: readonly { readonly title: string; readonly description: string }[];
  readonly summary?: { readonly title: string; readonly description: string };
  readonly alignRight: boolean;
}

/** Any card. */
export type Card = TextCard | BasicCard | CommerceCard | ListCard | ItemCard;

/** Cards side by side. */
export interface Carousel {
  readonly kind: 'carousel';
  readonly header?: Words & { readonly title: string; readonly picture?: Picture };
  readonly cards: readonly Card[];
}

/** One bubble. */
export type Bubble =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly picture: Picture }
  | Card
  | Carousel;

/** A whole reply. */
export interface Reply {
  readonly bubbles: readonly Bubble[];
  readonly quickReplies: readonly Button[];
}
