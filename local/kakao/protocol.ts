/** What the trial room and the simulator say to each other, as schemas: both sides parse with the same ones. */

import * as v from 'valibot';

/** Where a press came from; with the action it makes Kakao's `flow.trigger.type`. */
export const PRESS_ORIGINS = ['CARD_BUTTON', 'LIST_ITEM', 'LISTMENU', 'QUICKREPLY_BUTTON'] as const;

/** A pressed button, list item or quick reply, as the skill's own response described it. */
export const pressSchema = v.object({
  from: v.picklist(PRESS_ORIGINS),
  action: v.picklist(['message', 'block']),
  label: v.string(),
  messageText: v.optional(v.string()),
  blockId: v.optional(v.string()),
  extra: v.optional(v.unknown()),
});
/** One press. */
export type Press = v.InferOutput<typeof pressSchema>;

/** Longest text that KakaoTalk's input is taken to hold; the real bound is not published. */
export const UTTERANCE_MAX = 10_000;

/** Words of the citizen, or of the counsellor in 1:1 chat. */
export const saySchema = v.object({ text: v.pipe(v.string(), v.nonEmpty(), v.maxLength(UTTERANCE_MAX)) });

/**
 * Where the citizen sits: the live channel, the development channel (bot id with `!`) or the admin centre's 봇테스트
 * (also without a channel key, with a line break behind the words; callbacks fail there).
 */
export const SURFACES = ['channel', 'development', 'botTest'] as const;

/** How to open a room; everything is optional. */
export const roomOptionsSchema = v.object({
  surface: v.optional(v.picklist(SURFACES), 'channel'),
  /** Has added the channel. */
  friend: v.optional(v.boolean(), true),
  /** Gives every block a callback address; absent: as the scenario says. */
  callback: v.optional(v.boolean()),
});
/** Options of a room with the defaults filled in. */
export type RoomOptions = v.InferOutput<typeof roomOptionsSchema>;

/** One broken rule of the contract and what the simulator made of it. */
export const noteSchema = v.object({
  path: v.string(),
  rule: v.string(),
  message: v.string(),
  effect: v.string(),
});
/** A remark on a reply. */
export type Note = v.InferOutput<typeof noteSchema>;

/** Why the citizen got no bubble. */
export const FAILURES = [
  'timeout',
  'status',
  'unreachable',
  'refused',
  'unknownBlock',
  'callbackMissed',
] as const;
/** One of the reasons. */
export type Failure = (typeof FAILURES)[number];

const stamp = { id: v.number(), at: v.number() };

/** Something that happened in the room. `at` is epoch milliseconds of the city's clock. */
export const roomEventSchema = v.variant('kind', [
  v.object({ ...stamp, kind: v.literal('line'), text: v.string() }),
  v.object({ ...stamp, kind: v.literal('mine'), text: v.string() }),
  v.object({ ...stamp, kind: v.literal('counsellor'), text: v.string() }),
  v.object({
    ...stamp,
    kind: v.literal('reply'),
    block: v.string(),
    requestId: v.string(),
    /** Kakao's SkillResponse, cut where Kakao cuts. */
    response: v.unknown(),
    notes: v.array(noteSchema),
    /** Time that the skill took. */
    ms: v.number(),
  }),
  v.object({
    ...stamp,
    kind: v.literal('failed'),
    block: v.string(),
    requestId: v.string(),
    reason: v.picklist(FAILURES),
    text: v.string(),
    notes: v.array(noteSchema),
  }),
]);
/** One event of a room. */
export type RoomEvent = v.InferOutput<typeof roomEventSchema>;
/** One kind of event. */
export type EventOf<Kind extends RoomEvent['kind']> = Extract<RoomEvent, { kind: Kind }>;

/** Who answers in the room now: the bot, or people in 1:1 chat. */
export const MODES = ['bot', 'person'] as const;
/** One of the two. */
export type Mode = (typeof MODES)[number];

/** Answer to every call about a room: its state and the events after the one that was named. */
export const roomStateSchema = v.object({
  room: v.string(),
  mode: v.picklist(MODES),
  busy: v.boolean(),
  events: v.array(roomEventSchema),
});
/** State of a room. */
export type RoomState = v.InferOutput<typeof roomStateSchema>;

/** The channel as the citizen sees it: its name and the menu beside the input. */
export const channelSchema = v.object({
  name: v.string(),
  menu: v.array(v.object({ label: v.string(), press: v.optional(pressSchema) })),
});
/** The channel's face. */
export type ChannelFace = v.InferOutput<typeof channelSchema>;

/** One tile of the gallery: a response, and what becomes of it in KakaoTalk. */
export const exampleSchema = v.object({
  name: v.string(),
  title: v.string(),
  response: v.unknown(),
  notes: v.array(noteSchema),
  /** False: Kakao shows nothing of it. */
  shown: v.boolean(),
});
/** The gallery. */
export const gallerySchema = v.object({ source: v.string(), examples: v.array(exampleSchema) });
/** One tile. */
export type Example = v.InferOutput<typeof exampleSchema>;
/** All tiles and where they came from. */
export type Gallery = v.InferOutput<typeof gallerySchema>;
