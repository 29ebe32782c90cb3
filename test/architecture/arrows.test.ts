import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Rooms that each room may import from, beside itself and `lib/names`. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'lib/kakao': [],
  'lib/matching': [],
  'lib/privacy': [],
  'lib/city': [],
  'lib/content': ['lib/matching', 'lib/city', 'lib/kakao'],
  'lib/handoff': ['lib/city'],
  'lib/usage': ['lib/content', 'lib/handoff'],
  'lib/staff': ['lib/notify', 'lib/city', 'lib/content', 'lib/handoff', 'lib/kakao', 'lib/matching'],
  'lib/notify': ['lib/city', 'lib/handoff'],
  'lib/dialogue': [
    'lib/kakao',
    'lib/matching',
    'lib/privacy',
    'lib/city',
    'lib/content',
    'lib/handoff',
    'lib/usage',
  ],
  'lib/aws': [
    'lib/dialogue',
    'lib/handoff',
    'lib/usage',
    'lib/content',
    'lib/matching',
    'lib/city',
    'lib/staff',
    'lib/notify',
    'lib/kakao',
  ],
  'lib/infra': ['lib/city'],
  functions: ['lib'],
  /** The room speaks with the simulator of Kakao's side, which only the local city has. */
  web: ['lib', 'local/kakao'],
  local: ['lib', 'bin'],
  bin: ['lib', 'local', 'bench'],
};

interface Arrow {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const IMPORT = /(?:from|import)\s*\(?\s*'([^']+)'/g;
const SOURCES = globSync('{bin,lib,functions,local,web}/**/*.{ts,tsx,mjs}', { cwd: ROOT }).filter(
  (file) => !file.includes('node_modules') && !file.endsWith('.d.ts'),
);

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  return first === 'lib' ? (second.includes('.') ? `lib/${second.split('.')[0]}` : `lib/${second}`) : first;
}

function arrowsOf(file: string): Arrow[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  return [...text.matchAll(IMPORT)].flatMap(([, to = '']) => {
    const target = to.startsWith('.') ? relative(ROOT, join(ROOT, dirname(file), to)) : to;
    return [{ file, from: roomOf(file), to: target }];
  });
}

const ARROWS = SOURCES.flatMap(arrowsOf);
const inside = ARROWS.filter(({ to }) => /^(bin|lib|functions|local|web)\//.test(to));

describe('the house', () => {
  it('has only rooms whose neighbours are known', () => {
    const rooms = [...new Set(SOURCES.map(roomOf))].filter((room) => room !== 'lib/names');
    expect(rooms.filter((room) => !(room in ALLOWED))).toEqual([]);
  });

  it('has arrows that run one way', () => {
    const wrong = inside.filter(({ from, to }) => {
      const target = roomOf(to);
      const open = ALLOWED[from] ?? [];
      return (
        target !== from &&
        target !== 'lib/names' &&
        !open.some((room) => target === room || to.startsWith(`${room}/`))
      );
    });
    expect(wrong.map(({ file, to }) => `${file} → ${to}`)).toEqual([]);
  });

  it('lets only lib/aws import an AWS client, and nobody import a function', () => {
    const clients = ARROWS.filter(({ to }) => to.startsWith('@aws-sdk/')).map(({ from }) => from);
    expect([...new Set(clients)]).toEqual(['lib/aws']);
    const callers = inside.filter(({ from, to }) => roomOf(to) === 'functions' && from !== 'functions');
    expect(callers.map(({ file }) => file)).toEqual([]);
  });

  it('keeps its pure rooms free of files, network, environment and clock', () => {
    const pure = SOURCES.filter((file) =>
      /^lib\/(kakao|dialogue|matching|handoff|usage|privacy)\//.test(file),
    );
    const impure = pure.filter((file) =>
      /process\.env|Date\.now\(\)|new Date\(\)|Math\.random|node:(fs|http|https|net)|\bfetch\(/.test(
        readFileSync(join(ROOT, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, ''),
      ),
    );
    expect(impure).toEqual([]);
  });

  it('has no room for odds and ends', () => {
    expect(SOURCES.filter((file) => /(^|\/)(utils?|common|helpers?|shared|core)(\/|\.)/.test(file))).toEqual(
      [],
    );
  });
});
