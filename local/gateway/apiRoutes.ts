/** Runs a request through throttling, authorizer and integration of its route. */

import { setTimeout as delay } from 'node:timers/promises';
import type { Invoked } from '../lambda/environment.ts';
import type { ApiSpec, RouteSpec } from '../template/api.ts';
import { ACCOUNT_ID } from '../template/physical.ts';
import { type Authorizer, createAuthorizer } from './authorizer.ts';
import { type ApiIdentity, type IncomingCall, type JwtIdentity, joinHeaders, toEvent } from './event.ts';
import { EVENT_LIMIT_BYTES, NOT_FOUND, TOO_LARGE, TOO_MANY, UNAVAILABLE } from './limits.ts';
import { matchRoute, parseRouteKey } from './path.ts';
import { INTERNAL_ERROR, type Reply, toReply } from './reply.ts';
import { createGate, type Gate } from './throttle.ts';

/** Invokes a function by its ARN; undefined when there is none. */
export type InvokeByArn = (arn: string, payload: Buffer) => Promise<Invoked> | undefined;

/** What the routes need of the city. */
export interface RoutesHost {
  readonly invoke: InvokeByArn;
  now(): number;
  /** Where an issuer of the template can be asked on this machine. */
  locateIssuer(issuer: string): string;
}

/** The answer, and which route gave it. */
export interface Handled {
  readonly reply: Reply;
  readonly routeKey: string;
  /** Time spent in the integration in ms. */
  readonly integrationMs?: number;
}

interface LiveRoute {
  readonly spec: RouteSpec;
  readonly gate: Gate;
  readonly authorize: Authorizer | undefined;
}

/** Makes the handler of one API. `domainName` is host and port of the gateway. */
export function createApiRoutes(
  api: ApiSpec,
  domainName: string,
  host: RoutesHost,
): (call: IncomingCall) => Promise<Handled> {
  const identity: ApiIdentity = {
    accountId: ACCOUNT_ID,
    apiId: api.id,
    stage: api.stage,
    stageVariables: api.stageVariables,
    domainName,
  };
  const patterns = api.routes.map((spec) => parseRouteKey<LiveRoute>(spec.routeKey, live(spec, host)));
  return async (call) => {
    const match = matchRoute(patterns, call.method, call.path);
    if (match === undefined) return { reply: NOT_FOUND, routeKey: '-' };
    const { spec, gate, authorize } = match.target;
    const { routeKey } = spec;
    if (!gate()) return { reply: TOO_MANY, routeKey };
    let jwt: JwtIdentity | undefined;
    if (authorize !== undefined) {
      const authorized = await authorize(joinHeaders(call.rawHeaders).headers, call.query, spec.scopes);
      if ('refusal' in authorized) return { reply: authorized.refusal, routeKey };
      jwt = authorized.jwt;
    }
    const event = Buffer.from(JSON.stringify(toEvent(call, spec, match.parameters, identity, jwt)));
    if (event.length > EVENT_LIMIT_BYTES) return { reply: TOO_LARGE, routeKey };
    const startedAt = performance.now();
    const reply = await integrate(spec, event, host.invoke);
    return { reply, routeKey, integrationMs: performance.now() - startedAt };
  };
}

function live(spec: RouteSpec, host: RoutesHost): LiveRoute {
  const authorize = spec.authorizer && createAuthorizer(spec.authorizer, host.locateIssuer, host.now);
  return { spec, gate: spec.throttle === undefined ? () => true : createGate(spec.throttle), authorize };
}

async function integrate(spec: RouteSpec, event: Buffer, invoke: InvokeByArn): Promise<Reply> {
  const invocation = invoke(spec.functionArn, event);
  if (invocation === undefined) return INTERNAL_ERROR;
  const stop = new AbortController();
  const late = delay(spec.timeoutMs, undefined, { signal: stop.signal }).catch(() => undefined);
  const invoked = await Promise.race([invocation, late]);
  stop.abort();
  if (invoked === undefined) return UNAVAILABLE;
  return invoked.failed ? INTERNAL_ERROR : toReply(invoked.payload);
}
