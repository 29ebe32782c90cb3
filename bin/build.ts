/**
 * Builds what runs: one bundle a function, one folder a web page, and the content that `chat` and `publish` carry.
 * The local city, the tests and the deployment take the same files. `node bin/build.ts [--city icheon] [--force]`.
 */

import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildOptions as EsbuildOptions, build as esbuild, type Plugin } from 'esbuild';
import { withBuildLock } from './build-lock.ts';

/** The repository. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Functions whose bundle carries the content it was deployed with, as `content.bin`. */
const CONTENT_CARRIERS = ['chat', 'publish', 'staff'];
/** Functions whose bundle carries a page, as `web/`, and which one. */
const PAGE_CARRIERS: Readonly<Record<string, string>> = { staff: 'staff' };
/** What any bundle may be made from; the infrastructure is in none. */
const LIBRARY = ['lib/*.ts', 'lib/!(infra)/**'];
/** What decides how anything is built. */
const TOOLS = ['package-lock.json', 'bin/build.ts'];
/** Name of that content beside `index.mjs`. */
export const CONTENT_FILE = 'content.bin';

/** What to build and where. */
export interface BuildOptions {
  /** City whose content the bundles carry; default MINWONTALK_CITY, then icheon. */
  readonly city?: string;
  /** Output folder; default `dist` in the repository. */
  readonly outdir?: string;
  /** Builds even where nothing changed. */
  readonly force?: boolean;
}

/** What was built. */
export interface BuildReport {
  /** Folder with one bundle a function. */
  readonly functions: string;
  /** Folder with one folder a web page. */
  readonly web: string;
  /** SHA-256 (hex) of the bundled content. */
  readonly contentDigest: string;
  /** What was newer than its output and was built again; empty when all was fresh. */
  readonly built: readonly string[];
}

/** One output folder, its inputs and how it is made. */
interface Target {
  readonly name: string;
  readonly outdir: string;
  /** Glob patterns below the repository, and whatever else decides the output. */
  readonly inputs: readonly string[];
  readonly variant: string;
  make(into: string): Promise<void>;
}

interface Settings {
  readonly city: string;
  readonly outdir: string;
  readonly force: boolean;
}

/** Builds functions, content and web pages as far as their sources changed. @throws Error when a source does not compile or the content has problems. */
export async function buildFunctions(options: BuildOptions = {}): Promise<BuildReport> {
  const settings = settingsOf(options);
  const targets = [contentTarget(settings), ...webTargets(settings), ...functionTargets(settings)];
  const { built, contentDigest } = await withBuildLock(settings.outdir, async () => {
    const built = await refreshAll(targets, settings);
    await carryPages(settings);
    return { built, contentDigest: await carryContent(settings) };
  });
  return {
    functions: join(settings.outdir, 'functions'),
    web: join(settings.outdir, 'web'),
    contentDigest,
    built,
  };
}

function settingsOf(options: BuildOptions): Settings {
  return {
    city: options.city ?? process.env.MINWONTALK_CITY ?? 'icheon',
    outdir: options.outdir ?? join(ROOT, 'dist'),
    force: options.force ?? false,
  };
}

async function lexiconModule(): Promise<string> {
  const { compiledLexicon } = await import('../lib/matching/index/compiled.ts');
  const base64 = Buffer.from(compiledLexicon()).toString('base64');
  // Outside of the function: what stands in one is read twice, when the module is loaded and when the function is called.
  return `const BASE64 = '${base64}';\nexport const compiledLexicon = () => Buffer.from(BASE64, 'base64');`;
}

let lexicon: Promise<string> | undefined;

/** The matcher's lexicon goes into every bundle compiled: doing it in each cold start would take a tenth of a second. */
const COMPILED_LEXICON: Plugin = {
  name: 'compiled-lexicon',
  setup(build) {
    build.onLoad({ filter: /[\\/]lib[\\/]matching[\\/]index[\\/]compiled\.ts$/ }, async () => {
      lexicon ??= lexiconModule();
      return { contents: await lexicon };
    });
  },
};

/**
 * Options of every bundle for Lambda. Splitting keeps `await import()` a chunk that is read when it is needed; UTF-8
 * keeps a Korean character at three bytes, where esbuild's default would write six.
 */
const FUNCTION_BUNDLE = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  splitting: true,
  minify: true,
  sourcemap: 'linked',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunk-[hash]',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
  plugins: [COMPILED_LEXICON],
} as const satisfies EsbuildOptions;

/** Options of every page: one script, one style sheet. */
const WEB_BUNDLE = {
  bundle: true,
  platform: 'browser',
  target: ['es2022', 'chrome109', 'safari16.4', 'firefox115'],
  format: 'esm',
  minify: true,
  sourcemap: 'linked',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  loader: { '.woff2': 'file', '.svg': 'file', '.png': 'file' },
  assetNames: '[name]-[hash]',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
} as const satisfies EsbuildOptions;

function functionTargets({ outdir }: Settings): Target[] {
  return globSync('functions/*/handler.ts', { cwd: ROOT })
    .sort()
    .map((entry) => ({
      name: `function ${basename(dirname(entry))}`,
      outdir: join(outdir, 'functions', basename(dirname(entry))),
      inputs: [`${dirname(entry)}/**`, ...LIBRARY, ...TOOLS],
      variant: '',
      make: (into) => bundleFunction(join(ROOT, entry), into),
    }));
}

/**
 * Bundles one handler into `outdir`/index.mjs with its lazy chunks. CommonJS packages inside an ES module call
 * `require` for Node's own modules; only then the bundle gets one.
 */
export async function bundleFunction(entry: string, outdir: string): Promise<void> {
  const options = { ...FUNCTION_BUNDLE, absWorkingDir: ROOT, entryPoints: { index: entry }, outdir };
  await esbuild(options);
  if (!(await needsRequire(outdir))) return;
  const js = "import{createRequire as $r}from'node:module';const require=$r(import.meta.url);";
  await rm(outdir, { recursive: true });
  await esbuild({ ...options, banner: { js } });
}

async function needsRequire(outdir: string): Promise<boolean> {
  const files = await filesBelow(outdir);
  const texts = await Promise.all(
    files.filter((file) => file.endsWith('.mjs')).map((file) => readFile(file, 'utf8')),
  );
  return texts.some((text) => text.includes('Dynamic require of'));
}

function webTargets({ outdir }: Settings): Target[] {
  return globSync('web/*/main.tsx', { cwd: ROOT })
    .sort()
    .map((entry) => ({
      name: `page ${basename(dirname(entry))}`,
      outdir: join(outdir, 'web', basename(dirname(entry))),
      inputs: ['web/**', ...LIBRARY, ...TOOLS],
      variant: '',
      make: (into) => bundlePage(join(ROOT, entry), into),
    }));
}

const STATIC_FILES = new Set(['.html', '.css', '.woff2', '.svg', '.png', '.ico', '.txt', '.webmanifest']);

/** The script becomes main.js, the styles that it imports main.css; what the bundle did not take is copied as it is. */
async function bundlePage(entry: string, outdir: string): Promise<void> {
  const options = {
    ...WEB_BUNDLE,
    absWorkingDir: ROOT,
    entryPoints: { main: entry },
    outdir,
    metafile: true,
  } as const;
  const { inputs } = (await esbuild(options)).metafile;
  const folder = dirname(entry);
  for (const file of await filesBelow(folder)) {
    const isCopied = STATIC_FILES.has(extname(file)) && !(relative(ROOT, file) in inputs);
    if (isCopied) await cp(file, join(outdir, relative(folder, file)));
  }
}

function contentTarget({ city, outdir }: Settings): Target {
  return {
    name: `content ${city}`,
    outdir: join(outdir, 'content'),
    inputs: [`content/${city}/**`, 'lib/{content,matching,city}/**', 'bin/content*.ts', ...TOOLS],
    variant: city,
    make: async (into) => {
      const { buildContentBundle } = await import('./content.ts');
      await writeFile(join(into, CONTENT_FILE), await buildContentBundle(city));
    },
  };
}

/** Puts the content beside each carrier's bundle where it differs; resolves with its digest. */
async function carryContent({ outdir }: Settings): Promise<string> {
  const bytes = await readFile(join(outdir, 'content', CONTENT_FILE));
  for (const folder of CONTENT_CARRIERS.map((name) => join(outdir, 'functions', name)).filter(existsSync)) {
    const file = join(folder, CONTENT_FILE);
    const same = existsSync(file) && (await readFile(file)).equals(bytes);
    if (!same) await writeFile(file, bytes);
  }
  return sha256(bytes);
}

/** Puts each page beside the bundle that serves it where it differs, without source maps. A page not built is left out. */
async function carryPages({ outdir }: Settings): Promise<void> {
  for (const [carrier, page] of Object.entries(PAGE_CARRIERS)) {
    const [bundle, from] = [join(outdir, 'functions', carrier), join(outdir, 'web', page)];
    const into = join(bundle, 'web');
    if (!existsSync(bundle) || (await bytesBelow(from)) === (await bytesBelow(into))) continue;
    await rm(into, { recursive: true, force: true });
    if (existsSync(from)) await cp(from, into, { recursive: true, filter: (file) => !file.endsWith('.map') });
  }
}

/** Digest of names and bytes of a folder's files, source maps left out. */
async function bytesBelow(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const files = existsSync(folder) ? await filesBelow(folder) : [];
  for (const file of files.filter((name) => !name.endsWith('.map')).sort())
    hash.update(`\0${relative(folder, file)}\0${sha256(await readFile(file))}`);
  return hash.digest('hex');
}

async function refreshAll(targets: readonly Target[], settings: Settings): Promise<string[]> {
  const digests = new Map<string, string>();
  const built: string[] = [];
  for (const target of targets) {
    const digest = await digestOf(target, digests);
    const stamp = join(settings.outdir, '.stamps', target.name.replace(' ', '-'));
    if (
      !settings.force &&
      existsSync(target.outdir) &&
      (await readFile(stamp, 'utf8').catch(() => '')) === digest
    )
      continue;
    await rm(stamp, { force: true });
    await replace(target, settings.outdir);
    await mkdir(dirname(stamp), { recursive: true });
    await writeFile(stamp, digest);
    built.push(target.name);
  }
  return built;
}

/** Builds a target; its old output stays until the new one is whole. */
async function replace(target: Target, outdir: string): Promise<void> {
  const next = join(outdir, '.next', basename(target.outdir));
  await rm(next, { recursive: true, force: true });
  await mkdir(next, { recursive: true });
  await target.make(next);
  await mkdir(dirname(target.outdir), { recursive: true });
  await rm(target.outdir, { recursive: true, force: true });
  await rename(next, target.outdir);
}

/** Digest of everything a target is made from: names and bytes, never times, so that a fresh clone agrees. */
async function digestOf({ inputs, variant }: Target, known: Map<string, string>): Promise<string> {
  const hash = createHash('sha256').update(variant);
  for (const file of globSync([...inputs], { cwd: ROOT }).sort()) {
    const path = join(ROOT, file);
    if (!(await stat(path)).isFile()) continue;
    const digest = known.get(file) ?? sha256(await readFile(path));
    known.set(file, digest);
    hash.update(`\0${file}\0${digest}`);
  }
  return hash.digest('hex');
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { city: { type: 'string' }, force: { type: 'boolean' } } });
  const { built } = await buildFunctions(values);
  console.error(built.length === 0 ? 'Everything is up to date.' : `Built: ${built.join(', ')}.`);
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
