/** The live queue in a real browser: what arrives, what moves, where the focus goes. */
import { describe, expect, it } from 'vitest';
import { atDesk, expectFocus } from './desk.ts';
import { MINUTE, MORNING } from './desk-server.ts';

const at = atDesk();

describe('a new ticket', () => {
  it('is on the screen within three seconds, announced politely and counted in the title', async () => {
    at.desk.ask({});
    const page = await at.enter();
    await page.getByText('기다리는 상담 1').waitFor();
    const began = performance.now();
    const ticket = at.desk.ask({ field: 'passport' });
    await page.getByRole('link', { name: ticket.number }).waitFor();
    expect(performance.now() - began).toBeLessThan(3000);
    await page
      .getByRole('status')
      .filter({ hasText: `새 상담이 들어왔어요: 여권, ${ticket.number}` })
      .waitFor();
    expect(await page.title()).toBe('(2) 상담 목록 · 민원톡');
    expect(await page.getByRole('link', { name: ticket.number }).textContent()).toContain('새로 옴');
  });

  it('is offered, not pushed in, while the reader is in the list', async () => {
    const first = at.desk.ask({ at: MORNING - MINUTE });
    const page = await at.enter();
    await page.getByRole('link', { name: first.number }).focus();
    const second = at.desk.ask({});
    const offer = page.getByRole('button', { name: '새 상담 1건 보기' });
    await offer.waitFor();
    await expect(page.getByRole('link', { name: second.number }).count()).resolves.toBe(0);
    await expectFocus(page, first.number);
    await page.keyboard.press('g');
    await page.getByRole('link', { name: second.number }).waitFor();
    expect(await offer.count()).toBe(0);
  });

  it('may call by a bell: switched on by hand, and remembered', async () => {
    const page = await at.enter();
    await page.getByRole('button', { name: '알림음' }).click();
    await page.reload();
    await expect
      .poll(() => page.getByRole('button', { name: '알림음' }).getAttribute('aria-pressed'))
      .toBe('true');
  });
});

describe('the list', () => {
  it('moves the focus to the neighbour when the focused ticket vanishes', async () => {
    const tickets = [3, 2, 1].map((ago) => at.desk.ask({ at: MORNING - ago * MINUTE }));
    const [, middle, last] = tickets;
    if (middle === undefined || last === undefined) throw new Error('three tickets');
    const page = await at.enter();
    await page.getByLabel('접수번호·분야로 찾기').fill('기다');
    await page.getByLabel('접수번호·분야로 찾기').fill('');
    await page.getByRole('link', { name: middle.number }).focus();
    at.desk.change(middle.id, { kind: 'erase' }, 'citizen');
    at.desk.clock.now += 25 * 60 * MINUTE;
    await expectFocus(page, last.number);
  });

  it('finds a ticket by its number, however it is typed, and offers to open one where there is none', async () => {
    const [one, other] = [at.desk.ask({}), at.desk.ask({})];
    const page = await at.enter();
    await page.getByRole('link', { name: other.number }).waitFor();
    await page.keyboard.press('s');
    await page.keyboard.type(one.number.replace('-', '').toLowerCase());
    await expect.poll(() => page.getByRole('link', { name: other.number }).count()).toBe(0);
    await page.getByRole('link', { name: one.number }).waitFor();
    await page.getByLabel('접수번호·분야로 찾기').fill('ZZZ-ZZZ');
    await page.getByText('‘ZZZ-ZZZ’에 맞는 상담이 없어요.').waitFor();
  });

  it('tells how late a ticket is by word, and counts on by itself', async () => {
    at.desk.ask({ at: MORNING - 25 * MINUTE });
    at.desk.ask({ at: MORNING - 12 * MINUTE });
    at.desk.ask({ at: MORNING - 2 * MINUTE });
    const page = await at.enter();
    const rows = page.getByRole('listitem');
    await expect.poll(() => rows.count()).toBe(3);
    expect(await rows.nth(0).textContent()).toContain('지연 25분');
    expect(await rows.nth(1).textContent()).toContain('곧 지연 12분');
    expect(await rows.nth(2).textContent()).toContain('여유 2분');
  });

  it('keeps the last list when the line is cut, says so, and recovers', async () => {
    at.expectTrouble(/ERR_|Failed to load/);
    const ticket = at.desk.ask({});
    const page = await at.enter();
    await page.getByRole('link', { name: ticket.number }).waitFor();
    at.desk.fail('board', 0);
    await page.getByText('서버에 닿지 않아요. 인터넷 연결을 확인하고 다시 해 주세요.').waitFor();
    await page.getByRole('link', { name: ticket.number }).waitFor();
    at.desk.fail(undefined);
    await page.getByRole('button', { name: '지금 다시 연결' }).click();
    await expect.poll(() => page.getByText('서버에 닿지 않아요').count()).toBe(0);
  });

  it('is walked through with J and K, also with a Korean input method', async () => {
    const [one, two] = [at.desk.ask({ at: MORNING - MINUTE }), at.desk.ask({})];
    const page = await at.enter();
    await page.getByRole('link', { name: two.number }).waitFor();
    await page.keyboard.press('j');
    await expectFocus(page, one.number);
    await page.evaluate(() =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { code: 'KeyJ', key: 'ㅓ', bubbles: true }),
      ),
    );
    await expectFocus(page, two.number);
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: one.number }).waitFor();
    await expectFocus(page, one.number);
  });

  it('leaves no single-letter shortcuts where they are switched off', async () => {
    const page = await at.enter();
    await page.keyboard.press('?');
    await page.getByLabel('글자 하나로 된 단축키 쓰기').uncheck();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.press('o');
    await page.keyboard.press('s');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await expectFocus(page, '상담 목록');
  });
});
