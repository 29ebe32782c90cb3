/** CloudFormation's side of a custom resource: what it sends and how it wants its answer. */

import * as v from 'valibot';

/** The part of CloudFormation's event that matters here. */
export const deploymentEvent = v.object({
  RequestType: v.picklist(['Create', 'Update', 'Delete']),
  ResponseURL: v.pipe(v.string(), v.url()),
  StackId: v.string(),
  RequestId: v.string(),
  LogicalResourceId: v.string(),
  PhysicalResourceId: v.optional(v.string()),
});

/** A parsed event. */
export type DeploymentEvent = v.InferOutput<typeof deploymentEvent>;

/** How it went: the data of a success, or a reason for an engineer. */
export type Result =
  | { readonly Status: 'SUCCESS'; readonly Data: Readonly<Record<string, string | number>> }
  | { readonly Status: 'FAILED'; readonly Reason: string };

/** CloudFormation takes answers of at most 4,096 bytes; a reason may have this many characters of them. */
const REASON_MAX = 900;
const TRIES = 3;

/**
 * Puts the answer to the event's ResponseURL. The URL is signed without a content type, so none may be sent: a body
 * of bytes has none. @throws Error when three tries failed; CloudFormation then waits until its time-out.
 */
export async function answerDeployment(
  event: DeploymentEvent,
  physicalId: string,
  result: Result,
): Promise<void> {
  const { StackId, RequestId, LogicalResourceId } = event;
  const shown =
    result.Status === 'FAILED' ? { ...result, Reason: result.Reason.slice(0, REASON_MAX) } : result;
  const text = JSON.stringify({
    ...shown,
    PhysicalResourceId: physicalId,
    StackId,
    RequestId,
    LogicalResourceId,
  });
  const body = new TextEncoder().encode(text);
  let last: unknown;
  for (let i = 0; i < TRIES; i++) {
    try {
      const response = await fetch(event.ResponseURL, {
        method: 'PUT',
        body,
        signal: AbortSignal.timeout(5_000),
      });
      if (response.ok) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(`CloudFormation's ResponseURL took no answer in ${TRIES} tries (${String(last)}).`);
}
