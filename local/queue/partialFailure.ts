/** Which messages of a batch count as failed (AWS: "Implementing partial batch responses" for Amazon SQS). Pure. */

import type { Invoked } from '../lambda/environment.ts';
import type { ReceivedMessage } from './poller.ts';

interface BatchItemFailure {
  readonly itemIdentifier?: unknown;
}

/**
 * Ids of the messages to keep. An error of the function fails the whole batch; with ReportBatchItemFailures the
 * response names them, an empty or missing list is a full success, and a malformed one fails everything. Nothing
 * is added for FIFO queues: there too a message that is not named is deleted, so a function must name those that
 * it left alone after a failure.
 */
export function failedIds(
  batch: readonly ReceivedMessage[],
  result: Pick<Invoked, 'payload' | 'failed'>,
  reportsFailures: boolean,
): ReadonlySet<string> {
  const all = new Set(batch.map(({ MessageId }) => MessageId));
  if (result.failed) return all;
  if (!reportsFailures) return new Set();
  const named = namedFailures(result.payload);
  if (named === undefined || named.some((id) => !all.has(id))) return all;
  return new Set(named);
}

function namedFailures(payload: Buffer): string[] | undefined {
  try {
    const response = JSON.parse(payload.toString()) as {
      batchItemFailures?: readonly BatchItemFailure[] | null;
    } | null;
    const failures = response?.batchItemFailures ?? [];
    if (!Array.isArray(failures)) return undefined;
    const ids = failures.map((each: BatchItemFailure) => each?.itemIdentifier);
    return ids.every((id) => typeof id === 'string' && id !== '') ? (ids as string[]) : undefined;
  } catch {
    return undefined;
  }
}
