/** Quotas of API Gateway HTTP APIs ("Amazon API Gateway quotas", HTTP API), with the JSON each answers. */

import type http from 'node:http';
import { gatewayReply, type Reply } from './reply.ts';

/** Largest payload: 10 MB. */
export const BODY_LIMIT_BYTES = 10 * 1024 * 1024;
/** Request line and all headers together: 10,240 bytes. */
export const HEAD_LIMIT_BYTES = 10_240;
/** Largest event of a synchronous Lambda invocation: 6 MB. */
export const EVENT_LIMIT_BYTES = 6 * 1024 * 1024;

/** No route for this method and path. */
export const NOT_FOUND: Reply = gatewayReply(404, 'Not Found');
/** Body or event above the limit. */
export const TOO_LARGE: Reply = gatewayReply(
  413,
  'Request Entity Too Large: an HTTP API takes 10 MB, a function 6 MB. Send a smaller body.',
);
/** Request line and headers above the limit. */
export const HEAD_TOO_LARGE: Reply = gatewayReply(
  431,
  'Request Header Fields Too Large: request line and headers may hold 10,240 bytes together. Send fewer or shorter ones.',
);
/** What the HTTP parser could not read. */
export const BAD_REQUEST: Reply = gatewayReply(
  400,
  'Bad Request: this is not valid HTTP/1.1. Check the request line and the headers.',
);
/** A request that did not arrive whole in time. */
export const REQUEST_TIMEOUT: Reply = gatewayReply(
  408,
  'Request Timeout: the request did not arrive whole. Send it again.',
);
/** `Expect` with anything but 100-continue. */
export const EXPECTATION_FAILED: Reply = gatewayReply(
  417,
  'Expectation Failed: leave the Expect header out.',
);
/** Throttled. */
export const TOO_MANY: Reply = gatewayReply(429, 'Too Many Requests');
/** The integration did not answer in time. */
export const UNAVAILABLE: Reply = gatewayReply(503, 'Service Unavailable');

/** Bytes of request line and headers as sent. */
export function headBytes(request: http.IncomingMessage): number {
  const line = `${request.method} ${request.url} HTTP/1.1\r\n`;
  const fields = request.rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text, 'latin1'), 0);
  return Buffer.byteLength(line, 'latin1') + fields + request.rawHeaders.length * 2 + 2;
}

/** The answer to an error of Node's own HTTP parser. */
export function replyToParserError(code: string | undefined): Reply {
  if (code === 'HPE_HEADER_OVERFLOW') return HEAD_TOO_LARGE;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return REQUEST_TIMEOUT;
  return BAD_REQUEST;
}
