/** Kakao's skill contract: requests parsed, responses built, every limit checked. */
export { type Advice, adviseSkillResponse } from './advice.ts';
export { type CallbackReply, callbackAck, isCallbackUrl, parseCallbackReply } from './callback.ts';
export { checkSkillResponse } from './check.ts';
export { type BasicCard, type BasicCardOutput, basicCard } from './components/basicCard.ts';
export {
  type BlockButton,
  type Button,
  type ButtonLayout,
  buttons,
  type Extra,
  fitSideBySide,
  fitsLabel,
  type MessageButton,
  type OperatorButton,
  type PhoneButton,
  type Press,
  type ShareButton,
  type WebLinkButton,
} from './components/button.ts';
export { type Carousel, type CarouselHeader, type CarouselOutput, carousel } from './components/carousel.ts';
export { type CommerceCard, type CommerceCardOutput, commerceCard } from './components/commerceCard.ts';
export { type ContextValue, contextValue } from './components/context.ts';
export { type ItemCard, type ItemCardOutput, itemCard } from './components/itemCard.ts';
export type { ItemImageTitle, ItemProfile, ItemRow, ItemThumbnail } from './components/itemCardParts.ts';
export {
  type ListCard,
  type ListCardOutput,
  type ListItem,
  listCard,
  listItem,
} from './components/listCard.ts';
export { COMPONENT_NAMES, type Output } from './components/output.ts';
export { type QuickReply, quickReply } from './components/quickReply.ts';
export { type SimpleImageOutput, simpleImage } from './components/simpleImage.ts';
export { type SimpleTextOutput, simpleText, textBubbles } from './components/simpleText.ts';
export { type TextCard, type TextCardOutput, textCard } from './components/textCard.ts';
export { type Link, type Thumbnail, thumbnail } from './components/thumbnail.ts';
export {
  ADVICE,
  type AdviceName,
  BUTTON_LABEL_MAX,
  BUTTON_LABEL_SIDE_BY_SIDE_MAX,
  CALLBACK_VALID_MS,
  type Effect,
  LIMITS,
  LIST_DESCRIPTION_ADVICE,
  LIST_TITLE_ADVICE,
  type Limit,
  QUICK_REPLY_LABEL_MAX,
  type RuleName,
  SIMPLE_TEXT_MAX,
  SIMPLE_TEXT_SHOWN,
  SKILL_TIMEOUT_MS,
  USER_ID_MAX,
} from './limits.ts';
export { type DetailParam, payloadSchema, type SkillPayload } from './payload.ts';
export { KakaoLimitError, type Violation } from './report.ts';
export {
  type BlockRef,
  type Flow,
  type Knowledge,
  type ParsedRequest,
  parseSkillRequest,
  type RequestContext,
  type SkillRequest,
  secureImageUrls,
} from './request.ts';
export { type SkillResponse, skillResponse, type Template } from './response.ts';
export { shorten, splitText } from './text.ts';
