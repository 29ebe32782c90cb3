/**
 * Runs inside an execution environment: loads the handler and speaks Lambda's Runtime API with the city.
 * Plain JavaScript, so that it starts as fast as the runtime of AWS.
 */

import { existsSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const BASE = '/2018-06-01/runtime';
/** Starts a line that is meant for the city, not for the log. */
const MARK = '\u0000';

let requestId;

/** One call of the Runtime API. The city going away ends this process. */
function call(method, path, body) {
  return new Promise((resolve) => {
    const headers =
      body === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request({ host, port, method, path: BASE + path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ headers: response.headers, body: Buffer.concat(chunks).toString() }),
      );
      response.on('error', () => process.exit(0));
    });
    request.on('error', () => process.exit(0));
    request.end(body);
  });
}

/** Lambda's text format: time, request id and level before each line, one log event a call. */
function patchConsole() {
  const levels = { log: 'INFO', info: 'INFO', warn: 'WARN', error: 'ERROR', debug: 'DEBUG', trace: 'TRACE' };
  for (const [method, level] of Object.entries(levels)) {
    console[method] = (...values) => {
      const head = [new Date().toISOString(), requestId ?? 'undefined', level].join('\t');
      process.stdout.write(`${head}\t${format(...values).replaceAll('\n', '\r')}\n`);
    };
  }
}

function describe(error) {
  const known = error instanceof Error;
  return JSON.stringify({
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known ? (error.stack ?? '').split('\n') : [],
  });
}

async function loadHandler() {
  const [file, name] = process.env._HANDLER.split('.');
  const path = ['mjs', 'js', 'cjs']
    .map((end) => join(process.env.LAMBDA_TASK_ROOT, `${file}.${end}`))
    .find(existsSync);
  if (path === undefined)
    throw Object.assign(new Error(`Cannot find module '${file}'`), { name: 'Runtime.ImportModuleError' });
  const loaded = await import(pathToFileURL(path).href);
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${process.env._HANDLER} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  return handler;
}

function contextOf(headers) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    clientContext: undefined,
    identity: undefined,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    getRemainingTimeInMillis: () => deadline - Date.now(),
  };
}

function report(error) {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error);
  return describe(error);
}

async function serve(handler) {
  const { headers, body } = await call('GET', '/invocation/next');
  requestId = headers['lambda-runtime-aws-request-id'];
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  let outcome;
  process.stdout.write(`${MARK}start ${requestId}\n`);
  try {
    const result = await handler(JSON.parse(body), contextOf(headers));
    outcome = ['response', JSON.stringify(result === undefined ? null : result)];
  } catch (error) {
    outcome = ['error', report(error)];
  }
  process.stdout.write(`${MARK}end ${requestId} ${process.memoryUsage.rss()}\n`);
  await call('POST', `/invocation/${requestId}/${outcome[0]}`, outcome[1]);
}

function dieOn(event, name, code) {
  process.on(event, async (error) => {
    const text = report(
      Object.assign(new Error(String(error?.message ?? error)), { name, stack: error?.stack }),
    );
    const path = requestId === undefined ? '/init/error' : `/invocation/${requestId}/error`;
    await call('POST', path, text);
    process.exit(code);
  });
}

patchConsole();
dieOn('unhandledRejection', 'Runtime.UnhandledPromiseRejection', 128);
dieOn('uncaughtException', 'Runtime.UncaughtException', 129);
let handler;
try {
  handler = await loadHandler();
} catch (error) {
  await call('POST', '/init/error', report(error));
  process.exit(1);
}
for (;;) await serve(handler);
