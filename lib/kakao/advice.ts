/** House advice on a valid response: what Kakao takes but a citizen reads less well. */
import { isObject, type JsonObject, listMember, member, objectMember, textMember } from './json.ts';
import { ADVICE, type AdviceName } from './limits.ts';
import { messageOf } from './report.ts';

/** One piece of advice; the path names the field. */
export interface Advice {
  readonly path: string;
  readonly rule: AdviceName;
  readonly message: string;
}

type Note = (rule: AdviceName, path: string, found?: string) => void;

/** A bubble, or a card of a carousel, by the name of its component. */
interface Bubble {
  readonly name: string;
  readonly value: JsonObject;
  readonly path: string;
  readonly inCarousel: boolean;
}

function objectsIn(value: JsonObject, key: string): JsonObject[] {
  return listMember(value, key).map((each) => (isObject(each) ? each : {}));
}

function cardsOf(carousel: JsonObject, path: string): Bubble[] {
  const name = textMember(carousel, 'type') ?? '';
  return objectsIn(carousel, 'items').map((value, index) => {
    return { name, value, path: `${path}.items[${index}]`, inCarousel: true };
  });
}

function bubblesOf(template: JsonObject): Bubble[] {
  return objectsIn(template, 'outputs').flatMap((output, index) =>
    Object.keys(output).flatMap((name) => {
      const value = objectMember(output, name);
      const path = `$.template.outputs[${index}].${name}`;
      if (value === undefined) return [];
      return name === 'carousel' ? cardsOf(value, path) : [{ name, value, path, inCarousel: false }];
    }),
  );
}

type TextAt = readonly [path: string, text: string];

function textsOf({ value, path }: Bubble): TextAt[] {
  const rows = ['items', 'itemList'].flatMap((key) =>
    objectsIn(value, key).map((row, index) => [`${path}.${key}[${index}]`, row] as const),
  );
  return [[path, value] as const, ...rows].flatMap(([at, object]) =>
    ['text', 'title', 'description'].flatMap((key): TextAt[] => {
      const text = textMember(object, key);
      return text === undefined ? [] : [[`${at}.${key}`, text]];
    }),
  );
}

function adviseLength(text: string | undefined, rule: LengthAdvice, path: string, note: Note): void {
  if (text !== undefined && text.length > ADVICE[rule].value) note(rule, path, `${text.length} characters`);
}

type LengthAdvice = {
  [Name in AdviceName]: (typeof ADVICE)[Name]['value'] extends number ? Name : never;
}[AdviceName];

function imagesOf({ name, value, path }: Bubble): [path: string, image: JsonObject][] {
  const images = objectsIn(value, 'thumbnails').map((image, index): [string, JsonObject] => {
    return [`${path}.thumbnails[${index}]`, image];
  });
  const thumbnail = objectMember(value, 'thumbnail');
  if (thumbnail !== undefined) images.push([`${path}.thumbnail`, thumbnail]);
  if (name === 'simpleImage') images.push([path, value]);
  return images;
}

function adviseImages(bubble: Bubble, note: Note): void {
  for (const [at, image] of imagesOf(bubble)) {
    if (textMember(image, 'altText') === undefined) note('advice.altText', `${at}.altText`);
  }
}

function adviseRows({ name, value, path }: Bubble, note: Note): void {
  if (name !== 'listCard') return;
  objectsIn(value, 'items').forEach((row, index) => {
    const at = `${path}.items[${index}]`;
    adviseLength(textMember(row, 'title'), 'advice.listCard.title.length', `${at}.title`, note);
    adviseLength(
      textMember(row, 'description'),
      'advice.listCard.description.length',
      `${at}.description`,
      note,
    );
  });
}

function adviseBubble(bubble: Bubble, note: Note): void {
  const { name, value, path, inCarousel } = bubble;
  if (name === 'simpleText')
    adviseLength(textMember(value, 'text'), 'advice.simpleText.shown', `${path}.text`, note);
  if (name === 'basicCard' && inCarousel) {
    const description = textMember(value, 'description');
    adviseLength(description, 'advice.basicCard.description.length.carousel', `${path}.description`, note);
  }
  for (const [at, text] of textsOf(bubble)) {
    if (!/[\p{L}\p{N}]/u.test(text)) note('advice.text.words', at);
  }
  adviseImages(bubble, note);
  adviseRows(bubble, note);
}

const digitsOf = (text: string) => text.replace(/\D/g, '');

function advisePhones(bubbles: readonly Bubble[], note: Note): void {
  const said = bubbles.flatMap((bubble) =>
    textsOf(bubble).map(([, text]) => text.replace(/(?<=\d)[-) .]+(?=\d)/g, '')),
  );
  for (const { value, path } of bubbles) {
    objectsIn(value, 'buttons').forEach((button, index) => {
      const number = digitsOf(textMember(button, 'phoneNumber') ?? '');
      const spoken = number === '' || said.some((text) => text.includes(number));
      if (!spoken) note('advice.phoneNumber.in.text', `${path}.buttons[${index}].phoneNumber`);
    });
  }
}

function adviseQuickReplies(template: JsonObject, note: Note): void {
  objectsIn(template, 'quickReplies').forEach((quickReply, index) => {
    const path = `$.template.quickReplies[${index}].label`;
    adviseLength(textMember(quickReply, 'label'), 'advice.quickReply.label.length', path, note);
  });
}

/**
 * What could be better in a valid response (a parsed value): texts that phones cut, images without alternative
 * text, phone numbers that only a button knows, texts without a word. Nothing here makes Kakao refuse it.
 */
export function adviseSkillResponse(response: unknown): Advice[] {
  const advice: Advice[] = [];
  const note: Note = (rule, path, found) => advice.push({ path, rule, message: messageOf(rule, found) });
  const template = isObject(response) ? member(response, 'template') : undefined;
  if (!isObject(template)) return advice;
  const bubbles = bubblesOf(template);
  for (const bubble of bubbles) adviseBubble(bubble, note);
  advisePhones(bubbles, note);
  adviseQuickReplies(template, note);
  return advice;
}
