/** Custom resource of a deployment: makes the secrets and publishes the bundled content where there is none yet. */

import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { contentStore } from '../../lib/aws/content-store.ts';
import { createSecret, existingParameters } from '../../lib/aws/ssm.ts';
import { ENV } from '../../lib/names.ts';
import { answerDeployment, type DeploymentEvent, deploymentEvent, type Result } from './answer.ts';
import { prepareDeployment } from './deployment.ts';

/** Patience of a deployment, beside which a turn's would be hasty. */
const PATIENT = { connectMs: 2_000, requestMs: 10_000, maxAttempts: 5 };

/** Writes one raw line: Lambda's console would put a head before it. */
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`The environment variable ${name} is missing. Deploy again.`);
  return value;
}

async function prepare(): Promise<number> {
  const answerKey = process.env[ENV.answerKeyParameter];
  return prepareDeployment({
    paths: {
      skillSecret: setting(ENV.secretParameter),
      pseudonymKey: setting(ENV.pseudonymParameter),
      ...(answerKey ? { answerKey } : {}),
    },
    secrets: { existingParameters, createSecret },
    content: contentStore(setting(ENV.contentTable), PATIENT),
    bundled: await readFile(new URL('./content.bin', import.meta.url)),
    at: new Date().toISOString(),
    say,
  });
}

/** Deleting the resource keeps secrets and content: they go with their own stack, or stay, as that one says. */
async function run({ RequestType }: DeploymentEvent): Promise<Result> {
  if (RequestType === 'Delete') {
    say('kept the secrets and the content');
    return { Status: 'SUCCESS', Data: {} };
  }
  try {
    return { Status: 'SUCCESS', Data: { version: await prepare() } };
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    say(`failed: ${reason}`);
    return { Status: 'FAILED', Reason: reason };
  }
}

/** Answers CloudFormation's Create, Update and Delete. @throws Error when the event is none of CloudFormation's. */
export async function handler(input: unknown): Promise<void> {
  const event = v.parse(deploymentEvent, input);
  const own = `minwontalk-content-${process.env[ENV.city] ?? 'city'}-${process.env[ENV.stage] ?? 'stage'}`;
  await answerDeployment(event, event.PhysicalResourceId ?? own, await run(event));
}
