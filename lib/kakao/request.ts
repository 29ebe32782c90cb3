/** A skill request, parsed once at the edge and put in one handy shape. */
import * as v from 'valibot';
import { type Given, present } from './build.ts';
import { isCallbackUrl } from './callback.ts';
import { JSON_DEPTH_MAX, USER_ID_MAX } from './limits.ts';
import { type DetailParam, payloadSchema, type SkillPayload } from './payload.ts';

/** A block of the scenario. */
export interface BlockRef {
  readonly id?: string;
  readonly name?: string;
}
/** A live context. `lifeSpan` in turns (0 where Kakao does not tell), `ttl` in seconds. */
export interface RequestContext {
  readonly name: string;
  readonly lifeSpan: number;
  readonly ttl?: number;
  readonly params: Readonly<Record<string, string>>;
}
/** A candidate of 지식+; texts may be empty. */
export interface Knowledge {
  readonly question: string;
  readonly answer: string;
  readonly categories: readonly string[];
  readonly landingUrl: string;
  readonly imageUrl: string;
}
/** The skill that runs and its parameters; structured values are JSON text. */
export interface RequestAction {
  readonly id?: string;
  readonly name?: string;
  readonly params: Readonly<Record<string, string>>;
  readonly detailParams: Readonly<Record<string, DetailParam>>;
}
/** How the citizen came here: `trigger` is a constant such as `TEXT_INPUT` or `CARD_BUTTON_MESSAGE`. */
export interface Flow {
  readonly trigger?: string;
  readonly referrerBlock?: BlockRef;
  readonly lastBlock?: BlockRef;
}

/** One call of the skill. Maps have no prototype and no `__proto__`, `constructor` or `prototype` at their top. */
export interface SkillRequest {
  /** User key of this bot, 1–70 characters. Personal: keep only a keyed hash of it. */
  readonly userId: string;
  /** Bot id without the development channel's trailing `!`. */
  readonly botId: string;
  /** True on the development channel and in 봇테스트 (the bot id ended with `!`). */
  readonly development: boolean;
  /** The citizen's words as they came: may be empty, long, or end with a line break. */
  readonly utterance: string;
  readonly lang?: string;
  readonly timezone?: string;
  readonly block?: BlockRef;
  readonly intent?: BlockRef;
  readonly action: RequestAction;
  /** `extra` of the pressed button, list item or quick reply; empty where there is none. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly contexts: readonly RequestContext[];
  /** One-time address for a callback, only where it is one of Kakao's own. */
  readonly callbackUrl?: string;
  /** True when a callback address came that is not Kakao's: nothing may be posted there. */
  readonly callbackRefused: boolean;
  readonly surface?: string;
  /** The admin centre's 스킬 테스트. */
  readonly isSkillTest: boolean;
  /** The admin centre's 봇테스트. */
  readonly isBotTest: boolean;
  /** True when the citizen added the channel. */
  readonly isFriend: boolean;
  readonly plusfriendUserKey?: string;
  readonly appUserId?: string;
  readonly flow?: Flow;
  readonly knowledge: readonly Knowledge[];
}

/** A parsed request, or where and why it is none. `problem` is English and holds nothing of the request. */
export type ParsedRequest =
  | { readonly ok: true; readonly request: SkillRequest }
  | { readonly ok: false; readonly path: string; readonly problem: string };

const PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['$', 'must be a JSON object: send the SkillPayload that Kakao sends'],
  ['$.userRequest', 'must be an object with user and utterance'],
  ['$.userRequest.user', 'must be an object with id'],
  ['$.userRequest.user.id', `must be a text of 1 to ${USER_ID_MAX} characters, not blank`],
  ['$.userRequest.utterance', 'must be a text; leave it out or send null where there is none'],
  ['$.bot', 'must be an object with id'],
  ['$.bot.id', 'must be the text that the admin centre shows as the id of the bot'],
]);

function blockRef(block: Given<BlockRef> | undefined): BlockRef | undefined {
  if (block?.id === undefined && block?.name === undefined) return undefined;
  return present<BlockRef>({ id: block.id, name: block.name });
}

function actionOf({ action }: SkillPayload): RequestAction {
  const { id, name, params = {}, detailParams = {} } = action ?? {};
  return present<RequestAction>({ id, name, params, detailParams });
}

function contextsOf({ contexts = [] }: SkillPayload): RequestContext[] {
  return contexts.map(({ name, lifeSpan, lifespan, ttl, params }) =>
    present<RequestContext>({ name, lifeSpan: lifeSpan ?? lifespan ?? 0, ttl, params: params ?? {} }),
  );
}

function knowledgeOf({ intent }: SkillPayload): Knowledge[] {
  const { matchedKnowledges = [] } = intent?.extra?.knowledge ?? intent?.extra?.knowledges ?? {};
  return matchedKnowledges.map(
    ({ question = '', answer = '', categories = [], landingUrl = '', imageUrl = '' }) => {
      return { question, answer, categories, landingUrl, imageUrl };
    },
  );
}

function flowOf({ flow }: SkillPayload): Flow | undefined {
  if (flow === undefined) return undefined;
  return present<Flow>({
    trigger: flow.trigger?.type,
    referrerBlock: blockRef(flow.trigger?.referrerBlock),
    lastBlock: blockRef(flow.lastBlock),
  });
}

function callbackOf({
  userRequest,
}: SkillPayload): Pick<Given<SkillRequest>, 'callbackUrl' | 'callbackRefused'> {
  const address = userRequest.callbackUrl;
  if (address === undefined) return { callbackUrl: undefined, callbackRefused: false };
  const ours = isCallbackUrl(address);
  return { callbackUrl: ours ? address : undefined, callbackRefused: !ours };
}

function whoOf({ userRequest, bot }: SkillPayload) {
  const { user, params } = userRequest;
  const { properties } = user;
  return {
    userId: user.id,
    botId: bot.id.replace(/!$/, ''),
    development: bot.id.endsWith('!'),
    surface: params?.surface,
    isSkillTest: user.type === 'accountId',
    isBotTest: params?.surface === 'BuilderBotTest',
    isFriend: properties?.isFriend === true,
    plusfriendUserKey: properties?.plusfriendUserKey ?? properties?.plusfriend_user_key,
    appUserId: properties?.appUserId ?? properties?.app_user_id,
  };
}

function normalise(payload: SkillPayload): SkillRequest {
  const { utterance, lang, timezone, block } = payload.userRequest;
  return present<SkillRequest>({
    ...whoOf(payload),
    utterance,
    lang,
    timezone,
    block: blockRef(block),
    intent: blockRef(payload.intent),
    action: actionOf(payload),
    extra: payload.action?.clientExtra ?? {},
    contexts: contextsOf(payload),
    ...callbackOf(payload),
    flow: flowOf(payload),
    knowledge: knowledgeOf(payload),
  });
}

function childrenOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** What no request of Kakao's holds at any depth; level by level, so that no nesting can exhaust the stack. */
function unfitness(value: unknown): string | undefined {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > JSON_DEPTH_MAX) return `is nested more than ${JSON_DEPTH_MAX} levels deep; send it flatter`;
    const unbounded = level.some((each) => typeof each === 'number' && !Number.isFinite(each));
    if (unbounded) return 'holds a number beyond the range of a double; send it as text';
    level = level.flatMap(childrenOf);
  }
  return undefined;
}

/**
 * Parses the body of a skill call (a JSON value). Missing optional fields, and optional fields of a wrong type, are
 * absent; unknown ones are dropped. Only a missing or broken user, bot or utterance makes it no request.
 */
export function parseSkillRequest(value: unknown): ParsedRequest {
  const unfit = unfitness(value);
  if (unfit !== undefined) return { ok: false, path: '$', problem: unfit };
  const result = v.safeParse(payloadSchema, value, { abortEarly: true });
  if (result.success) return { ok: true, request: normalise(result.output) };
  const dots = v.getDotPath(result.issues[0]);
  const path = dots === null ? '$' : `$.${dots}`;
  return { ok: false, path, problem: PROBLEMS.get(path) ?? 'has the wrong type' };
}

/**
 * The addresses of photos in a parameter of the plugin 이미지 보안전송 (`@sys.plugin.secureimage`), which holds JSON
 * text with `secureUrls: "List(https://…, https://…)"`. They expire. Empty where the text holds none.
 */
export function secureImageUrls(param: string): string[] {
  const list = /"secureUrls"\s*:\s*"List\(([^")]*)\)"/.exec(param)?.[1] ?? '';
  return list.split(/,\s*/).filter((address) => address.startsWith('https://'));
}
