/** Number plates. */
import { before, type Finder, type Found } from '../finding.ts';

/** Regions on older plates and licences. */
export const REGIONS = '서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충북|충남|전북|전남|경북|경남|제주';

/** The syllables in use: private, commercial (바사아자), hire (하허호), delivery (배), and the forces'. */
const SYLLABLE =
  '[가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자하허호배국합육해공]';
const D = '[0-9Oㅇ〇]';
const BIT = '[\\s._·/-]{0,2}';
/** Between the groups, also brackets, and dashes with blanks around. */
const GAP = '\\s{0,2}(?:[._·:|/()[\\]{}‐-―−ㅡー-]{1,2}\\s{0,2})?';
const SPOKEN = '[0-9공영일이삼사오육륙칠팔구]';
/** The first part may be read as a whole: '십이가', '백이십삼가'. */
const FIRST = '[0-9공영일이삼사오육칠팔구십백]';
/** What ends a counted thing: '0026장' and '0026장을' count, '0026 장애인구역' does not. */
const COUNTED =
  '(?=[^가-힣]|$|[을를은는이가만씩의도에와과로]|입니|정도|쯤|짜리|째|간|까지|부터|이상|이하|하고|인데)';
const UNIT = `(?!\\s?(?:kg|km|cm|m|%|[-.]\\d|만|천|넘|이상|이하|정도|쯤|씩|번(?!호|\\s?(?:차|자동차|승용차|트럭|오토바이))|(?:원|년|월|일|명|개|시|분|호|층|동|회|점|세대|여|평|건|장|부|권|매|리터)${COUNTED}))`;

const PLAIN = new RegExp(
  `(?:(?:${REGIONS})${GAP})?(?<![0-9A-Za-z.,-])${D}${BIT}${D}(?:${BIT}${D})?${GAP}${SYLLABLE}${GAP}(?:${D}${BIT}){3}[0-9O](?![0-9])${UNIT}`,
  'g',
);
const READ_OUT = new RegExp(
  `(?:(?:${REGIONS})\\s?)?${FIRST}{2,5}${GAP}${SYLLABLE}${GAP}${SPOKEN}{2}\\s?${SPOKEN}{2}(?![0-9공영일이삼사오육칠팔구])`,
  'g',
);
/** Motorcycles: region, town, syllable, four digits: '경기이천가0012'. */
const TWO_WHEELS = new RegExp(
  `(?:${REGIONS})\\s?[가-힣]{2,4}\\s?${SYLLABLE}${BIT}${D}{4}(?![0-9])${UNIT}`,
  'g',
);
const CUE =
  /차량|차\s*번호|번호판|자동차|주차|주정차|제\s*차|내\s*차|차가|차를|차는|견인|과태료|차주|이전\s*등록|오토바이/;

const spans = (text: string, pattern: RegExp): Found[] =>
  [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length, kind: 'plate' }));

/** '24(수) 1300' is a day and a time. */
const WEEKDAY = /[([]\s?수\s?[)\]]/;

const speaksOfCar = (text: string, { start, end }: Found): boolean =>
  CUE.test(before(text, start, 20)) || CUE.test(text.slice(end, end + 20));

/** Written in digits: wherever it stands. Read out in Korean: when a car is spoken of. */
export const plate: Finder = ({ text }) => [
  ...spans(text, PLAIN).filter((found) => {
    const said = text.slice(found.start, found.end);
    return /\d.*\d/s.test(said) && (!WEEKDAY.test(said) || speaksOfCar(text, found));
  }),
  ...spans(text, TWO_WHEELS),
  ...spans(text, READ_OUT).filter((found) => speaksOfCar(text, found)),
];
