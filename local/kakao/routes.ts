/** The calls of the trial room: rooms, what is said and pressed in them, what was sent, the gallery. */

import type { ApiAnswer, ApiCall, ApiRoute } from './httpApi.ts';
import { ApiProblem, parseBody } from './httpApi.ts';
import type { ChannelFace, Gallery, RoomEvent } from './protocol.ts';
import { pressSchema, roomOptionsSchema, saySchema } from './protocol.ts';
import type { Room } from './room.ts';
import type { Simulator } from './simulator.ts';

/** Longest time that a call for events is held open, ms. */
const WAIT_MAX_MS = 25_000;

const ok = (body: unknown): ApiAnswer => ({ status: 200, body });

/** What the routes answer from. */
export interface RouteSources {
  readonly simulator: Simulator;
  readonly face: ChannelFace;
  gallery(): Promise<Gallery>;
}

/** Makes the table of routes. */
export function simulatorRoutes({ simulator, face, gallery }: RouteSources): ApiRoute[] {
  const roomOf = ({ parts: [id = ''] }: ApiCall): Room => {
    const room = simulator.room(id);
    if (room === undefined) throw new ApiProblem(404, 'There is no such room; open one with POST /rooms.');
    return room;
  };
  const act =
    (deed: (room: Room, call: ApiCall) => Promise<RoomEvent[]>) =>
    async (call: ApiCall): Promise<ApiAnswer> => {
      const room = roomOf(call);
      const events = await deed(room, call);
      return ok({ ...room.state(Number.POSITIVE_INFINITY), events });
    };
  return [
    ['GET', '/channel', () => ok(face)],
    ['GET', '/gallery', async () => ok(await gallery())],
    [
      'POST',
      '/rooms',
      ({ body }) => ok(simulator.openRoom(parseBody(roomOptionsSchema, body ?? {})).state()),
    ],
    ['GET', '/rooms/*/events', (call) => eventsOf(roomOf(call), call)],
    ['POST', '/rooms/*/enter', act((room) => room.enter())],
    ['POST', '/rooms/*/say', act((room, { body }) => room.say(parseBody(saySchema, body).text))],
    ['POST', '/rooms/*/press', act((room, { body }) => room.press(parseBody(pressSchema, body)))],
    ['POST', '/rooms/*/operator', act((room) => room.operator())],
    ['POST', '/rooms/*/bot', act((room) => room.backToBot())],
    [
      'POST',
      '/rooms/*/counsellor',
      act((room, { body }) => room.counsellor(parseBody(saySchema, body).text)),
    ],
    ['GET', '/calls/*', ({ parts: [requestId = ''] }) => callOf(simulator, requestId)],
    ['POST', '/calls/*/repeat', async ({ parts: [requestId = ''] }) => repeated(simulator, requestId)],
    ['GET', '/event-api', () => ok({ calls: simulator.events.records })],
  ];
}

const numberIn = (query: URLSearchParams, name: string): number => {
  const value = Number(query.get(name) ?? 0);
  return Number.isFinite(value) && value > 0 ? value : 0;
};

async function eventsOf(room: Room, { query }: ApiCall): Promise<ApiAnswer> {
  const after = numberIn(query, 'after');
  await room.wait(after, Math.min(numberIn(query, 'wait'), WAIT_MAX_MS));
  return ok(room.state(after));
}

function callOf({ calls }: Simulator, requestId: string): ApiAnswer {
  const found = calls.find((call) => call.requestId === requestId);
  if (found === undefined) throw new ApiProblem(404, 'There is no such call.');
  const { kind, ms } = found.answer;
  const status = found.answer.kind === 'answered' ? found.answer.status : undefined;
  return ok({ url: found.call.url, request: found.call.body, answer: found.body, kind, ms, status });
}

async function repeated(simulator: Simulator, requestId: string): Promise<ApiAnswer> {
  const answer = await simulator.repeat(requestId);
  if (answer === undefined) throw new ApiProblem(404, 'There is no such call.');
  return ok(answer.kind === 'answered' ? { ...answer, body: new TextDecoder().decode(answer.body) } : answer);
}
