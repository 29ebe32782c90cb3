/** What staff read: board, one ticket, drafts, the audit trail, themselves. */
import { createHash } from 'node:crypto';
import {
  AUDIT_QUERY,
  type AuditPage,
  type Board,
  SUGGEST_QUERY,
  type Suggestions,
  TICKET_QUERY,
} from '../../lib/staff/api.ts';
import { auditLine, auditMonth, doerOf, signInLine, viewLine } from '../../lib/staff/audit.ts';
import { boardOf, timelessBoard } from '../../lib/staff/view.ts';
import { answer, locate } from './act.ts';
import { matches } from './files.ts';
import { GONE, json, type Reply, reply, UNAVAILABLE } from './reply.ts';
import { isRefused, queryOf, type StaffCall } from './request.ts';
import type { Rooms } from './rooms.ts';
import { suggest } from './suggest.ts';
import { leaveTrail } from './trail.ts';

/** `GET /staff/api/me` */
export async function me({ caller, now }: StaffCall, rooms: Rooms): Promise<Reply> {
  await leaveTrail(
    rooms.audit,
    signInLine(doerOf(caller), caller.signedInAt === undefined ? now : caller.signedInAt * 1000),
  );
  return json(200, caller.me);
}

/** `GET /staff/api/board`: 304 while nothing but the clock has moved. */
export async function board({ event, caller, now }: StaffCall, rooms: Rooms): Promise<Reply> {
  const [tickets, desk] = await Promise.all([rooms.board.read(now), rooms.desk(now)]);
  if ('failed' in tickets) return UNAVAILABLE;
  const whole = boardOf(tickets, caller.me, desk) satisfies Board;
  const etag = `"${createHash('sha256')
    .update(JSON.stringify(timelessBoard(whole)))
    .digest('hex')
    .slice(0, 20)}"`;
  const headers = { etag, 'cache-control': 'private, no-cache' };
  return matches(event.headers['if-none-match'], etag) ? reply(304, headers) : json(200, whole, headers);
}

/** `GET /staff/api/ticket?key=&id=` */
export async function ticket(call: StaffCall, rooms: Rooms): Promise<Reply> {
  const query = queryOf(call.event, TICKET_QUERY);
  if (isRefused(query)) return query.refusal;
  const read = await locate(rooms, query, call.now);
  if ('failed' in read) return UNAVAILABLE;
  if ('absent' in read) return GONE;
  await leaveTrail(rooms.audit, viewLine(doerOf(call.caller), read.ticket, call.now));
  return answer(200, read.ticket, call, rooms);
}

/** `GET /staff/api/suggest?q=&field=` */
export async function drafts(call: StaffCall, rooms: Rooms): Promise<Reply> {
  const query = queryOf(call.event, SUGGEST_QUERY);
  if (isRefused(query)) return query.refusal;
  const book = await rooms.book(call.now);
  return json(200, { entries: suggest(book, query.q, query.field) } satisfies Suggestions);
}

/** `GET /staff/api/audit?month=&from=` */
export async function trail(call: StaffCall, rooms: Rooms): Promise<Reply> {
  const query = queryOf(call.event, AUDIT_QUERY);
  if (isRefused(query)) return query.refusal;
  const month = query.month ?? auditMonth(call.now);
  const { caller, now, id } = call;
  await leaveTrail(rooms.audit, auditLine({ at: now, ...doerOf(caller), what: 'audit', call: id }));
  try {
    return json(200, { month, ...(await rooms.audit.list(month, now, query.from)) } satisfies AuditPage);
  } catch {
    return UNAVAILABLE;
  }
}
