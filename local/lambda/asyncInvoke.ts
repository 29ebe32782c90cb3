/** Asynchronous invocation: tried again one and two minutes later by the city's clock, then sent to where failures go. */

import type { CityClock } from '../clock.ts';
import type { Invoked } from './environment.ts';
import type { FunctionPool } from './functionPool.ts';

/** AWS waits one minute before the first retry and two before the second. */
const RETRY_AFTER_MS = [60_000, 120_000] as const;

/** An event that failed for good. */
export interface GivenUp {
  readonly payload: Buffer;
  readonly result: Invoked;
  readonly attempts: number;
}

/** Invokes; resolves after the first try. Later tries follow the clock; `onGivenUp` gets what failed for good. */
export async function invokeAsync(
  pool: FunctionPool,
  payload: Buffer,
  retries: number,
  clock: CityClock,
  onGivenUp: (failure: GivenUp) => unknown,
): Promise<void> {
  const attempt = async (number: number): Promise<void> => {
    const result = await pool.invoke(payload);
    if (!result.failed) return;
    const wait = RETRY_AFTER_MS[number];
    if (wait === undefined || number >= retries) await onGivenUp({ payload, result, attempts: number + 1 });
    else clock.at(clock.now() + wait, () => attempt(number + 1));
  };
  await attempt(0);
}

/** The record that Lambda sends to an on-failure destination (AWS: "Capturing records of Lambda asynchronous invocations"). */
export function failureRecord(
  { payload, result, attempts }: GivenUp,
  functionArn: string,
  now: number,
): object {
  return {
    version: '1.0',
    timestamp: new Date(now).toISOString(),
    requestContext: {
      requestId: result.requestId,
      functionArn: `${functionArn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: attempts,
    },
    requestPayload: JSON.parse(payload.toString()),
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: JSON.parse(result.payload.toString()),
  };
}
