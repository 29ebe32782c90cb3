/** What a first deployment needs before the bot can answer: its secrets and a content. Safe to repeat. */

import { randomBytes } from 'node:crypto';
import type { ContentStore } from '../../lib/aws/content-store.ts';

/** The secrets' parameter paths. */
export interface SecretPaths {
  readonly skillSecret: string;
  readonly pseudonymKey: string;
  /** Only where the city lets answers go out by Kakao's Event API. */
  readonly answerKey?: string;
}

/** Where secrets are kept. */
export interface SecretStore {
  existingParameters(names: readonly string[]): Promise<ReadonlySet<string>>;
  createSecret(name: string, value: string): Promise<'created' | 'exists'>;
}

/** What a deployment is prepared with. */
export interface Preparation {
  readonly paths: SecretPaths;
  readonly secrets: SecretStore;
  readonly content: ContentStore;
  /** Packed content of the bundle. */
  readonly bundled: Uint8Array;
  /** ISO date and time. */
  readonly at: string;
  /** Takes each step as one line. */
  readonly say: (line: string) => void;
}

/** 256 random bits each; keys as 64 hex digits, the skill secret in a form that a clerk can paste. */
const MAKE: Readonly<Record<keyof SecretPaths, () => string>> = {
  skillSecret: () => JSON.stringify({ values: [randomBytes(32).toString('base64url')] }),
  pseudonymKey: () => randomBytes(32).toString('hex'),
  answerKey: () => randomBytes(32).toString('hex'),
};

async function ensureSecrets({ paths, secrets, say }: Preparation): Promise<void> {
  const existing = await secrets.existingParameters(Object.values(paths));
  for (const key of ['skillSecret', 'pseudonymKey', 'answerKey'] as const) {
    const name = paths[key];
    if (name === undefined) continue;
    const outcome = existing.has(name) ? 'exists' : await secrets.createSecret(name, MAKE[key]());
    say(outcome === 'created' ? `made the secret ${name}` : `kept the secret ${name}`);
  }
}

/** Prepares a deployment and gives the version in force. @throws Error of whatever was in the way */
export async function prepareDeployment(preparation: Preparation): Promise<number> {
  const { content, bundled, at, say } = preparation;
  await ensureSecrets(preparation);
  const pointer = await content.readPointer();
  if (pointer !== undefined) {
    say(`kept the content: version ${pointer.version} of ${pointer.publishedAt} is in force`);
    return pointer.version;
  }
  const published = await content.publish(bundled, { by: 'deployment', at, progress: say });
  return published.pointer.version;
}
