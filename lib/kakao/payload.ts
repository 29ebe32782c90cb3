/**
 * The request as Kakao sends it (SkillPayload), as one schema. Only a user, a bot and a talk are demanded; every
 * other field is optional, and one of a wrong type (null included) counts as absent. Unknown fields are dropped.
 */
import * as v from 'valibot';
import { isObject, type JsonObject } from './json.ts';
import { USER_ID_MAX } from './limits.ts';

type Schema = v.GenericSchema;

/** The field where it is of its type, else nothing. */
function lenient<const S extends Schema>(schema: S) {
  return v.fallback(v.optional(schema), undefined as v.InferOutput<v.OptionalSchema<S, undefined>>);
}

const text = lenient(v.string());
const flag = lenient(v.boolean());

/** Member names that could reach a prototype when somebody copies a map by assignment. */
const UNSAFE_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** A copy without a prototype and without the names that could reach one. */
function safeMap<T>(object: JsonObject, pick: (value: unknown) => T | undefined): Record<string, T> {
  const map: Record<string, T> = Object.create(null) as Record<string, T>;
  for (const key of Object.keys(object)) {
    const value = UNSAFE_KEYS.has(key) ? undefined : pick(object[key]);
    if (value !== undefined) map[key] = value;
  }
  return map;
}

function mapOf<T>(pick: (value: unknown) => T | undefined) {
  return lenient(
    v.pipe(
      v.custom<JsonObject>(isObject),
      v.transform((object) => safeMap(object, pick)),
    ),
  );
}

const asText = (value: unknown) => (typeof value === 'string' ? value : undefined);
const asIs = (value: unknown) => value ?? undefined;

/** A parameter with the citizen's words and what Kakao made of them. */
export interface DetailParam {
  readonly origin: string;
  readonly value: string;
  readonly groupName: string;
}

function asDetail(value: unknown): DetailParam | undefined {
  if (!isObject(value)) return undefined;
  const { origin, value: resolved, groupName } = value;
  return { origin: asText(origin) ?? '', value: asText(resolved) ?? '', groupName: asText(groupName) ?? '' };
}

function asContextParam(value: unknown): string | undefined {
  return isObject(value) ? (asText(value.resolvedValue) ?? asText(value.value)) : asText(value);
}

/** Live contexts beyond this number are not read: Kakao has no use for so many, a stranger might. */
const CONTEXTS_READ = 64;

/** The elements that fit the schema; a list with a broken element keeps the others. */
function listOf<const S extends Schema>(schema: S) {
  return lenient(
    v.pipe(
      v.array(v.unknown()),
      v.transform((list) =>
        list.slice(0, CONTEXTS_READ).flatMap((element) => {
          const result = v.safeParse(schema, element);
          return result.success ? [result.output] : [];
        }),
      ),
    ),
  );
}

const count = lenient(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

const block = lenient(v.object({ id: text, name: text }));

const knowledge = v.object({
  question: text,
  answer: text,
  categories: listOf(v.string()),
  landingUrl: text,
  imageUrl: text,
});

const knowledges = lenient(v.object({ responseType: text, matchedKnowledges: listOf(knowledge) }));

const intent = v.object({
  id: text,
  name: text,
  extra: lenient(
    v.object({
      reason: lenient(v.object({ code: lenient(v.number()), message: text })),
      knowledge: knowledges,
      // The page's heading has the plural, its example the singular.
      knowledges,
    }),
  ),
});

/** User properties come in camel case and, as logged, in snake case too. */
const properties = v.object({
  botUserKey: text,
  bot_user_key: text,
  plusfriendUserKey: text,
  plusfriend_user_key: text,
  appUserId: text,
  app_user_id: text,
  appUserStatus: text,
  app_user_status: text,
  isFriend: flag,
});

const user = v.object({
  id: v.pipe(
    v.string(),
    v.check((id) => id.trim() !== ''),
    v.maxLength(USER_ID_MAX),
  ),
  type: text,
  properties: lenient(properties),
});

const userRequest = v.object({
  user,
  utterance: v.nullish(v.string(), ''),
  timezone: text,
  lang: text,
  params: mapOf(asText),
  block,
  callbackUrl: text,
});

const action = v.object({
  id: text,
  name: text,
  params: mapOf(asText),
  detailParams: mapOf(asDetail),
  clientExtra: mapOf(asIs),
});

/** The response spells `lifeSpan`, requests have been seen with `lifespan`. */
const context = v.object({
  name: v.pipe(v.string(), v.nonEmpty()),
  lifeSpan: count,
  lifespan: count,
  ttl: count,
  params: mapOf(asContextParam),
});

const flow = v.object({
  trigger: lenient(v.object({ type: text, referrerBlock: block })),
  lastBlock: block,
});

/** The whole request. */
export const payloadSchema = v.object({
  userRequest,
  bot: v.object({ id: v.pipe(v.string(), v.regex(/[^\s!]/)), name: text }),
  intent: lenient(intent),
  action: lenient(action),
  contexts: listOf(context),
  flow: lenient(flow),
});

/** A request as Kakao sends it, checked. */
export type SkillPayload = v.InferOutput<typeof payloadSchema>;
