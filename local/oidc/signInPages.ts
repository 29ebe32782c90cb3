/** The pages that the local sign-in shows: choose somebody, sign out, something went wrong. */

import { escapeHtml, page } from '../pages/html.ts';
import type { Person } from './people.ts';

/** Choose who to be; one press. `action`: where the choice is posted. */
export function choicePage(people: readonly Person[], action: string): string {
  const buttons = people.map(
    ({ name, groups }) =>
      `<li><button type="submit" name="person" value="${escapeHtml(name)}">${escapeHtml(name)}</button> <span lang="en">${escapeHtml(groups.join(', '))}</span></li>`,
  );
  return page(
    '로그인 · Sign in',
    `<h1>누구로 로그인할까요? <span lang="en">Sign in as</span></h1>
<p>이 컴퓨터에서 시험하는 로그인입니다. 비밀번호가 없습니다.<br>
<span lang="en">A sign-in for trying out on this machine: no passwords. In AWS, Amazon Cognito takes this place.</span></p>
<form method="post" action="${escapeHtml(action)}"><ul class="ways">${buttons.join('')}</ul></form>`,
  );
}

/** Signs out by itself, as Cognito does; the button is for browsers without scripts. `form`: the provider's own. */
export function signOutPage(form: string): string {
  return page(
    '로그아웃 · Sign out',
    `<h1>로그아웃 <span lang="en">Sign out</span></h1>${form}
<button type="submit" form="op.logoutForm" name="logout" value="yes" id="yes">로그아웃 <span lang="en">Sign out</span></button>
<script>document.getElementById('yes').click()</script>`,
  );
}

/** What went wrong, and what to do. `pages`: addresses of the staff page that the sign-in knows. */
export function errorPage(error: Readonly<Record<string, unknown>>, pages: readonly string[]): string {
  const lines = Object.entries(error).map(([name, value]) => `${name}: ${String(value)}`);
  const links = pages.map((url) => `<li><a href="${escapeHtml(url)}">${escapeHtml(url)}</a></li>`);
  return page(
    '로그인하지 못했습니다 · Sign-in failed',
    `<h1>로그인하지 못했습니다 <span lang="en">Sign-in failed</span></h1>
<p>상담 화면을 이 주소로 다시 열어 주세요. <span lang="en">Open the staff page again, at this address.</span></p>
<ul>${links.join('')}</ul><pre lang="en">${escapeHtml(lines.join('\n'))}</pre>`,
  );
}
