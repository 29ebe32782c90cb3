/** The part of an answer that a question asks for. */
import type { Aspect } from '../types.ts';

/** Patterns over a question without spaces; the first that fits wins. */
const PATTERNS: readonly (readonly [Aspect, RegExp])[] = [
  [
    'phone',
    /전화번호|연락처|전화(?:가|를|는|좀|할|로|주)|전번|몇번으로|번호(?:가|좀|알려|뭐)|문의처|어디로?전화|어디에?문의|담당자/,
  ],
  [
    'fee',
    /얼마(?!나걸|나오래|동안)|비용|수수료|요금|가격|금액|무료|공짜|유료|돈(?:이|은|을|내|드|들|얼|받)|몇(?:천|만)?원|값(?:이|은|얼)/,
  ],
  [
    'papers',
    /준비물|구비서류|필요한?서류|서류(?:가|는|은|뭐|를|도|만|좀|$)|준비(?:해야|할|하면)|뭐(?:가|를)?(?:들고|가져|챙기|필요|준비)|가져(?:가|오|와)|챙겨|지참|들고가|뭐필요|신분증만/,
  ],
  [
    'duration',
    /며칠|몇일|얼마나(?:걸|오래|기다)|언제나와|언제나오|언제되|언제받|언제쯤(?:나|되|받)|걸리나|걸려|소요|기간|얼마동안|얼마만에/,
  ],
  [
    'hours',
    /몇시|언제까지|언제(?:문|열|부터|가|하|해|여|닫|쉬)|운영시간|이용시간|업무시간|근무시간|영업시간|여는|열어|여나요|닫|주말|토요일|일요일|공휴일|점심시간|야간|시간(?:이|은|좀|알)/,
  ],
  [
    'place',
    /어디(?!에전화|로전화|에문의)|위치|장소|어딨|주소(?:가|는|좀|알)|몇층|어느(?:과|부서|창구|곳|동)|찾아가|가는길|오시는길/,
  ],
  [
    'who',
    /대상|자격|누가|누구|조건|요건|받을수있|해당되|해당하|대리|대신|가족이|본인(?:만|이)|남편이|아내가|부모가|저도되|나도되|외국인도/,
  ],
  ['how', /어떻게|어케|어떡|방법|절차|인터넷으로|온라인으로|신청하려|하려면|할라면|할려면|하는법/],
];

/** The aspect that a question (characters without spaces) asks for, or undefined. */
export function aspectOf(chars: string): Aspect | undefined {
  return PATTERNS.find(([, pattern]) => pattern.test(chars))?.[0];
}

const ASPECT_WORDS: Readonly<Record<Aspect, string>> = {
  fee: '비용 수수료 요금 얼마',
  papers: '준비물 서류',
  place: '장소 위치 어디',
  hours: '시간 운영시간',
  phone: '전화번호 연락처',
  duration: '기간 며칠',
  who: '대상 자격 대리',
  how: '방법 신청',
};

/** Words that name an aspect, to look for an entry about it. */
export const wordsOf = (aspect: Aspect): string => ASPECT_WORDS[aspect];

const ASPECT_ONLY =
  /그럼|그러면|그건|그거|거기|여기|이거|이건|그래서|근데|그런데|그리고|또|혹시|얼마나|얼마|비용|수수료|요금|가격|금액|돈|무료|공짜|유료|준비물|구비서류|서류|준비|필요|뭐|무엇|가져|들고|챙겨|지참|며칠|몇일|걸리|걸려|기간|언제|까지|부터|몇시|시간|운영|업무|주말|토요일|일요일|야간|점심|어디|위치|장소|주소|몇층|전화번호|연락처|번호|전화|담당자|담당|누가|누구|대상|자격|조건|대리인|대리|대신|가족|본인|어떻게|방법|절차|인터넷|온라인|신청|예약|결제|카드|현금|되|돼|하|해|나요|가요|있|없|은|는|이|가|을|를|도|만|로|에서|에|서|요|예|야|데|면|려|고|수|건|거|것|알려|주세|줘|좀|인|지|라|드|들|내|받|여|열/g;

/** Words with a topic of their own of which the letters of particles and endings above leave next to nothing. */
const TOPIC =
  /여권|수도(?!있|없|될|되|도)|수거|인감|이사|도로|고지서|수급|(?<![는은을를인일될할한])지도|가로등|가로수|면허|예방/;

/** Whether a question has nothing but aspect words: it asks about what was talked of before. */
export function asksAboutTalk(chars: string): boolean {
  return (
    chars.length > 0 &&
    chars.length <= 24 &&
    !TOPIC.test(chars) &&
    chars.replace(ASPECT_ONLY, '').length <= Math.floor(chars.length * 0.15)
  );
}

/** Whether a question points back by its first word ('그럼', '그건', '거기'). */
export const pointsBack = (chars: string): boolean =>
  /^(?:아|네|예|음)?(?:그럼|그러면|그건|그거|그게|거기|여기|이거|이건|그래서|그때|그쪽)/.test(chars);
