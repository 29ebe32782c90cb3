/** Signing in to a running city over HTTP as a browser does: authorization code with PKCE, one press on a name. */
import type { StaffConfig } from '../../lib/staff/api.ts';
import { authorizeUrl, codeBody, newPkce, type Tokens } from '../../lib/staff/sign-in.ts';
import type { City } from '../../local/city.ts';

/** Somebody of the local desk. */
export type Who = 'counsellor' | 'counsellor2' | 'editor' | 'manager';

const NAMES: Readonly<Record<Who, string>> = {
  counsellor: '상담원1',
  counsellor2: '상담원2',
  editor: '편집자',
  manager: '관리자',
};

/** What the page reads first. */
export async function configOf(city: City): Promise<StaffConfig> {
  return (await fetch(`${city.url}/staff/config.json`)).json() as Promise<StaffConfig>;
}

/** Signs in; resolves with the tokens. */
export async function tokensOf(city: City, who: Who, browser = cookieJar()): Promise<Tokens> {
  const { signIn } = await configOf(city);
  const pkce = await newPkce();
  const choice = await browser.follow(authorizeUrl(signIn, { origin: city.url, ...pkce }), city.url);
  const page = await choice.response.text();
  const action = /action="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || !page.includes(NAMES[who]))
    throw new Error(`No choice of people at ${choice.url.split('?')[0]}`);
  const chosen = await browser.follow(
    new URL(action, choice.url).href,
    city.url,
    new URLSearchParams({ person: NAMES[who] }),
  );
  const back = new URL(chosen.url);
  const code = back.searchParams.get('code');
  if (code === null || back.searchParams.get('state') !== pkce.state)
    throw new Error(`No code came back: ${chosen.url}`);
  const body = codeBody(signIn, { origin: city.url, code, verifier: pkce.verifier });
  const answer = await fetch(signIn.tokenUrl, { method: 'POST', body, headers: { origin: city.url } });
  if (answer.status !== 200) throw new Error(`No tokens: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Tokens;
}

/** Signs in; resolves with the access token. */
export async function signIn(city: City, who: Who): Promise<string> {
  return (await tokensOf(city, who)).access_token;
}

/** A browser that keeps cookies and follows redirects until they leave for `home`. */
export function cookieJar() {
  const cookies = new Map<string, string>();
  const send = async (url: string, body?: URLSearchParams): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const init: RequestInit = { redirect: 'manual', headers: { cookie } };
    const response = await fetch(url, body ? { ...init, method: 'POST', body } : init);
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    return response;
  };
  return {
    async follow(
      url: string,
      home: string,
      body?: URLSearchParams,
    ): Promise<{ url: string; response: Response }> {
      let at = url;
      let response = await send(at, body);
      while (response.status >= 300 && response.status < 400) {
        at = new URL(response.headers.get('location') ?? '', at).href;
        if (at.startsWith(`${home}/`)) return { url: at, response };
        response = await send(at);
      }
      return { url: at, response };
    },
  };
}
