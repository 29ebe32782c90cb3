/** The staff page and its API, one function. API Gateway has checked the token; the role is checked here. */
import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { OPEN_STAFF_ROUTES, STAFF_ROUTES, type StaffRoute } from '../../lib/names.ts';
import { auditLine, doerOf } from '../../lib/staff/audit.ts';
import {
  type Caller,
  type Claims,
  callerOf,
  forbiddenText,
  mayCall,
  type SignedInRoute,
} from '../../lib/staff/roles.ts';
import { act, openByHand } from './act.ts';
import { staffConfig } from './config.ts';
import { type Asked, messagePage } from './files.ts';
import { board, drafts, me, ticket, trail } from './look.ts';
import { json, problem, type Reply } from './reply.ts';
import type { StaffCall } from './request.ts';
import { openRooms, type Rooms } from './rooms.ts';
import { readSettings } from './settings.ts';
import { leaveTrail } from './trail.ts';

const rooms = openRooms(readSettings(process.env));

type OpenRoute = (typeof OPEN_STAFF_ROUTES)[number];

const OPEN: Readonly<Record<OpenRoute, (event: APIGatewayProxyEventV2, rooms: Rooms) => Promise<Reply>>> = {
  page,
  asset: async (event) => rooms.files.asset(event.pathParameters?.file ?? '', asked(event)),
  config,
};

const SIGNED_IN: Readonly<Record<SignedInRoute, (call: StaffCall, rooms: Rooms) => Promise<Reply>>> = {
  me,
  board,
  ticket,
  act,
  open: openByHand,
  suggest: drafts,
  audit: trail,
};

/** The page may call the token endpoint, whose place only the provider knows. */
async function page(event: APIGatewayProxyEventV2): Promise<Reply> {
  try {
    const { tokenUrl } = await rooms.signIn();
    return rooms.files.page(asked(event), new URL(tokenUrl).origin);
  } catch {
    const korean = '로그인 서버에 연결하지 못했어요. 잠시 뒤에 새로 고쳐 주세요.';
    return messagePage(503, korean, 'The sign-in provider did not answer. Try again in a moment.');
  }
}

async function config(event: APIGatewayProxyEventV2): Promise<Reply> {
  try {
    const book = await rooms.book(event.requestContext.timeEpoch);
    return json(200, staffConfig(book, await rooms.signIn()));
  } catch {
    return problem('unavailable', '로그인 서버에 연결하지 못했어요. 잠시 뒤에 새로 고쳐 주세요.');
  }
}

function asked(event: APIGatewayProxyEventV2): Asked {
  return {
    ifNoneMatch: event.headers['if-none-match'],
    acceptEncoding: event.headers['accept-encoding'],
    hash: event.queryStringParameters?.v,
  };
}

async function staff(event: APIGatewayProxyEventV2): Promise<Reply> {
  const names = Object.keys(STAFF_ROUTES) as StaffRoute[];
  const route = names.find((name) => STAFF_ROUTES[name] === event.routeKey);
  if (!route) return problem('notFound', '없는 주소예요.');
  if (isOpen(route)) return OPEN[route](event, rooms);
  const caller = callerOf(claimsOf(event));
  if ('refused' in caller) return stranger(caller.refused);
  const { timeEpoch: now, requestId: id } = event.requestContext;
  const call = { event, caller, now, id };
  return mayCall(route, caller.me) ? SIGNED_IN[route](call, rooms) : forbidden(route, call);
}

function isOpen(route: StaffRoute): route is OpenRoute {
  return (OPEN_STAFF_ROUTES as readonly StaffRoute[]).includes(route);
}

function claimsOf(event: APIGatewayProxyEventV2): Claims {
  const context = event.requestContext as { authorizer?: { jwt?: { claims?: Claims } } };
  return context.authorizer?.jwt?.claims ?? {};
}

function stranger(why: 'noRole' | 'notOurs'): Reply {
  return why === 'noRole'
    ? problem('forbidden', '아직 역할이 정해지지 않은 계정이에요. 관리자에게 역할을 받아 주세요.')
    : problem('unauthorized', '로그인이 필요해요. 다시 로그인해 주세요.');
}

async function forbidden(
  route: SignedInRoute,
  { caller, now, id }: { caller: Caller; now: number; id: string },
): Promise<Reply> {
  await leaveTrail(rooms.audit, auditLine({ at: now, ...doerOf(caller), what: 'refused', call: id }));
  return problem('forbidden', forbiddenText(route));
}

/** A fault nobody foresaw: its place goes to the log, nothing of the request does. */
const lastResort = (): middy.MiddlewareObj<APIGatewayProxyEventV2, Reply> => ({
  onError: (request) => {
    const stack = (request.error as Error | undefined)?.stack?.split('\n').slice(1).join('\n') ?? '';
    process.stderr.write(
      `staff: call failed (${request.error instanceof Error ? request.error.name : 'unknown'})\n${stack}\n`,
    );
    request.response = {
      ...problem('unavailable', '처리하지 못했어요. 잠시 뒤에 다시 해 주세요.'),
      statusCode: 500,
    };
  },
});

/** Lambda entry: HTTP API payload 2.0 of every route in STAFF_ROUTES. */
export const handler = middy<APIGatewayProxyEventV2, Reply>().use(lastResort()).handler(staff);
