/** `/`: what is running, in short, with a way to everything. */

import type { Reply } from '../gateway/reply.ts';
import { escapeHtml, htmlReply } from './html.ts';

/** What the home page shows. */
export interface HomeFacts {
  readonly city: string;
  readonly control: string;
  readonly store: string;
  readonly queue: string;
  readonly kakao: string | undefined;
  readonly routes: readonly string[];
  readonly functions: readonly { readonly name: string; readonly environments: number }[];
  readonly tables: readonly string[];
  readonly queues: readonly string[];
  readonly warnings: readonly string[];
  readonly secretHeader: string;
  readonly secret: string;
  readonly botId: string;
}

const list = (items: readonly string[]): string =>
  items.map((item) => `<li><code>${escapeHtml(item)}</code></li>`).join('');

/** Draws the page. */
export function homePage(facts: HomeFacts): Reply {
  const endpoints: [string, string][] = [
    ['Store (DynamoDB)', facts.store],
    ['Queue (SQS, SNS)', facts.queue],
    ['Control', facts.control],
  ];
  if (facts.kakao !== undefined) endpoints.push(['Kakao simulator', facts.kakao]);
  return htmlReply(
    200,
    '민원톡 로컬 시티 · Minwontalk local city',
    `<h1>민원톡 <span lang="en">Minwontalk</span></h1>
<p>이 컴퓨터에서 도시 한 곳의 챗봇 전체가 돌고 있습니다.<br>
<span lang="en">The whole channel of one city runs on this machine, from the template that deploys.</span></p>
<ul class="ways">
<li><a href="/room">채팅방 <span lang="en">Room</span></a></li>
<li><a href="/usage">이용 현황 <span lang="en">Usage</span></a></li>
<li><a href="/staff">상담 화면 <span lang="en">Staff page</span></a></li>
<li><a href="${facts.control}/city">상태 <span lang="en">State (JSON)</span></a></li>
</ul>
<h2>직접 물어보기 <span lang="en">Ask by hand</span></h2>
<pre tabindex="0" role="region" aria-label="curl">${escapeHtml(sampleCall(facts))}</pre>
<h2>주소 <span lang="en">Endpoints</span></h2>
<table><tbody>${endpoints.map(([name, url]) => `<tr><th scope="row" lang="en">${name}</th><td><code>${url}</code></td></tr>`).join('')}</tbody></table>
<h2>경로 <span lang="en">Routes</span></h2><ul>${list(facts.routes)}</ul>
<h2>함수 <span lang="en">Functions</span></h2>
<table><thead><tr><th scope="col">이름</th><th scope="col">실행 중</th></tr></thead><tbody>${facts.functions
      .map(
        ({ name, environments }) =>
          `<tr><td><code>${escapeHtml(name)}</code></td><td>${environments}</td></tr>`,
      )
      .join('')}</tbody></table>
<h2>표와 대기열 <span lang="en">Tables and queues</span></h2><ul>${list([...facts.tables, ...facts.queues])}</ul>
${facts.warnings.length === 0 ? '' : `<h2>알림 <span lang="en">Warnings</span></h2><ul lang="en">${list(facts.warnings)}</ul>`}`,
  );
}

function sampleCall({ city, secretHeader, secret, botId }: HomeFacts): string {
  const body = {
    bot: { id: botId },
    userRequest: { utterance: '여권 어디서 해요?', user: { id: 'a-citizen' } },
    action: { id: 'a', name: 'ask' },
  };
  return `curl -s ${city}/skill/ask \\
  -H 'content-type: application/json' \\
  -H '${secretHeader}: ${secret}' \\
  -d '${JSON.stringify(body)}'`;
}
