/** A browser at a small desk: what every browser test of the page begins with. */

import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { SESSION_KEY, type Session } from '../../web/staff/auth.ts';
import { SIZES, startBrowser, type TestBrowser, troublesOf } from '../room/browser.ts';
import { builtPage } from './bundle.ts';
import { type DeskServer, MINUTE, startDesk } from './desk-server.ts';

/** The browser of a test file, and the desk of a test. */
export interface AtDesk {
  readonly desk: DeskServer;
  /** Opens the page, not signed in. */
  visit(path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Opens the page as somebody who has signed in already. */
  enter(who?: string, path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** Troubles that a test made on purpose; all others fail it. */
  expectTrouble(pattern: RegExp): void;
}

/** Starts browser and desk for the tests of a file; every test gets a desk of its own. */
export function atDesk(): AtDesk {
  let browser: TestBrowser;
  let desk: DeskServer;
  let pages: Page[] = [];
  let allowed: RegExp[] = [];
  beforeAll(async () => {
    await builtPage();
    browser = await startBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    desk = await startDesk();
    pages = [];
    allowed = [];
  });
  afterEach(async () => {
    const troubles = pages.flatMap(troublesOf).filter((text) => !allowed.some((each) => each.test(text)));
    await Promise.all(pages.map((page) => page.context().close()));
    await desk.close();
    expect(troubles).toEqual([]);
  });
  const visit: AtDesk['visit'] = async (path = '/staff', options = {}) => {
    const page = await browser.open(desk.url + path, { viewport: SIZES.desktop, ...options });
    page.setDefaultTimeout(8000);
    pages.push(page);
    return page;
  };
  return {
    get desk() {
      return desk;
    },
    visit,
    async enter(who = '상담원1', path = '/staff', options = {}) {
      const page = await visit('/staff/config.json', options);
      await page.evaluate(([key, session]) => sessionStorage.setItem(key, session), [
        SESSION_KEY,
        JSON.stringify(sessionOf(desk, who)),
      ] as const);
      await page.goto(desk.url + path);
      await page.getByRole('button', { name: '로그아웃' }).waitFor();
      return page;
    },
    expectTrouble(pattern) {
      allowed.push(pattern);
    },
  };
}

function sessionOf(desk: DeskServer, who: string): Session {
  const { access_token: access, refresh_token: refresh = '', expires_in } = desk.tokensOf(who);
  const now = Date.now();
  const endsAt = now + (desk.config.sessionMinutes ?? 480) * MINUTE;
  return { access, refresh, accessEndsAt: now + expires_in * 1000, endsAt };
}

/** Presses 'sign in' and chooses somebody. */
export async function signIn(page: Page, who: string): Promise<void> {
  await page.getByRole('button', { name: '로그인', exact: true }).click();
  await page.getByRole('link', { name: who }).click();
  await page.getByRole('button', { name: '로그아웃' }).waitFor();
}

/** What has the focus, as its role-like name: 'H1 상담 목록', 'TEXTAREA 시민에게 남길 답변'. */
export function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement)) return '';
    const labels = active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement;
    const label = labels ? active.labels?.[0]?.textContent : active.textContent;
    return `${active.tagName} ${(label ?? '').trim().replaceAll(/\s+/g, ' ')}`;
  });
}

/** Waits until the focus is on something whose name contains `name`. */
export async function expectFocus(page: Page, name: string): Promise<void> {
  await expect.poll(() => focused(page), { timeout: 5000 }).toContain(name);
}
