import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type City, startCity } from '../../local/city.ts';
import { accessibilityFaults, SIZES, startBrowser, type TestBrowser, troublesOf } from '../room/browser.ts';
import { itemsOf } from './citizen.ts';

let city: City;
let browser: TestBrowser;
beforeAll(async () => {
  city = await startCity({ quiet: true });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
  browser = await startBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const log = (page: Page) => page.getByRole('log');

async function say(page: Page, words: string): Promise<void> {
  const box = page.getByRole('textbox', { name: '메시지' });
  await box.fill(words);
  await box.press('Enter');
}

describe('a newcomer in the room', () => {
  it('is greeted, asks, reads the answer, picks a field by hand, and reaches a person', async () => {
    const page = await browser.open(`${city.url}/room`, { viewport: SIZES.phone, hasTouch: true });
    await log(page).getByText('안녕하세요, 이천시민원콜센터').waitFor();
    await say(page, '여권 만드는 데 얼마예요?');
    await log(page).getByText('52,000원').first().waitFor();
    await page.getByRole('button', { name: '전체 분야' }).last().click();
    await log(page).getByText('어떤 분야가 궁금하세요?').waitFor();
    await page
      .getByRole('button', { name: /대형폐기물/ })
      .last()
      .click();
    await log(page).getByText('대형폐기물 배출 질문이에요.').waitFor();
    await page.getByRole('button', { name: '1:1채팅상담' }).last().click();
    await log(page)
      .getByText(/접수번호는 [\dA-Z]{3}-[\dA-Z]{3}/)
      .first()
      .waitFor();
    expect(JSON.stringify(await itemsOf(city, 'tickets'))).toContain('여권 만드는 데 얼마예요?');
    expect(troublesOf(page)).toEqual([]);
  });

  it('finds pages that a screen reader can read: the home page, the room, the usage page', async () => {
    for (const path of ['/', '/room', '/usage']) {
      const page = await browser.open(`${city.url}${path}`, { viewport: SIZES.desktop });
      expect(await accessibilityFaults(page), path).toEqual([]);
      await page.context().close();
    }
  });
});

describe('the city’s own pages', () => {
  it('answer GET only; anything else is 404 in JSON', async () => {
    for (const path of ['/', '/room', '/usage']) {
      const refused = await fetch(`${city.url}${path}`, { method: 'POST' });
      expect(refused.status).toBe(404);
      expect(await refused.json()).toEqual({ message: 'Not Found' });
    }
  });
});
