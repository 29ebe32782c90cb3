/** Coming in, staying in, coming back: in a real browser. */
import { describe, expect, it } from 'vitest';
import { atDesk, expectFocus, signIn } from './desk.ts';

const at = atDesk();

describe('signing in', () => {
  it('comes back to the ticket of the link, reads its heading, and leaves no code in the address', async () => {
    const ticket = at.desk.ask({ field: 'passport' });
    const page = await at.visit(`/staff?ticket=${ticket.number}`);
    await signIn(page, '상담원1');
    await page.getByRole('heading', { level: 1, name: ticket.number }).waitFor();
    await expectFocus(page, ticket.number);
    expect(new URL(page.url()).search).toBe(`?ticket=${ticket.number}`);
    expect(await page.title()).toBe(`(1) 상담 ${ticket.number} · 민원톡`);
  });

  it('says what to do when the provider refuses', async () => {
    const page = await at.visit('/staff?error=access_denied&state=x');
    await page.getByText('로그인을 마치지 못했어요. 다시 로그인해 주세요.').waitFor();
  });

  it('renews the token silently', async () => {
    at.desk.tokenSeconds = 62;
    const page = await at.enter();
    const renewed = () => at.desk.calls.filter((call) => call === 'POST /token').length;
    await expect.poll(renewed, { timeout: 8000 }).toBeGreaterThan(1);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('상담 목록');
  });

  it('keeps what was typed over an ended session', async () => {
    at.expectTrouble(/status of 40[01]/);
    const ticket = at.desk.ask({});
    at.desk.change(ticket.id, { kind: 'claim' }, '상담원1');
    const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
    await page.getByLabel('시민에게 남길 답변').fill('창구에서 바로 됩니다.');
    at.desk.endSessions();
    await page.getByText('접속이 끝났어요. 다시 로그인해 주세요.').waitFor();
    await expectFocus(page, '상담 화면');
    await expect(page.getByText(ticket.number).count()).resolves.toBe(0);
    await signIn(page, '상담원1');
    await expect
      .poll(() => page.getByLabel('시민에게 남길 답변').inputValue(), { timeout: 5000 })
      .toBe('창구에서 바로 됩니다.');
  });

  it('forgets what was typed when somebody signs out', async () => {
    const ticket = at.desk.ask({});
    const page = await at.enter('상담원1', `/staff?ticket=${ticket.id}`);
    await page.getByLabel('메모').fill('비밀');
    await page.getByRole('button', { name: '로그아웃' }).click();
    await page.getByRole('button', { name: '로그인', exact: true }).waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('비밀');
    expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain('access');
  });

  it('warns before the session ends, and offers a way to stay', async () => {
    at.desk.config = { sessionMinutes: 4 };
    const page = await at.enter();
    const dialog = page.getByRole('dialog', { name: '접속이 곧 끝나요' });
    await dialog.getByText('남음').waitFor();
    at.desk.config = {};
    await dialog.getByRole('button', { name: '계속하기 (다시 로그인)' }).click();
    await page.getByRole('link', { name: '상담원1' }).click();
    await page.getByRole('heading', { level: 1, name: '상담 목록' }).waitFor();
    expect(await dialog.count()).toBe(0);
  });

  it('explains itself when the city cannot be reached', async () => {
    at.expectTrouble(/503/);
    at.desk.fail('config.json');
    const page = await at.visit();
    await page.getByRole('heading', { name: '상담 화면을 열지 못했어요' }).waitFor();
    at.desk.fail(undefined);
    await page.getByRole('link', { name: '다시 열기' }).click();
    await page.getByRole('button', { name: '로그인', exact: true }).waitFor();
  });
});

describe('roles', () => {
  it('shows an editor an explained room, and asks for no board', async () => {
    const page = await at.enter('편집자');
    await page.getByRole('heading', { level: 1, name: '콘텐츠' }).waitFor();
    await page.getByText('npm run content:publish').waitFor();
    expect(at.desk.calls).not.toContain('GET board');
  });

  it('shows a manager the audit trail by month, and more of it', async () => {
    const page = await at.enter('관리자');
    await page.getByRole('link', { name: '활동 기록' }).click();
    await expectFocus(page, '활동 기록');
    await page.getByRole('row', { name: '상담 마침 상담원1 K7F-3M2' }).waitFor();
    await page.getByRole('cell', { name: '상담 마침' }).waitFor();
    await page.getByRole('button', { name: '더 보기' }).click();
    await page.getByRole('cell', { name: '로그인' }).waitFor();
    await page.getByRole('button', { name: '이전 달' }).click();
    await page.getByText('2026년 10월에는 기록이 없어요.').waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '상담 목록' }).waitFor();
  });
});
