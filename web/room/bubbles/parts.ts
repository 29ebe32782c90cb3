/** Reads the parts that components share. What is missing or of a wrong type is left out, as KakaoTalk does. Pure. */

import * as v from 'valibot';
import type { Press } from '../../../local/kakao/protocol.ts';
import type { Button, Deed, Picture } from './model.ts';

/** The field where it is of its type, else nothing. */
export function maybe<const S extends v.GenericSchema>(schema: S) {
  return v.fallback(v.nullish(schema), undefined as v.InferOutput<v.NullishSchema<S, undefined>>);
}

/** A text with something in it, or nothing. */
export const text = maybe(
  v.pipe(
    v.string(),
    v.check((value) => value.trim() !== ''),
  ),
);

/** A whole number, or nothing. */
export const amount = maybe(v.number());

/** The elements that the schema can read; a broken one does not take the others along. */
export function listOf<const S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.fallback(v.nullish(v.array(v.unknown()), []), []),
    v.transform((list): NonNullable<v.InferOutput<S>>[] =>
      (list ?? []).flatMap((each) => {
        const parsed = v.safeParse(schema, each);
        return parsed.success && parsed.output != null
          ? [parsed.output as NonNullable<v.InferOutput<S>>]
          : [];
      }),
    ),
  );
}

const url = maybe(
  v.pipe(
    v.string(),
    v.check((value) => /^https?:\/\//i.test(value) && URL.canParse(value)),
  ),
);

const linkSchema = maybe(v.object({ web: url, pc: url, mobile: url }));

/** `web` wins over the others. */
const addressOf = (link: v.InferOutput<typeof linkSchema>): string | undefined =>
  link?.web ?? link?.mobile ?? link?.pc ?? undefined;

/** `{ key: value }`, or nothing where there is no value: for optional fields. */
export function optional<const Key extends string, Value>(
  key: Key,
  value: Value | null | undefined,
): { readonly [K in Key]?: Value } {
  return (value == null ? {} : { [key]: value }) as { readonly [K in Key]?: Value };
}

/** A picture from an address; undefined without one. */
export function pictureAt(address: string | null | undefined, alt = '', square = false): Picture | undefined {
  return address == null ? undefined : { url: address, alt, square };
}

const thumbnailFields = v.object({
  imageUrl: url,
  altText: text,
  fixedRatio: maybe(v.boolean()),
  link: linkSchema,
  width: amount,
  height: amount,
});

function thumbnailWhere(isSquare: (given: v.InferOutput<typeof thumbnailFields>) => boolean) {
  return v.pipe(
    maybe(thumbnailFields),
    v.transform((given): Picture | undefined => {
      if (given?.imageUrl == null) return undefined;
      const { imageUrl, altText, link } = given;
      return {
        url: imageUrl,
        alt: altText ?? '',
        square: isSquare(given),
        ...optional('link', addressOf(link)),
      };
    }),
  );
}

/** Schema of `thumbnail`; gives a picture or nothing. */
export const thumbnail = thumbnailWhere(({ fixedRatio }) => fixedRatio === true);

/** Schema of an item card's `thumbnail`: 1:1 unless both sizes say otherwise. */
export const itemThumbnail = thumbnailWhere(
  ({ width, height }) => width == null || height == null || width === height,
);

const pressable = {
  label: text,
  title: text,
  action: maybe(v.string()),
  messageText: maybe(v.string()),
  blockId: maybe(v.string()),
  extra: maybe(v.unknown()),
};
type Pressable = v.InferOutput<v.ObjectSchema<typeof pressable, undefined>>;

function pressDeed(from: Press['from'], label: string, given: Pressable): Deed | undefined {
  const { action, messageText, blockId, extra } = given;
  if (action !== 'message' && action !== 'block') return undefined;
  const press: Press = {
    from,
    action,
    label,
    ...optional('messageText', messageText),
    ...optional('blockId', blockId),
    ...optional('extra', extra),
  };
  return { kind: 'press', press };
}

const button = v.pipe(
  v.object({ ...pressable, webLinkUrl: url, phoneNumber: text }),
  v.transform((given): Button | undefined => {
    const { label, action, webLinkUrl, phoneNumber } = given;
    if (label == null) return undefined;
    const deed = plainDeed(action, webLinkUrl, phoneNumber) ?? pressDeed('CARD_BUTTON', label, given);
    return deed && { label, deed };
  }),
);

function plainDeed(
  action: string | null | undefined,
  address: string | null | undefined,
  number: string | null | undefined,
): Deed | undefined {
  if (action === 'webLink' && address != null) return { kind: 'link', url: address };
  if (action === 'phone' && number != null) return { kind: 'phone', number };
  return action === 'share' || action === 'operator' ? { kind: action } : undefined;
}

/** Schema of the fields at a card's foot. */
export const footFields = {
  buttons: listOf(button),
  buttonLayout: maybe(v.picklist(['vertical', 'horizontal'])),
  forwardable: maybe(v.boolean()),
};

/** Buttons stand side by side by `buttonLayout`, else under a 1:1 picture. A forward icon only without buttons. */
export function footOf(
  given: v.InferOutput<v.ObjectSchema<typeof footFields, undefined>>,
  squarePicture = false,
): { readonly buttons: readonly Button[]; readonly sideBySide: boolean; readonly forwardable: boolean } {
  const { buttons, buttonLayout, forwardable } = given;
  const sideBySide = buttonLayout == null ? squarePicture : buttonLayout === 'horizontal';
  return { buttons, sideBySide, forwardable: forwardable === true && buttons.length === 0 };
}

/** Schema of a list's row; a link is followed unless there is an action. */
export const row = v.pipe(
  v.object({ ...pressable, description: text, imageUrl: url, link: linkSchema }),
  v.transform((given) => {
    const { title, description, imageUrl, link } = given;
    if (title == null) return undefined;
    const address = addressOf(link);
    const deed: Deed | undefined =
      pressDeed('LIST_ITEM', title, given) ??
      (address === undefined ? undefined : { kind: 'link', url: address });
    return {
      title,
      ...optional('description', description),
      ...optional('picture', pictureAt(imageUrl, '', true)),
      ...optional('deed', deed),
    };
  }),
);

/** Schema of a quick reply. */
export const quickReply = v.pipe(
  v.object(pressable),
  v.transform((given): Button | undefined => {
    const { label } = given;
    const deed = label == null ? undefined : pressDeed('QUICKREPLY_BUTTON', label, given);
    return label == null || deed === undefined ? undefined : { label, deed };
  }),
);

/** Schema of a profile line (`nickname` in commerce cards, `title` in item cards). */
export const profile = v.pipe(
  maybe(v.object({ nickname: text, title: text, imageUrl: url })),
  v.transform((given) => {
    const name = given?.nickname ?? given?.title;
    if (name == null) return undefined;
    return { name, ...optional('picture', pictureAt(given?.imageUrl, '', true)) };
  }),
);

/** Schema of `{title, description, imageUrl}` with the title needed. */
export const titled = v.pipe(
  maybe(v.object({ title: text, description: text, imageUrl: url })),
  v.transform((given) => {
    if (given?.title == null) return undefined;
    const { title, description, imageUrl } = given;
    const picture = pictureAt(imageUrl, '', true);
    return { title, ...optional('description', description), ...optional('picture', picture) };
  }),
);
