/** Both stages, synthesized once a test file. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { type CityApp, createApp, type SynthesisOptions } from '../../bin/city.ts';
import { FUNCTIONS } from '../../lib/infra/functions.ts';
import type { Stage } from '../../lib/names.ts';

/** A resource of a template. */
export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates are untyped JSON
  readonly properties: Readonly<Record<string, any>>;
  readonly deletionPolicy: string | undefined;
}

/** One stage as CloudFormation would get it. */
export interface Synthesized {
  readonly city: CityApp;
  readonly data: Template;
  readonly channel: Template;
  readonly insight: Template;
  /** Resources of all stacks, of one type where given. */
  all(type?: string): readonly Resource[];
}

/** A folder for one assembly, away from the repository's own; gone when the test process ends. */
export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'minwontalk-infra-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Options for Icheon at `stage`, with empty bundles: a template does not depend on what the functions do. */
export function optionsFor(stage: Stage): SynthesisOptions {
  const functions = freshFolder();
  for (const name of Object.keys(FUNCTIONS)) {
    mkdirSync(join(functions, name));
    writeFileSync(join(functions, name, 'index.mjs'), `export const handler = async () => '${name}';\n`);
  }
  const built = { functions, contentDigest: 'c'.repeat(64) };
  return {
    city: 'icheon',
    stage,
    outdir: freshFolder(),
    allowUnconfirmed: true,
    validate: false,
    built,
    warn: () => {},
  };
}

/** Synthesizes Icheon at `stage` without CloudFormation's rule check. */
export async function synthesized(stage: Stage): Promise<Synthesized> {
  const city = await createApp(optionsFor(stage));
  const { data, channel, insight } = city.stacks;
  const templates = {
    data: Template.fromStack(data),
    channel: Template.fromStack(channel),
    insight: Template.fromStack(insight),
  };
  const everything = Object.entries(templates).flatMap(([stack, template]) => resourcesOf(stack, template));
  return {
    city,
    ...templates,
    all: (type) => everything.filter((each) => type === undefined || each.type === type),
  };
}

function resourcesOf(stack: string, template: Template): Resource[] {
  return Object.entries(template.toJSON().Resources as Record<string, Record<string, unknown>>).map(
    ([id, each]) => ({
      stack,
      id,
      type: String(each.Type),
      properties: (each.Properties ?? {}) as Resource['properties'],
      deletionPolicy: each.DeletionPolicy as string | undefined,
    }),
  );
}
