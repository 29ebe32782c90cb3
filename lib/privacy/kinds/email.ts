/** E-mail addresses, also spelt out. */
import type { Finder, Found } from '../finding.ts';

const AT =
  /@|골뱅이|골벵이|고뱅이|[([{<]\s?(?:at|앳|엣|골뱅이)\s?[)\]}>]|\s(?:at|앳|엣)\s|(?<=[A-Za-z0-9])(?:앳|엣)(?=\s?[A-Za-z가-힣])/gi;
const LOCAL =
  /(?:[A-Za-z0-9._%+-]|\s?(?:\(dot\)|\[dot\]|닷|쩜|점|언더바|언더스코어|하이픈)\s?){1,64}\s{0,2}$/i;
const PROVIDER =
  '네이버|다음|한메일|지메일|구글|카카오|핫메일|네이트|야후|아웃룩|daum|naver|gmail|hanmail|kakao|nate|icloud';
const LABEL = `(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}|${PROVIDER})`;
const TOP = '(?:[A-Za-z][A-Za-z0-9-]{1,30}|컴|넷|씨오|케이알|코|오알지|kr)';
const DOT =
  '(?:\\.|\\s?[([{<]\\s?(?:dot|닷|점|\\.)\\s?[)\\]}>]\\s?|\\s{0,2}(?:닷|쩜|점|dot)\\s{0,2}|\\s[.]\\s)';
const DOMAIN = new RegExp(`^\\s{0,2}(?:${LABEL}(?:${DOT}${TOP}){1,4}|(?:${PROVIDER}))`, 'i');
const BARE = /^[A-Za-z][A-Za-z0-9-]{1,30}(?![A-Za-z0-9])/;
/** Addresses of offices are public. */
const OFFICE = /\.go\.kr$/i;

function addressAt(text: string, at: number, sign: string): Found | undefined {
  const left = LOCAL.exec(text.slice(Math.max(0, at - 80), at));
  if (!left || !/[A-Za-z0-9]/.test(left[0])) return undefined;
  const right = text.slice(at + sign.length, at + sign.length + 160);
  const domain = DOMAIN.exec(right) ?? (sign === '@' ? BARE.exec(right) : null);
  if (!domain || OFFICE.test(domain[0])) return undefined;
  return { start: at - left[0].length, end: at + sign.length + domain[0].length, kind: 'email' };
}

/** Every sign or word for 'at' with a name before and a host after it. */
export const email: Finder = ({ text }) =>
  [...text.matchAll(AT)].flatMap((m) => addressAt(text, m.index, m[0]) ?? []);
