/** E-mail addresses, also spelt out. */
import type { Finder, Found } from '../finding.ts';

const AT =
  /@|%40(?=[A-Za-z0-9])|골뱅이|골벵이|고뱅이|[([{<]\s?(?:at|앳|엣|골뱅이)\s?[)\]}>]|\s(?:at|앳|엣)\s|(?<=[A-Za-z0-9])(?:앳|엣)(?=\s?[A-Za-z가-힣])/gi;
const LOCAL =
  /(?:[A-Za-z0-9._%+-]|(?<=[A-Za-z0-9]),(?=[A-Za-z0-9])|\s?(?:\(dot\)|\[dot\]|닷|쩜|점|언더바|언더스코어|하이픈)\s?){1,64}\s{0,2}$/i;
const PROVIDER =
  '네이버|다음|한메일|지메일|구글|카카오|핫메일|네이트|야후|아웃룩|daum|naver|gmail|hanmail|kakao|nate|icloud';
const LABEL = `(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}|${PROVIDER})`;
const TOP = '(?:[A-Za-z][A-Za-z0-9-]{1,30}|컴|넷|씨오|케이알|코|오알지|kr)';
const DOT =
  '(?:[.。]|,(?=(?:com|net|org|kr|co)(?![a-z]))|\\s?[([{<]\\s?(?:dot|닷|점|\\.)\\s?[)\\]}>]\\s?|\\s{0,2}(?:닷|쩜|점|dot)\\s{0,2}|\\s[.]\\s)';
const DOMAIN = new RegExp(`^\\s{0,2}(?:${LABEL}(?:${DOT}${TOP}){1,4}|(?:${PROVIDER}))`, 'i');
const BARE = /^[A-Za-z][A-Za-z0-9-]{1,30}(?![A-Za-z0-9_])/;
/** Addresses of offices are public. */
const OFFICE = /(?:\.go|^\s{0,2}korea)\.kr$/i;

/** Letters and digits read out in Korean: '에이비씨 일이삼', and the one word before the sign. */
const READ_OUT =
  /(?:(?:에이치?|비|씨|디|이|에프|지|쥐|아이|제이|케이|엘|엠|엔|오|피|큐|알|아르|에스|티|유|브이|더블유|엑스|와이|제트|공|영|일|삼|사|육|칠|팔|구|닷|쩜|점|언더바|하이픈|대시|[A-Za-z0-9])\s?){2,24}\s{0,2}$|[가-힣A-Za-z0-9]{2,16}\s{0,2}$/;

function localPart(text: string, at: number, sign: string): string | undefined {
  const lead = text.slice(Math.max(0, at - 80), at);
  const plain = LOCAL.exec(lead)?.[0];
  if (plain && /[A-Za-z0-9]/.test(plain)) return plain;
  return /^(?:@|골뱅이|골벵이|고뱅이)$/.test(sign) ? READ_OUT.exec(lead)?.[0] : undefined;
}

function addressAt(text: string, at: number, sign: string): Found | undefined {
  const left = localPart(text, at, sign);
  if (!left) return undefined;
  const right = text.slice(at + sign.length, at + sign.length + 160);
  // '인스타 @icheon' is an account's name, not a host.
  const handle = /[가-힣]\s+$/.test(left);
  const domain = DOMAIN.exec(right) ?? (sign === '@' && !handle ? BARE.exec(right) : null);
  if (!domain || OFFICE.test(domain[0])) return undefined;
  return { start: at - left.length, end: at + sign.length + domain[0].length, kind: 'email' };
}

/** Every sign or word for 'at' with a name before and a host after it. */
export const email: Finder = ({ text }) =>
  [...text.matchAll(AT)].flatMap((m) => addressAt(text, m.index, m[0]) ?? []);
