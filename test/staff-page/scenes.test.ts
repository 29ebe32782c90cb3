/** Every view in every state: nothing for axe to find, nothing wider than the screen, in light and dark. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inRoot } from '../../local/processes.ts';
import { accessibilityFaults, SIZES } from '../room/browser.ts';
import { atDesk } from './desk.ts';
import { SCENES } from './scenes.ts';

const at = atDesk();

/** Pixels by which the page is wider than the screen; what may scroll by itself does not count. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe('every view and state', () => {
  it.each(SCENES)('$name', async ({ who, set, play }) => {
    at.expectTrouble(/status of (400|401|404|503)/);
    const path = set?.(at.desk) ?? '/staff';
    const open = { viewport: SIZES.narrow };
    const page = await (who === undefined ? at.visit(path, open) : at.enter(who, path, open));
    await play(page, at.desk);
    const wide: string[] = [];
    for (const [name, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      if ((await overflow(page)) > 0) wide.push(name);
    }
    expect(wide).toEqual([]);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.setViewportSize(SIZES.narrow);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
    expect(await page.title()).toMatch(/ · 민원톡$/);
  });
});

describe('the page', () => {
  it('stays small: script and styles, compressed', async () => {
    const size = async (name: string) =>
      gzipSync(await readFile(join(inRoot('dist/web/staff'), name))).length / 1024;
    expect(await size('main.js')).toBeLessThan(40);
    expect(await size('main.css')).toBeLessThan(24);
  });
});
