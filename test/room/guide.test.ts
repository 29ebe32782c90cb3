/** The clerk's guide says what the simulator plays. */

import { existsSync, readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { SECRET_HEADER, SKILLS } from '../../lib/names.ts';
import { SCENARIO } from '../../local/kakao/scenario.ts';
import { inRoot } from '../../local/processes.ts';

const guide = readFileSync(inRoot('docs/kakao-setup.md'), 'utf8');

test('every block of the scenario stands in the guide, with its words', () => {
  for (const { name, patterns, event } of SCENARIO.blocks) {
    expect(guide).toContain(name);
    for (const pattern of patterns) expect(guide).toContain(`\`${pattern}\``);
    if (event !== undefined) expect(guide).toContain(`\`${event}\``);
  }
});

test('every skill and the header stand in the guide', () => {
  for (const skill of SKILLS) expect(guide).toContain(`<스킬 주소>/${skill}\``);
  expect(guide).toContain(`\`${SECRET_HEADER}\``);
});

test('every picture and page that the guide names is there, and the pictures are small', () => {
  const links = [...guide.matchAll(/(?:\]\(|src=")(?!http)([^)"#]+)/g)].map(([, path = '']) => path);
  expect(links.filter((path) => path.endsWith('.png'))).toHaveLength(5);
  for (const path of links) expect(existsSync(inRoot(`docs/${path}`)), path).toBe(true);
  for (const path of links) expect(statSync(inRoot(`docs/${path}`)).size).toBeLessThan(150_000);
});
