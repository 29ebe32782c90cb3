/** Kakao's Event API: the only way for the city to speak first. Every call is kept for tests. */

import * as v from 'valibot';
import type { CityClock } from '../clock.ts';
import { type TaskReply, taskReply } from './callbacks.ts';
import type { Room } from './room.ts';
import type { Scenario } from './scenario.ts';

/** Most users of one call (second-hand). */
const USERS_MAX = 100;

const talkSchema = v.object({
  event: v.object({
    name: v.pipe(v.string(), v.nonEmpty()),
    data: v.optional(v.record(v.string(), v.unknown())),
  }),
  user: v.pipe(
    v.array(
      v.object({
        type: v.picklist(['botUserKey', 'plusfriendUserKey', 'appUserId']),
        id: v.pipe(v.string(), v.nonEmpty()),
      }),
    ),
    v.minLength(1),
    v.maxLength(USERS_MAX),
  ),
  params: v.optional(v.record(v.string(), v.string())),
});
/** Body of an Event API call. */
export type TalkBody = v.InferOutput<typeof talkSchema>;
type User = TalkBody['user'][number];

/** A call to the Event API and what became of it. */
export interface TalkRecord {
  readonly botId: string;
  readonly body: TalkBody;
  readonly reply: TaskReply;
  /** Users whom the message did not reach, with the reason. */
  readonly failed: readonly { readonly user: User; readonly reason: string }[];
}

/** Answer to an HTTP call. */
export interface TalkAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** The Event API of one simulator. */
export interface EventApi {
  readonly records: readonly TalkRecord[];
  /** `POST /v2/bots/{botId}/talk`. */
  talk(botId: string, authorization: string | undefined, body: unknown): TalkAnswer;
  /** `GET /v1/tasks/{taskId}`. */
  task(taskId: string): TalkAnswer;
}

/** What the Event API needs to know. */
export interface EventApiOptions {
  readonly botId: string;
  readonly scenario: Scenario;
  readonly clock: Pick<CityClock, 'now'>;
  rooms(): Iterable<Room>;
}

/** Makes the Event API. Any REST API key is taken. */
export function createEventApi(options: EventApiOptions): EventApi {
  const records: TalkRecord[] = [];
  const refused = (status: number, message: string): TalkAnswer => ({
    status,
    body: taskReply(options.clock, message),
  });
  return {
    records,
    talk(botId, authorization, body) {
      if (!/^KakaoAK \S+$/.test(authorization ?? '')) return refused(401, 'Invalid REST API key.');
      if (botId.replace(/!$/, '') !== options.botId)
        return refused(400, 'Invalid bot ID. Check your Bot ID.');
      const parsed = v.safeParse(talkSchema, body);
      if (!parsed.success) return refused(400, 'Invalid request body.');
      const record = deliver(options, botId, parsed.output);
      records.push(record);
      return { status: 200, body: record.reply };
    },
    task(taskId) {
      const record = records.find(({ reply }) => reply.taskId === taskId);
      if (record === undefined) return refused(404, 'Unknown task.');
      const all = record.body.user.length;
      const failed = record.failed.map(({ user, reason }) => ({ ...user, errorMessage: reason }));
      const counts = { allRequestCount: all, successCount: all - failed.length };
      return {
        status: 200,
        body: { ...record.reply, ...counts, fail: { count: failed.length, list: failed } },
      };
    },
  };
}

function deliver({ scenario, clock, rooms }: EventApiOptions, botId: string, body: TalkBody): TalkRecord {
  const block = scenario.blocks.find(({ event }) => event === body.event.name);
  const failed = body.user.flatMap((user) => {
    const room = [...rooms()].find((each) => isOf(each, user));
    const reason = reasonAgainst(room, block !== undefined);
    if (reason !== undefined) return [{ user, reason }];
    if (room !== undefined && block !== undefined) void room.runEvent(block, body.params ?? {});
    return [];
  });
  return { botId, body, failed, reply: taskReply(clock) };
}

function reasonAgainst(room: Room | undefined, blockKnown: boolean): string | undefined {
  if (!blockKnown) return 'No block has this event.';
  if (room === undefined) return 'Unknown user.';
  return room.options.friend ? undefined : 'The user has not added the channel, or has blocked it.';
}

function isOf({ citizen }: Room, { type, id }: User): boolean {
  return type === 'appUserId' ? false : citizen[type] === id;
}
