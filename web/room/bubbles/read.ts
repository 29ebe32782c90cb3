/** Reads a skill response into the bubbles that are drawn. Pure; anything in, no crash out. */

import * as v from 'valibot';
import { carouselHeader, readCard } from './cards.ts';
import type { Bubble, Carousel, Reply } from './model.ts';
import { listOf, maybe, optional, pictureAt, quickReply, text } from './parts.ts';

const record = v.record(v.string(), v.unknown());

const responseSchema = v.object({
  template: maybe(v.object({ outputs: listOf(record), quickReplies: listOf(quickReply) })),
});

const carouselSchema = v.object({
  type: v.string(),
  items: listOf(v.unknown()),
  header: carouselHeader,
});

const imageSchema = v.object({ imageUrl: v.string(), altText: text });

/** The bubbles and quick replies of a response; none where it has no template. */
export function readReply(response: unknown): Reply {
  const parsed = v.safeParse(responseSchema, response);
  const template = parsed.success ? parsed.output.template : undefined;
  return {
    bubbles: (template?.outputs ?? []).flatMap((output) => Object.entries(output).flatMap(readBubble)),
    quickReplies: template?.quickReplies ?? [],
  };
}

function readBubble([name, value]: [string, unknown]): Bubble[] {
  const bubble = READERS[name]?.(value) ?? readCard(name, value);
  return bubble === undefined ? [] : [bubble];
}

const READERS: Readonly<Partial<Record<string, (value: unknown) => Bubble | undefined>>> = {
  simpleText(value) {
    const parsed = v.safeParse(v.object({ text: v.string() }), value);
    return parsed.success ? { kind: 'text', text: parsed.output.text } : undefined;
  },
  simpleImage(value) {
    const parsed = v.safeParse(imageSchema, value);
    const picture = parsed.success
      ? pictureAt(parsed.output.imageUrl, parsed.output.altText ?? '')
      : undefined;
    return picture && { kind: 'image', picture };
  },
  carousel: readCarousel,
};

function readCarousel(value: unknown): Carousel | undefined {
  const parsed = v.safeParse(carouselSchema, value);
  if (!parsed.success) return undefined;
  const { type, items, header } = parsed.output;
  const cards = items.flatMap((item) => readCard(type, item) ?? []);
  return { kind: 'carousel', cards, ...optional('header', header) };
}
