/** A real Chromium for tests, with nothing installed by hand. */

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packaged from '@sparticuz/chromium';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { withBuildLock } from '../../bin/build-lock.ts';

/** A running browser. */
export interface TestBrowser {
  readonly browser: Browser;
  /** Opens a page of its own context. Its console errors and foreign requests are in `troublesOf(page)`. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
  close(): Promise<void>;
}

/** Sizes at which pages are looked at. */
export const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
  narrow: { width: 320, height: 568 },
  wide: { width: 1920, height: 1080 },
} as const;

/** The package's own list switches off web security, which tests want on. Tests may run as root: no sandbox. */
const ARGS = ['--no-sandbox', '--no-zygote', '--disable-dev-shm-usage', '--font-render-hinting=none'];

const troubles = new WeakMap<Page, string[]>();

/** Starts the browser. Unpacking it takes about 15 s, once a machine; only one process does it. */
export async function startBrowser(): Promise<TestBrowser> {
  const executablePath = await withBuildLock(join(tmpdir(), 'minwontalk-chromium'), () =>
    packaged.executablePath(),
  );
  const browser = await chromium.launch({ args: ARGS, executablePath });
  return {
    browser,
    async open(url, options = {}) {
      const context = await browser.newContext({ viewport: SIZES.phone, locale: 'ko-KR', ...options });
      const page = await context.newPage();
      watch(page, new URL(url).hostname);
      await page.goto(url);
      return page;
    },
    close: () => browser.close(),
  };
}

/** What went wrong on a page since it was opened: script errors, console errors, requests to other hosts. */
export function troublesOf(page: Page): readonly string[] {
  return troubles.get(page) ?? [];
}

function watch(page: Page, host: string): void {
  const list: string[] = [];
  troubles.set(page, list);
  page.on('pageerror', (error) => list.push(`script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') list.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.protocol !== 'data:' && url.hostname !== host) list.push(`request: ${url.href}`);
  });
}

/** What axe finds on the page as it stands: rule and place, one line each. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }),
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}
