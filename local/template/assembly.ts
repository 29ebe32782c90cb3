/** Reads a synthesized cloud assembly: every stack's template and the folders of its file assets. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const json = v.record(v.string(), v.unknown());

const manifestSchema = v.object({
  artifacts: v.optional(
    v.record(
      v.string(),
      v.object({
        type: v.string(),
        environment: v.optional(v.string()),
        properties: v.optional(json, {}),
      }),
    ),
    {},
  ),
});

const assetsSchema = v.object({
  files: v.optional(
    v.record(
      v.string(),
      v.object({
        source: v.object({ path: v.optional(v.string()) }),
        destinations: v.record(v.string(), v.object({ objectKey: v.string() })),
      }),
    ),
    {},
  ),
});

const resourceSchema = v.object({
  Type: v.string(),
  Properties: v.optional(json, {}),
  Condition: v.optional(v.string()),
  DependsOn: v.optional(v.union([v.string(), v.array(v.string())])),
});

const templateSchema = v.object({
  Resources: v.optional(v.record(v.string(), resourceSchema), {}),
  Outputs: v.optional(
    v.record(
      v.string(),
      v.object({ Value: v.unknown(), Export: v.optional(v.object({ Name: v.unknown() })) }),
    ),
    {},
  ),
  Parameters: v.optional(v.record(v.string(), v.object({ Default: v.optional(v.unknown()) })), {}),
  Mappings: v.optional(v.record(v.string(), v.record(v.string(), json)), {}),
  Conditions: v.optional(json, {}),
});

/** A CloudFormation template, parsed as far as the local city reads it. */
export type Template = v.InferOutput<typeof templateSchema>;

/** One stack of the assembly. */
export interface Stack {
  readonly name: string;
  /** Region of the stack's environment; the default region when the app left it open. */
  readonly region: string;
  readonly template: Template;
}

/** Everything `cdk synth` wrote. */
export interface Assembly {
  readonly stacks: readonly Stack[];
  /** Folder or file of an asset by the object key that templates name (`<hash>.zip`). */
  readonly assets: ReadonlyMap<string, string>;
}

/** Region where an environment-agnostic stack is played. */
export const DEFAULT_REGION = 'ap-northeast-2';

/**
 * Reads the assembly in `dir`, nested assemblies included.
 * @throws Error naming the file and what to do when something is missing or malformed.
 */
export function readAssembly(dir: string): Assembly {
  const stacks: Stack[] = [];
  const assets = new Map<string, string>();
  const { artifacts } = readJson(dir, 'manifest.json', manifestSchema);
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (artifact.type === 'cdk:asset-manifest') readAssets(dir, String(artifact.properties.file), assets);
    if (artifact.type === 'aws:cloudformation:stack') {
      const template = readJson(dir, String(artifact.properties.templateFile), templateSchema);
      const name = typeof artifact.properties.stackName === 'string' ? artifact.properties.stackName : id;
      stacks.push({ name, region: regionOf(artifact.environment), template });
    }
    if (artifact.type === 'cdk:cloud-assembly') {
      const nested = readAssembly(join(dir, String(artifact.properties.directoryName)));
      stacks.push(...nested.stacks);
      for (const [key, path] of nested.assets) assets.set(key, path);
    }
  }
  return { stacks, assets };
}

function readAssets(dir: string, file: string, assets: Map<string, string>): void {
  for (const { source, destinations } of Object.values(readJson(dir, file, assetsSchema).files)) {
    if (source.path === undefined) continue;
    for (const { objectKey } of Object.values(destinations)) assets.set(objectKey, join(dir, source.path));
  }
}

function regionOf(environment: string | undefined): string {
  const region = environment?.split('/').at(-1) ?? '';
  return /^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? region : DEFAULT_REGION;
}

function readJson<S extends v.GenericSchema>(dir: string, file: string, schema: S): v.InferOutput<S> {
  const path = join(dir, file);
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path} cannot be read. Synthesize the app again (npx cdk synth).`, { cause: error });
  }
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue) ?? 'the whole file';
  throw new Error(`${path}: ${where}: ${issue.message}. Synthesize the app again (npx cdk synth).`);
}
