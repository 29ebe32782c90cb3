/** Builds the event of payload format 2.0 from an HTTP request. Pure. */

import type { RouteSpec } from '../template/api.ts';

/** A request as it arrived, body read. */
export interface IncomingCall {
  readonly method: string;
  /** Path without the query, as it came. */
  readonly path: string;
  readonly query: string;
  /** Name, value, name, value … in the order and spelling of the wire. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly requestId: string;
  /** When the gateway received it, city time in epoch ms. */
  readonly receivedAt: number;
}

/** What the event says of the API itself. */
export interface ApiIdentity {
  readonly accountId: string;
  readonly apiId: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly domainName: string;
}

/** Claims of a verified token. */
export interface JwtIdentity {
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/**
 * Media types that an HTTP API hands on as text; every other body, and one without a type, comes as base64
 * (measured against AWS by github.com/ministackorg/ministack/pull/766; AWS's pages do not list them).
 */
const TEXT_TYPE = /^(text\/.*|application\/(json|xml|javascript))$/;

/** Lower-case header names, duplicates joined by commas, cookies left out. */
export function joinHeaders(rawHeaders: readonly string[]): {
  headers: Record<string, string>;
  cookies: string[];
} {
  const headers: Record<string, string> = Object.create(null);
  const cookies: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    if (name === 'cookie') cookies.push(...value.split(/;\s*/).filter((each) => each !== ''));
    else headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  return { headers, cookies };
}

/** The event for a Lambda integration (AWS: "Working with AWS Lambda proxy integrations for HTTP APIs"). */
export function toEvent(
  call: IncomingCall,
  route: Pick<RouteSpec, 'routeKey'>,
  parameters: Readonly<Record<string, string>>,
  api: ApiIdentity,
  jwt?: JwtIdentity,
): Record<string, unknown> {
  const { headers, cookies } = joinHeaders(call.rawHeaders);
  const isText = TEXT_TYPE.test((headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '');
  const query = queryParameters(call.query);
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath: call.path,
    rawQueryString: call.query,
    ...(cookies.length > 0 && { cookies }),
    headers: { ...headers, ...forwardingHeaders(call, headers) },
    ...(query !== undefined && { queryStringParameters: query }),
    requestContext: requestContext(call, route.routeKey, headers, api, jwt),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    ...(Object.keys(api.stageVariables).length > 0 && { stageVariables: api.stageVariables }),
    ...(call.body.length > 0 && { body: call.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: call.body.length > 0 && !isText,
  };
}

function forwardingHeaders(
  call: IncomingCall,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const before = headers['x-forwarded-for'];
  return {
    'content-length': headers['content-length'] ?? String(call.body.length),
    'x-amzn-trace-id': `Root=1-${Math.floor(call.receivedAt / 1000).toString(16)}-${call.requestId.replaceAll('-', '').slice(0, 24)}`,
    'x-forwarded-for': before === undefined ? call.sourceIp : `${before}, ${call.sourceIp}`,
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
  };
}

function requestContext(
  call: IncomingCall,
  routeKey: string,
  headers: Readonly<Record<string, string>>,
  api: ApiIdentity,
  jwt: JwtIdentity | undefined,
): Record<string, unknown> {
  return {
    accountId: api.accountId,
    apiId: api.apiId,
    ...(jwt !== undefined && { authorizer: { jwt } }),
    domainName: api.domainName,
    domainPrefix: api.domainName.split('.')[0],
    http: {
      method: call.method,
      path: call.path,
      protocol: 'HTTP/1.1',
      sourceIp: call.sourceIp,
      userAgent: headers['user-agent'] ?? '',
    },
    requestId: call.requestId,
    routeKey,
    stage: api.stage,
    time: logTime(call.receivedAt),
    timeEpoch: call.receivedAt,
  };
}

/** Duplicate query parameters are joined by commas. */
function queryParameters(query: string): Record<string, string> | undefined {
  if (query === '') return undefined;
  const parameters: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(query)) {
    parameters[name] = name in parameters ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

/** `24/Nov/2026:07:41:00 +0000`, as API Gateway writes a time. */
export function logTime(epochMs: number): string {
  const [, day, month, year, time] = /, (\d+) (\w+) (\d+) (\S+)/.exec(new Date(epochMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
