/** Runs a custom resource as CloudFormation does at a first deployment. */

import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type { Invoked } from '../lambda/environment.ts';
import { ACCOUNT_ID } from '../template/physical.ts';
import type { CustomSpec } from '../template/schedules.ts';

const answerSchema = v.object({
  Status: v.picklist(['SUCCESS', 'FAILED']),
  Reason: v.optional(v.string()),
  Data: v.optional(v.record(v.string(), v.unknown()), {}),
});

/** What a custom resource PUT to its ResponseURL. */
export type CustomAnswer = v.InferOutput<typeof answerSchema>;

/** Where functions answer: tokens that wait for one PUT each. */
export interface Answers {
  /** A fresh ResponseURL, and the answer that will arrive there. */
  expect(): { readonly url: string; readonly answer: Promise<CustomAnswer> };
  /** Takes the body of a PUT; false when nobody waits for this token. */
  take(token: string, body: string): boolean;
}

/** Path of the control server below which ResponseURLs lie. */
export const ANSWER_PATH = '/custom-resource/';

/** How long a custom resource may take where the template sets no ServiceTimeout, in seconds; AWS waits an hour. */
const DEFAULT_LIMIT_SECONDS = 120;

/** Makes the place where answers arrive; `base` is the control server's URL. */
export function createAnswers(base: string): Answers {
  const waiting = new Map<string, (answer: CustomAnswer) => void>();
  return {
    expect() {
      const token = randomUUID();
      const answer = new Promise<CustomAnswer>((resolve) => waiting.set(token, resolve));
      return { url: `${base}${ANSWER_PATH}${token}`, answer };
    },
    take(token, body) {
      const resolve = waiting.get(token);
      waiting.delete(token);
      resolve?.(parseAnswer(body));
      return resolve !== undefined;
    },
  };
}

function parseAnswer(body: string): CustomAnswer {
  try {
    return v.parse(answerSchema, JSON.parse(body));
  } catch {
    return { Status: 'FAILED', Reason: 'the function sent a malformed answer', Data: {} };
  }
}

/**
 * Sends the Create event and waits for the answer; resolves with its Data.
 * @throws Error that names the resource and the reason.
 */
export async function createCustomResource(
  spec: CustomSpec,
  answers: Answers,
  invoke: (payload: Buffer) => Promise<Invoked>,
): Promise<Readonly<Record<string, unknown>>> {
  const { resource, properties } = spec;
  const { url, answer } = answers.expect();
  const event = {
    RequestType: 'Create',
    RequestId: randomUUID(),
    ResponseURL: url,
    StackId: `arn:aws:cloudformation:${resource.region}:${ACCOUNT_ID}:stack/${resource.stack}/local`,
    ResourceType: resource.type,
    LogicalResourceId: resource.logicalId,
    ResourceProperties: properties,
  };
  const failed = invoke(Buffer.from(JSON.stringify(event))).then((result) =>
    result.failed ? fail(spec, errorText(result.payload)) : answer,
  );
  const { Status, Reason, Data } = await Promise.race([answer, failed, late(spec)]);
  if (Status === 'FAILED') return fail(spec, Reason ?? 'no reason given');
  return Data;
}

function fail(spec: CustomSpec, reason: string): never {
  const { type, logicalId } = spec.resource;
  throw new Error(
    `${type} ${logicalId} failed: ${reason}. Read its log above, correct the cause and start again.`,
  );
}

/** `TypeError: message` of a failed invocation. */
function errorText(payload: Buffer): string {
  const { errorType, errorMessage } = JSON.parse(payload.toString()) as Record<string, string>;
  return `${errorType}: ${errorMessage}`;
}

function late({ resource, properties }: CustomSpec): Promise<never> {
  const seconds = Number(properties.ServiceTimeout ?? DEFAULT_LIMIT_SECONDS);
  return new Promise((_resolve, reject) => {
    setTimeout(() => {
      reject(
        new Error(
          `${resource.type} ${resource.logicalId} did not answer its ResponseURL within ${seconds} s.`,
        ),
      );
    }, seconds * 1000).unref();
  });
}
