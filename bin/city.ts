/**
 * The CDK app: one city at one stage. `npx cdk synth -c city=icheon -c stage=dev|prod [-c allowUnconfirmed=true]`.
 * Run without the CDK command line it writes the assembly to CDK_OUTDIR (default `cdk.out`).
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import type { CityProfile } from '../lib/city/profile.ts';
import { type CityStacks, createCity } from '../lib/infra/city.ts';
import { STAGES, type Stage } from '../lib/names.ts';
import { type BuildReport, buildFunctions } from './build.ts';
import { listCities, loadCityProfile } from './content.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Seoul; `-c region=` for another. */
const DEFAULT_REGION = 'ap-northeast-2';

/** What to synthesize. */
export interface SynthesisOptions {
  readonly city?: string;
  readonly stage?: string;
  readonly region?: string;
  /** Where the assembly goes; default CDK_OUTDIR, then `cdk.out` in the repository. */
  readonly outdir?: string;
  /** Allows a prod deployment whose phone or bot ids are not known yet. */
  readonly allowUnconfirmed?: boolean;
  /** Where the runbook can be read; default its path in the repository. */
  readonly runbook?: string;
  /** Host name of the city's own that leads to the API, for the sign-in of staff. */
  readonly domain?: string;
  /** False leaves out CloudFormation's rule check (2.5 s), for a start that deploys nothing. Default true. */
  readonly validate?: boolean;
  /** Bundles that are ready already; default: those of bin/build.ts, built again where their sources changed. */
  readonly built?: Pick<BuildReport, 'functions' | 'contentDigest'>;
  /** Takes warnings, one line each; default standard error. */
  readonly warn?: (line: string) => void;
}

/** An app that is ready for `synth()`. */
export interface CityApp {
  readonly app: App;
  readonly stacks: CityStacks;
}

/**
 * Builds what is older than its sources and writes the assembly of one deployment.
 * @returns folder of the assembly
 * @throws Error that says what to do, for an unknown city or stage and for a prod deployment that is not ready
 */
export async function synthesize(options: SynthesisOptions = {}): Promise<string> {
  const { app } = await createApp(options);
  return app.synth().directory;
}

/** Makes the app of one deployment without writing it: tests add checks to it first. */
export async function createApp(options: SynthesisOptions = {}): Promise<CityApp> {
  const app = new App({
    outdir: outdirOf(options),
    context: cdkContext(),
    analyticsReporting: false,
    builtinCloudFormationValidation: options.validate ?? true,
  });
  const chosen = { ...contextOptions(app), ...options };
  const city = await profileOf(chosen.city ?? 'icheon');
  const stage = stageOf(chosen.stage ?? 'dev');
  checkReady(city, stage, chosen);
  const bundles = chosen.built ?? (await buildFunctions({ city: city.id }));
  const stacks = createCity(app, deploymentOf(city, stage, bundles, chosen), {
    region: chosen.region ?? DEFAULT_REGION,
  });
  return { app, stacks };
}

function outdirOf({ outdir }: SynthesisOptions): string {
  return outdir ?? process.env.CDK_OUTDIR ?? join(ROOT, 'cdk.out');
}

/** What the CDK command line sets by itself: templates name the construct and the asset of each resource. */
const CLI_CONTEXT = { 'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true };

/** The context that the CDK command line passes and a plain `node bin/city.ts` does not: that of cdk.json and its own. */
function cdkContext(): Record<string, unknown> {
  const { context } = JSON.parse(readFileSync(join(ROOT, 'cdk.json'), 'utf8'));
  return { ...CLI_CONTEXT, ...context };
}

function contextOptions(app: App): SynthesisOptions {
  const text = (key: string): Record<string, string> => {
    const value: unknown = app.node.tryGetContext(key);
    return value === undefined ? {} : { [key]: String(value) };
  };
  const allowUnconfirmed = String(app.node.tryGetContext('allowUnconfirmed')) === 'true';
  return {
    ...text('city'),
    ...text('stage'),
    ...text('region'),
    ...text('runbook'),
    ...text('domain'),
    allowUnconfirmed,
  };
}

function deploymentOf(
  city: CityProfile,
  stage: Stage,
  built: Pick<BuildReport, 'functions' | 'contentDigest'>,
  { runbook, domain }: SynthesisOptions,
) {
  return {
    city,
    stage,
    bundles: built.functions,
    contentDigest: built.contentDigest,
    runbook: runbook ?? 'docs/runbook.md',
    ...(domain === undefined ? {} : { domain }),
  };
}

function stageOf(name: string): Stage {
  const stage = STAGES.find((known) => known === name);
  if (stage === undefined) throw new Error(`Unknown stage '${name}'. Known stages: ${STAGES.join(', ')}.`);
  return stage;
}

async function profileOf(id: string): Promise<CityProfile> {
  const known = await listCities();
  if (!known.includes(id)) throw new Error(`Unknown city '${id}'. Known cities: ${known.join(', ')}.`);
  return loadCityProfile(id);
}

/** A prod deployment needs a phone and a bot; dev gets one line about what is missing. */
function checkReady(
  city: CityProfile,
  stage: Stage,
  { allowUnconfirmed, warn = console.error }: SynthesisOptions,
): void {
  const file = `content/${city.id}/city.yaml`;
  const missing = [
    ...(city.phone.confirmed ? [] : ["the city's telephone number is not confirmed (phone)"]),
    ...(city.bots[stage].length > 0 ? [] : [`no Kakao bot id is listed (bots.${stage})`]),
  ];
  if (missing.length === 0) return;
  const what = `${file}: ${missing.join('; ')}.`;
  if (stage === 'prod' && allowUnconfirmed !== true) {
    throw new Error(
      `${what} A prod deployment needs both; fill them in, or try it out with -c allowUnconfirmed=true.`,
    );
  }
  warn(`warning: ${what} Citizens are given ${city.fallbackPhone.number} until then.`);
}

if (import.meta.main) {
  await synthesize().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
