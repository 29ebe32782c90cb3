/**
 * Every rule of Kakao's skill response, once: its name is what the checker prints, its value is what the
 * builders and the checker read.
 *
 * Sources: `format` = answer_json_format (응답 타입별 JSON 포맷), `callback` = ai_chatbot_callback_guide,
 * `make` = make_skill, `faq` = cs.kakao.com (챗봇 관리자센터), `code` = public skill servers that agree,
 * `ours` = a form that we chose because Kakao names none.
 */

/**
 * What happens to a response that breaks the rule: `drop` nothing is sent, `cut` the rest is not displayed,
 * `ignored` the field does nothing, `distorted` shown wrongly, `unpublished` Kakao does not say.
 */
export type Effect = 'drop' | 'cut' | 'cut or drop' | 'ignored' | 'distorted' | 'unpublished';

/** Where a limit was read. */
export type LimitSource = 'format' | 'callback' | 'make' | 'faq' | 'code' | 'ours';

/** How sure the limit is: written in a Kakao page, or only inferred from an example. */
export type Certainty = 'documented' | 'unsure' | 'unconfirmed';

/** One rule. `value` is the number, range or list it turns on; `says` states it for a person. */
export interface Limit<Value> {
  readonly value: Value;
  readonly says: string;
  readonly effect: Effect;
  readonly source: LimitSource;
  readonly certainty: Certainty;
}

/** Smallest and greatest number of elements. */
export type Range = readonly [min: number, max: number];

type Origin = Partial<Pick<Limit<unknown>, 'source' | 'certainty'>>;

function limit<const Value>(value: Value, says: string, effect: Effect, origin: Origin = {}): Limit<Value> {
  return { value, says, effect, source: 'format', certainty: 'documented', ...origin };
}

function form(says: string, effect: Effect = 'unpublished', origin: Origin = {}): Limit<string> {
  return limit(says, `must be ${says}`, effect, origin);
}

function text(effect: Effect = 'unpublished', origin: Origin = {}): Limit<string> {
  return limit('text', 'must be a text with at least one character that is not a space', effect, origin);
}

function textWith(other: string, effect: Effect = 'unpublished', origin: Origin = {}): Limit<string> {
  return limit('text', `is required with ${other}`, effect, origin);
}

function url(effect: Effect = 'unpublished'): Limit<string> {
  return limit('url', 'must be an absolute http:// or https:// URL', effect);
}

function characters(max: number, effect: Effect = 'cut', origin: Origin = {}): Limit<number> {
  return limit(max, `at most ${max} characters (UTF-16 units)`, effect, origin);
}

function sum(max: number): Limit<number> {
  return limit(max, `title and description together at most ${max} characters`, 'cut');
}

function lines(max: number): Limit<number> {
  return limit(max, `at most ${max} ${max === 1 ? 'line' : 'lines'}`, 'cut');
}

function count(min: number, max: number, effect: Effect = 'unpublished'): Limit<Range> {
  const says = min === max ? `exactly ${max}` : min === 0 ? `at most ${max}` : `from ${min} to ${max}`;
  return limit([min, max], `must be an array of ${says}`, effect);
}

function oneOf<const Names extends readonly string[]>(
  names: Names,
  effect: Effect = 'unpublished',
): Limit<Names> {
  return limit(names, `must be one of: ${names.join(', ')}`, effect);
}

/** The rules by name. */
export const LIMITS = {
  'response.json': form('JSON in UTF-8 without a byte-order mark', 'drop', { source: 'make' }),
  'response.object': form('an object', 'drop'),
  'response.size': limit(30_720, 'at most 30,720 bytes of UTF-8', 'drop', { source: 'faq' }),
  'response.version': form('the text "2.0"', 'drop'),
  'template.required': form('present, unless data, context or useCallback is', 'drop'),
  'template.outputs.count': count(1, 3, 'drop'),
  'output.component': form('an object with exactly one known component, itself an object', 'drop'),
  'template.quickReplies.count': count(0, 10),
  'quickReply.label.required': text(),
  'quickReply.action.value': oneOf(['message', 'block']),
  'quickReply.messageText.required': textWith('action message', 'unpublished', { certainty: 'unsure' }),
  'quickReply.blockId.required': textWith('action block'),
  'useCallback.type': form('true or false', 'unpublished', { source: 'callback' }),
  'useCallback.template': form('left out with useCallback: true', 'ignored', { source: 'callback' }),
  'data.type': form('an object'),
  'context.values.required': form('an array'),
  'context.value.name.required': text(),
  'context.value.lifeSpan.required': form('present (with a capital S)'),
  'context.value.lifeSpan.type': form('an integer of 0 or more'),
  'context.value.ttl.type': form('an integer of 0 or more seconds', 'unpublished', { certainty: 'unsure' }),
  'context.value.params.type': form('a map of text to text (other types as JSON text)'),

  'simpleText.text.required': text('drop'),
  'simpleText.text.length': characters(1_000, 'unpublished'),
  'simpleImage.imageUrl.required': text('drop'),
  'simpleImage.imageUrl.format': url('drop'),
  'altText.length': characters(50, 'unpublished'),
  'textCard.text.required': limit('text', 'a title or a description is required', 'drop'),
  'textCard.title.length': characters(50),
  'textCard.description.length': characters(400),
  'textCard.description.length.carousel': characters(128),
  'textCard.text.sum': sum(400),
  'basicCard.thumbnail.required': form('present'),
  'basicCard.title.length': characters(50),
  'basicCard.description.length': characters(230),
  'basicCard.title.lines.carousel': lines(2),
  'basicCard.description.lines.carousel': lines(2),
  'thumbnail.imageUrl.required': text('drop'),
  'thumbnail.imageUrl.format': url('drop'),
  'thumbnail.fixedRatio.type': form('true or false'),
  'link.format': form('an object of absolute http:// or https:// URLs'),

  'commerceCard.price.required': form('present', 'drop'),
  'commerceCard.amount.type': form('an integer'),
  'commerceCard.currency.value': oneOf(['won']),
  'commerceCard.discountedPrice.required': form('present with discountRate', 'ignored'),
  'commerceCard.thumbnails.count': count(1, 1),
  'commerceCard.title.length': characters(30),
  'commerceCard.description.length': characters(40),
  'profile.nickname.required': text(),
  'profile.imageUrl.format': url(),

  'listCard.header.required': text('drop'),
  'listCard.items.count': count(1, 5),
  'listCard.items.count.carousel': count(1, 4),
  'listItem.title.required': text('drop'),
  'listItem.action.value': oneOf(['block', 'message']),
  'listItem.blockId.required': textWith('action block'),
  'listItem.messageText.required': textWith('action message'),
  'listItem.imageUrl.format': url(),

  'itemCard.head-profile': limit('one', 'head and profile exclude each other', 'unpublished'),
  'itemCard.head.title.required': text('cut'),
  'itemCard.head.title.lines': lines(1),
  'itemCard.profile.title.required': text('cut'),
  'itemCard.profile.title.length': characters(15),
  'itemCard.profile.ratio': limit('1:1', 'width and height must be equal', 'distorted'),
  'itemCard.imageTitle.title.required': text('cut'),
  'itemCard.imageTitle.title.lines': lines(2),
  'itemCard.imageTitle.description.lines': lines(1),
  'itemCard.imageTitle.imageUrl.format': url(),
  'itemCard.itemList.count': count(1, 10),
  'itemCard.itemList.count.carousel': count(1, 5),
  'itemCard.itemList.title.required': text('cut'),
  'itemCard.itemList.title.length': characters(6),
  'itemCard.itemList.description.required': text('cut'),
  'itemCard.itemList.description.lines': lines(2),
  'itemCard.itemListAlignment.value': oneOf(['left', 'right']),
  'itemCard.itemListSummary.title.required': text('cut'),
  'itemCard.itemListSummary.title.length': characters(6),
  'itemCard.itemListSummary.description.required': text('cut'),
  'itemCard.itemListSummary.description.length': characters(14),
  'itemCard.itemListSummary.description.format': form(
    'an amount: digits with currency sign or word, comma, point, space; two decimals at most',
  ),
  'itemCard.title.required': textWith('a description'),
  'itemCard.text.sum': sum(200),
  'itemCard.text.sum.carousel': sum(100),
  'itemCard.text.lines': limit(12, 'title and description together at most 12 lines', 'cut'),
  'itemCard.thumbnail.ratio': limit('2:1 or 1:1', 'width and height must be 2:1 or 1:1', 'unpublished'),
  'itemCard.thumbnail.ratio.carousel': limit('2:1', 'width and height must be given, 2:1', 'unpublished'),
  'itemCard.carousel.uniform': limit(
    'all or none',
    'thumbnail, head, profile and imageTitle each stand on every card or on none',
    'unpublished',
  ),

  'carousel.type.value': oneOf(['textCard', 'basicCard', 'commerceCard', 'listCard', 'itemCard'], 'drop'),
  'carousel.items.count': count(1, 10),
  'carousel.items.count.listCard': count(1, 5),
  'carousel.header.unsupported': form('left out on textCard and listCard carousels'),
  'carousel.header.title.required': text(),
  'carousel.header.description.required': text(),
  'carousel.header.thumbnail.required': form('an object with imageUrl'),
  'carousel.header.title.lines': lines(2),
  'carousel.header.description.lines': lines(3),
  'carousel.image.ratio': limit('same', 'all cards must have the same fixedRatio', 'unpublished'),

  'buttons.type': form('an array of objects'),
  'buttons.count.vertical': limit(3, 'at most 3 buttons', 'cut or drop'),
  'buttons.count.horizontal': limit(2, 'at most 2 buttons side by side', 'cut or drop'),
  'buttonLayout.value': oneOf(['vertical', 'horizontal']),
  'button.label.required': text('drop'),
  'button.label.length': characters(14),
  'button.label.length.horizontal': limit(8, 'at most 8 characters when two stand side by side', 'cut'),
  'button.action.value': oneOf(['webLink', 'message', 'phone', 'block', 'share', 'operator'], 'drop'),
  'button.webLinkUrl.required': textWith('action webLink', 'drop'),
  'button.webLinkUrl.format': url('drop'),
  'button.messageText.required': textWith('action message'),
  'button.blockId.required': textWith('action block', 'drop'),
  'button.phoneNumber.required': textWith('action phone'),
  'button.phoneNumber.format': form('digits and hyphens, at least 2 digits', 'unpublished', {
    source: 'ours',
  }),
  'extra.type': form('an object'),
  'forwardable.type': form('true or false'),
} as const;

/** Name of a rule, as in Kakao's contract. */
export type RuleName = keyof typeof LIMITS;

/** Names of the rules that turn on one number. */
export type NumberRule = {
  [Name in RuleName]: (typeof LIMITS)[Name]['value'] extends number ? Name : never;
}[RuleName];

/** Names of the rules that turn on a range of counts. */
export type RangeRule = {
  [Name in RuleName]: (typeof LIMITS)[Name]['value'] extends Range ? Name : never;
}[RuleName];

const unconfirmed: Origin = { source: 'code', certainty: 'unconfirmed' };
const house: Origin = { source: 'ours' };

/**
 * House advice beside Kakao's rules: nothing is refused for it, but a citizen reads less well.
 * `adviseSkillResponse` reports it.
 */
export const ADVICE = {
  'advice.simpleText.shown': limit(500, 'KakaoTalk shows 500 characters, the rest behind 전체 보기', 'cut'),
  'advice.quickReply.label.length': characters(14, 'cut', unconfirmed),
  'advice.listCard.title.length': characters(18, 'cut', unconfirmed),
  'advice.listCard.description.length': characters(24, 'cut', unconfirmed),
  'advice.basicCard.description.length.carousel': characters(76, 'cut', { certainty: 'unsure' }),
  'advice.altText': limit('text', 'an image needs its alternative text', 'unpublished', house),
  'advice.phoneNumber.in.text': limit(
    'text',
    'the number must stand in a text as well: phone buttons do not show on a PC',
    'unpublished',
    house,
  ),
  'advice.text.words': limit('words', 'nothing may be said by emoji or signs alone', 'unpublished', house),
} as const;

/** Name of one piece of house advice. */
export type AdviceName = keyof typeof ADVICE;

/** Longest button label in characters; 8 when two stand side by side. */
export const BUTTON_LABEL_MAX = LIMITS['button.label.length'].value;
/** Longest label of each of two buttons that stand side by side. */
export const BUTTON_LABEL_SIDE_BY_SIDE_MAX = LIMITS['button.label.length.horizontal'].value;
/** Longest quick-reply label that phones show whole (seen, not published). */
export const QUICK_REPLY_LABEL_MAX = ADVICE['advice.quickReply.label.length'].value;
/** Longest list title that fits one line (seen, not published). */
export const LIST_TITLE_ADVICE = ADVICE['advice.listCard.title.length'].value;
/** Longest list description that fits one line (seen, not published). */
export const LIST_DESCRIPTION_ADVICE = ADVICE['advice.listCard.description.length'].value;
/** Longest simpleText that Kakao takes. */
export const SIMPLE_TEXT_MAX = LIMITS['simpleText.text.length'].value;
/** Characters of a simpleText that KakaoTalk shows without a press. */
export const SIMPLE_TEXT_SHOWN = ADVICE['advice.simpleText.shown'].value;
/** How long a callback address stays good, in milliseconds; Kakao says one minute, posts near its end fail. */
export const CALLBACK_VALID_MS = 50_000;
/** Kakao waits this long for the answer to a skill call, in milliseconds. */
export const SKILL_TIMEOUT_MS = 5_000;
/** Longest user key that Kakao documents, in characters. */
export const USER_ID_MAX = 70;
/** Deepest nesting that a request is read to (ours; Kakao's own requests have about 7 levels). */
export const JSON_DEPTH_MAX = 32;
