/** What the staff function answers: JSON, files, and refusals in Korean. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { StaffError, StaffErrorCode, TicketView } from '../../lib/staff/api.ts';

/** An answer to API Gateway. */
export type Reply = APIGatewayProxyStructuredResultV2;

const STATUS: Readonly<Record<StaffErrorCode, number>> = {
  invalid: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  tooLarge: 413,
  unknown: 503,
  unavailable: 503,
};

/** On every answer. */
const GUARDS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** An answer with what every answer carries. */
export function reply(
  statusCode: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer = '',
): Reply {
  const whole = { statusCode, headers: { ...GUARDS, ...headers } };
  return typeof body === 'string'
    ? { ...whole, body }
    : { ...whole, body: body.toString('base64'), isBase64Encoded: true };
}

/** JSON that no cache keeps. */
export function json(
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const type = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' };
  return reply(statusCode, { ...type, ...headers }, JSON.stringify(body));
}

/** A refusal with its sentence; a conflict brings the ticket as it is now. */
export function problem(
  code: StaffErrorCode,
  message: string,
  now?: { readonly ticket: TicketView; readonly by?: string },
): Reply {
  return json(STATUS[code], { error: { code, message }, ...now } satisfies StaffError);
}

/** Said when the store is away: nothing happened. */
export const UNAVAILABLE = problem(
  'unavailable',
  '지금은 저장소에 연결하지 못했어요. 잠시 뒤에 다시 해 주세요.',
);
/** Said when a write's answer was lost. */
export const UNKNOWN = problem('unknown', '저장됐는지 확인하지 못했어요. 목록을 새로 고쳐 확인해 주세요.');
/** Said of a ticket that is no longer kept. */
export const GONE = problem(
  'notFound',
  '이 상담을 찾지 못했어요. 보관 기간이 지났을 수 있어요. 목록을 새로 고쳐 주세요.',
);

/** Said of a request of the wrong shape; `what` names it for an engineer. */
export function invalid(what: string): Reply {
  return problem('invalid', `보낸 내용을 읽지 못했어요(${what}). 화면을 새로 고친 뒤 다시 해 주세요.`);
}
