/** Who may do what: one table, checked by the function at every call. */
import {
  type OPEN_STAFF_ROUTES,
  ROLES_CLAIM,
  STAFF_ROLES,
  type StaffRole,
  type StaffRoute,
} from '../names.ts';
import type { Me } from './api.ts';

/** Routes behind the sign-in. */
export type SignedInRoute = Exclude<StaffRoute, (typeof OPEN_STAFF_ROUTES)[number]>;

const anybody: readonly StaffRole[] = STAFF_ROLES;
const desk: readonly StaffRole[] = ['counsellor', 'manager'];

/** Roles that may call a route. An editor sees no citizen's words. */
export const ROUTE_ROLES: Readonly<Record<SignedInRoute, readonly StaffRole[]>> = {
  me: anybody,
  board: desk,
  ticket: desk,
  act: desk,
  open: desk,
  suggest: anybody,
  audit: ['manager'],
};

const KOREAN: Readonly<Record<StaffRole, string>> = {
  counsellor: '상담원',
  editor: '편집자',
  manager: '관리자',
};

/** Highest last. */
const RANK: readonly StaffRole[] = ['editor', 'counsellor', 'manager'];
/** Names that the history of a ticket uses for others than staff. */
const RESERVED = new Set(['citizen', 'system']);

/** Somebody with a valid token. */
export interface Caller {
  readonly me: Me;
  /** The pool's own id of the person, for the audit trail. */
  readonly sub: string;
  /** Epoch seconds of the sign-in, where the token says it. */
  readonly signedInAt?: number;
}

/** Claims as API Gateway hands them over: a list arrives as '[a b]'. */
export type Claims = Readonly<Record<string, unknown>>;

/** Who is calling. `noRole`: a person who belongs to none of the groups. `notOurs`: no access token, or a name that cannot be. */
export function callerOf(claims: Claims): Caller | { readonly refused: 'noRole' | 'notOurs' } {
  const sub = text(claims.sub);
  const id = text(claims.username) ?? sub;
  if (claims.token_use !== 'access' || sub === undefined || id === undefined || RESERVED.has(id))
    return { refused: 'notOurs' };
  const roles = rolesIn(claims[ROLES_CLAIM]);
  const role = RANK.findLast((each) => roles.includes(each));
  if (role === undefined) return { refused: 'noRole' };
  const at = Number(claims.auth_time);
  const signedIn = Number.isFinite(at) && at > 0 ? { signedInAt: at } : {};
  return { me: { id, name: id, role, roles }, sub, ...signedIn };
}

/** Whether a caller may use a route. */
export function mayCall(route: SignedInRoute, { roles }: Me): boolean {
  return ROUTE_ROLES[route].some((role) => roles.includes(role));
}

/** What somebody reads who may not: who may, and whom to ask. */
export function forbiddenText(route: SignedInRoute): string {
  const names = ROUTE_ROLES[route].map((role) => KOREAN[role]).join('·');
  return `${names}만 할 수 있어요. 필요하면 관리자에게 권한을 요청해 주세요.`;
}

function rolesIn(claim: unknown): StaffRole[] {
  const names = Array.isArray(claim) ? claim.map(String) : (text(claim) ?? '').split(/[[\]\s,]+/);
  return STAFF_ROLES.filter((role) => names.includes(role));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
