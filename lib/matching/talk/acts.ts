/** What a sentence does (forbids, offers a choice, asks when or where): read from its endings, which name no topic. */

const PATTERNS: readonly (readonly [string, RegExp])[] = [
  [
    'forbid',
    /지(?:는|를|도)?마(?:세|라|요|십|$)|지말|지마|하지않도록|않도록|금지|안돼(?!나|요\?)|안된다|안됩니다|면안|면혼나|그만(?:해|하|둬|좀)|삼가|자제|쓰지않|하지않/,
  ],
  [
    'choice',
    /중(?:에|에서)?(?:어|뭐|무|더|누|하나|골)|아니면|할까말까|둘중|어느(?:것|게|쪽|편|걸)|(?:아|이)님|아님|vs|랑.+중/,
  ],
  ['instead', /말고|대신(?:에)?|보다(?:는)?|보단|않고|지않은|제외/],
  ['when', /언제|몇시|며칠|몇일|몇월|몇년|날짜|시각|시간/],
  ['where', /어디|어딨|장소|위치|어느곳|어느(?:동|역|층)/],
  ['who', /누가|누구|누굴|누군|담당자|어떤사람|어느분/],
  ['why', /왜|이유|까닭|어째서|때문/],
  ['how', /어떻게|어케|방법|어떡|절차|요령|하는법|하려면|할려면/],
  [
    'howMuch',
    /얼마|비용|요금|수수료|가격|금액|몇(?:개|명|번|가지|퍼|대|권|원|회|도|통|장|층|군데|곳)|정도|개수|횟수|도수|일수/,
  ],
  ['what', /뭐|무엇|무슨|어떤|뭘|뭔|무얼|의미|이란|란\?*$|뜻/],
  ['list', /종류|목록|리스트|들을?알려|들이?뭐|모두|전부|이름/],
  ['may', /도되|도돼|도괜찮|수있(?:나|어|는|을|습)|가능/],
  ['must', /야(?:하|되|돼|한|만)|의무|필수|반드시|꼭/],
  [
    'define',
    /뭐라고?(?:하|해|불|부르)|[그이](?:게|거)(?:뭐|뭔|무)|뜻|의미|이?란(?:$|\?|무|뭐)|용어|정의|무슨말|뭔말|개념|뭔가요$|무엇[인입]/,
  ],
  ['isIt', /(?:인가|나|까|니|냐|가)요?\??$/],
  ['ask', /해줘|해줄래|주세요|주십시오|바랍니다|바라|해라|하렴|하거라|도록해|해주|자$|하자/],
];

/** Acts found in a text without spaces, as bits in the order of the table. */
export function actBits(chars: string): number {
  let bits = 0;
  PATTERNS.forEach(([, pattern], i) => {
    if (pattern.test(chars)) bits |= 1 << i;
  });
  return bits;
}

/** Names of the acts found in a text without spaces. */
export function actsOf(chars: string): string[] {
  const bits = actBits(chars);
  return PATTERNS.flatMap(([name], i) => (bits & (1 << i) ? [name] : []));
}

/** Acts that ask for one thing rather than another; yes-or-no and polite endings tell nothing of that. */
export const ASKING_BITS = PATTERNS.reduce(
  (bits, [name], i) => (/^(isIt|ask|must|may)$/.test(name) ? bits : bits | (1 << i)),
  0,
);

/** Number of bits set. */
export function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest; rest &= rest - 1) count++;
  return count;
}
