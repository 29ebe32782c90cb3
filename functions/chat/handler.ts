/** The webhook: every skill, one warm function. Parse, call the dialogue, answer; Kakao always gets a valid reply. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { dynamo } from '../../lib/aws/clients.ts';
import { contentHolder } from '../../lib/aws/content-holder.ts';
import { contentStore } from '../../lib/aws/content-store.ts';
import { type Secrets, secretCache } from '../../lib/aws/secrets.ts';
import { ticketStore } from '../../lib/aws/ticket-store.ts';
import { sorryReply } from '../../lib/dialogue/replies/sorry.ts';
import { koreanDate } from '../../lib/handoff/korean-day.ts';
import type { SkillRequest } from '../../lib/kakao/index.ts';
import { SKILLS, type Skill } from '../../lib/names.ts';
import { refusalLine, turnLine } from '../../lib/usage/line.ts';
import { type Deadline, startDeadline, within } from './deadline.ts';
import {
  checkBot,
  checkHeaders,
  checkSource,
  knowsSecret,
  parseBody,
  presentedSecret,
  type Refusal,
  UNKNOWN_SECRET,
} from './guard.ts';
import { readSettings } from './settings.ts';
import { type Answered, answerCall, type TurnRooms } from './turn.ts';

const settings = readSettings(process.env);
const tick = () => performance.now();
const versions = contentStore(settings.tables.content);
const content = contentHolder({
  floor: readFileSync(new URL('./content.bin', import.meta.url)),
  read: (version, signal) => versions.readVersion(version, signal),
  tick,
});
const secrets = secretCache(settings.parameters, tick);
const rooms: TurnRooms = {
  content,
  tickets: ticketStore(settings.tables.tickets),
  tables: settings.tables,
  queueUrl: settings.queueUrl,
  lateQueueUrl: settings.lateQueueUrl,
};
/**
 * The client is imported while Lambda still gives the start a whole processor: the first turn needs it in any case,
 * and at 512 MB it would take three times as long there.
 */
await dynamo();
/** Time for the secret on a cold start, ms. */
const SECRET_MS = 1200;
/** Left for an answer from memory once the secret is known, ms. */
const ANSWER_MS = 500;
const tags = { city: settings.city, stage: settings.stage };

function write(line: string): void {
  try {
    process.stdout.write(`${line}\n`);
  } catch {
    // A closed log must not cost a citizen the answer.
  }
}

const json = (statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

function refused(refusal: Refusal, at: number): APIGatewayProxyStructuredResultV2 {
  write(refusalLine({ reason: refusal.reason, status: refusal.status, at, ...tags }));
  return json(refusal.status, { error: { code: refusal.reason, message: refusal.message } });
}

/** The secrets, if the caller knows one of them; an unknown secret may be a fresh rotation, so it is read once more. */
async function trusted(event: APIGatewayProxyEventV2, deadline: Deadline): Promise<Secrets | Refusal> {
  const given = presentedSecret(event);
  const signal = deadline.signal(SECRET_MS, ANSWER_MS);
  const known = await within(signal, secrets.read(signal));
  if (knowsSecret(given, known.skill)) return known;
  if (given === undefined || given === '') return UNKNOWN_SECRET;
  const fresh = await within(signal, secrets.recheck(signal));
  return knowsSecret(given, fresh.skill) ? fresh : UNKNOWN_SECRET;
}

function skillOf(event: APIGatewayProxyEventV2): Skill | undefined {
  return SKILLS.find((skill) => skill === event.pathParameters?.skill);
}

const isRefusal = (value: object): value is Refusal => 'status' in value;

function checked(event: APIGatewayProxyEventV2): Refusal | { skill: Skill; request: SkillRequest } {
  const skill = skillOf(event);
  if (!skill) return { status: 404, reason: 'route', message: `No such skill. Known: ${SKILLS.join(', ')}.` };
  const refusal =
    checkSource(event, content.book(koreanDate(event.requestContext.timeEpoch)).city.sourceIps) ??
    checkHeaders(event);
  if (refusal) return refusal;
  const request = parseBody(event);
  if (isRefusal(request)) return request;
  return checkBot(request, settings.botIds) ?? { skill, request };
}

/** Kakao's own id of the call; a header of another form is taken for none. */
function requestIdOf(event: APIGatewayProxyEventV2): string | undefined {
  const id = event.headers['x-request-id'];
  return id && /^[\w-]{8,100}$/.test(id) ? id : undefined;
}

function count(answered: Answered, at: number, deadline: Deadline): void {
  if (answered.tooFast) write(refusalLine({ reason: 'pace', status: 200, at, ...tags }));
  if (answered.event) write(turnLine({ ...answered.event, latencyMs: Math.round(deadline.elapsed()) }, tags));
}

/** What is said when the turn failed or its time ran out: the phone number, never a wrong '접수'. */
function sorry(event: APIGatewayProxyEventV2, reason: string): APIGatewayProxyStructuredResultV2 {
  const at = event.requestContext.timeEpoch;
  write(refusalLine({ reason, status: 200, at, ...tags }));
  return json(200, sorryReply(content.book(koreanDate(at)).city));
}

async function chat(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const now = event.requestContext.timeEpoch;
  const deadline = startDeadline(now, Date.now(), tick);
  let known: Secrets | Refusal;
  try {
    known = await trusted(event, deadline);
  } catch {
    return sorry(event, 'secret-unread');
  }
  if (isRefusal(known)) return refused(known, now);
  const call = checked(event);
  if (isRefusal(call)) return refused(call, now);
  const requestId = requestIdOf(event);
  const apiId = event.requestContext.requestId;
  const whole = { ...call, now, apiId, ...(requestId === undefined ? {} : { requestId }) };
  const answered = await within(deadline.last(), answerCall(whole, known, rooms, deadline));
  count(answered, now, deadline);
  return json(200, answered.reply);
}

/** A fault nobody foresaw, or time that ran out, becomes an honest bubble with a phone number. */
const lastResort = (): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const name = request.error instanceof Error ? request.error.name : 'unknown';
    process.stderr.write(
      `chat: turn failed (${name})\n${(request.error as Error | undefined)?.stack?.split('\n').slice(1).join('\n') ?? ''}\n`,
    );
    request.response = sorry(request.event, name === 'TimeoutError' ? 'deadline' : 'fault');
  },
});

/** Lambda entry: HTTP API payload 2.0 of `POST /skill/{skill}`. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(lastResort())
  .handler(chat);
