/** Kakao's side of the talk: rooms, callbacks, the Event API, and a record of every call. */

import { SKILL_TIMEOUT_MS } from '../../lib/kakao/index.ts';
import type { CityClock } from '../clock.ts';
import { type Callbacks, createCallbacks } from './callbacks.ts';
import { createEventApi, type EventApi } from './eventApi.ts';
import type { RoomOptions } from './protocol.ts';
import { openRoom, type Room } from './room.ts';
import { SCENARIO, type Scenario } from './scenario.ts';
import { callSkill, type SkillAnswer } from './skillCall.ts';
import type { CallRecord } from './turn.ts';

/** What a simulator needs. */
export interface SimulatorOptions {
  /** Base URL of the webhook, without a trailing slash. */
  readonly cityUrl: string;
  /** Secret that the clerk typed for the skills. */
  readonly secret: string;
  readonly botId: string;
  readonly clock: Pick<CityClock, 'now' | 'at'>;
  readonly scenario?: Scenario;
  /** Kakao's patience in ms; tests may shorten it. */
  readonly timeoutMs?: number;
}

/** A simulator. */
export interface Simulator {
  readonly scenario: Scenario;
  readonly callbacks: Callbacks;
  readonly events: EventApi;
  /** The last calls to skills, oldest first. */
  readonly calls: readonly CallRecord[];
  openRoom(options?: Partial<RoomOptions>): Room;
  room(id: string): Room | undefined;
  /** Sends a recorded call once more, byte for byte, as a repeated delivery. Shows nothing. */
  repeat(requestId: string): Promise<SkillAnswer | undefined>;
}

/** Calls that are kept. */
const CALLS_KEPT = 500;

/** Makes a simulator. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const { clock, botId } = options;
  const scenario = options.scenario ?? SCENARIO;
  const timeoutMs = options.timeoutMs ?? SKILL_TIMEOUT_MS;
  const rooms = new Map<string, Room>();
  const calls: CallRecord[] = [];
  const callbacks = createCallbacks(clock);
  const record = (call: CallRecord): void => {
    calls.push(call);
    if (calls.length > CALLS_KEPT) calls.shift();
  };
  const kakao = { ...options, scenario, timeoutMs, callbacks, record };
  return {
    scenario,
    callbacks,
    calls,
    events: createEventApi({ botId, scenario, clock, rooms: () => rooms.values() }),
    openRoom(given = {}) {
      const room = openRoom(kakao, { surface: 'channel', friend: true, ...given });
      rooms.set(room.id, room);
      return room;
    },
    room: (id) => rooms.get(id),
    async repeat(requestId) {
      const found = calls.find((call) => call.requestId === requestId);
      return found && callSkill(found.call, timeoutMs);
    },
  };
}
