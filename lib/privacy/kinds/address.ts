/** Addresses: road or lot with number, building with 동 and 호, and what belongs to them on both sides. */
import { after, before, type Finder, type Found } from '../finding.ts';
import type { PublicFacts } from '../kinds.ts';

const NUM = '\\d(?:\\s?[\\dO]){0,4}';
const READ = '[공영일이삼사오육륙칠팔구십백천]';
const DASH = '\\s{0,2}(?:[-‐-―−ㅡー~]|다시|대시|의|에)\\s{0,2}';
const PAIR = `${NUM}(?:${DASH}${NUM})?`;
/** Units after which a number is no house. */
const NOT_UNIT =
  '(?!\\d|\\s?(?:원|만\\s?원|천\\s?원|명|개(?!명)|시간|퍼센트|%|km|kg|cm|mm|kb|mb|[:,]\\d|[.]\\d|[-~]\\s?\\d)|(?:분|시(?!청)|일|월|년|장|통|부(?!발|탁)|회|차|초|매|건|쪽|면|퍼|세(?!대)|살|가지|군데|배(?!출)|주|점|위|등(?!본|록)|급|학년|단계|호선|코스|번(?!지|길)|m|g|l|리터|평|인(?:용|분|실|가구|승|당)|구역|대|권|톤|박|자리|글자|회선|단어|줄|킬로|미터|이상|이하|만|천))';

const BUILDING =
  '(?:아파트|빌라트?|빌딩|타워|타운|오피스텔|맨션|맨숀|주택|원룸|고시원|고시텔|연립|하이츠|캐슬|자이|푸르지오|힐스테이트|래미안|편한세상|아이파크|더샵|주공|휴먼시아|단지|상가|프라자|기숙사|빌리지|하우스|파크|팰리스|APT|apt)';
const OFFICE =
  /(?:본관|별관|신관|구관|시청사?|청사|센터|회관|구청|군청|도청|도서관|보건소|민원실|의회|문화원|복지관|학교|체육관|병원|대학|경찰서|법원|세무서|우체국|박물관|미술관|아트홀|공연장|은행|건물)\s{0,2}(?:제\s?)?$/;

/** Nouns before the particle '로' and other words that end like a road. */
const NOT_ROAD =
  /(?:(?:카드|현금|계좌|이체|인터넷|전화|문자|카톡|메일|팩스|택배|번호|버스|택시|기차|자전거|킥보드|오토바이|엘리베이터|에스컬레이터|도보|대리|어플|페이|페이지|사이트|정부24|택스|센터|결과|종류|크기|그대|이대|마음대|맘대|제멋대|뜻대|실제|진짜|정말|스스|킬|하루|앞으|이쪽으|여기|저기|거기|어디|오류|코드|큐알|숫자|글자|한글|영어|이거|그거|저거|최대|최소|총액|최초|순서|차례|종이|파일|컬러|컴퓨터|무료|유료|임시|가구|주소|아이디|날짜|년도|동사무소|어느|서울|경기도|이천시|네이버|카카오|토스|박스|포대|봉투|세트|하나|자리|홀수|짝수|수기|처리|결제|온도|속도|고속도|국도|차도|인도|활주|산책|진입|통학|등굣|하굣|출근|퇴근|오는|가는|오던|가던|지름|둘레|올레|자전거도|자동차도|으|별도|추가|함부|임의|서류|단위|차|주민|정기|장애|외국어|국가|학교|회사|별개|두번째|첫번째)(?:로|길)|(?:^|[^가-힣])[가-힣](?:로|길)|^(?:위|아래|대)로)$/;

const ROAD_NAME = '[가-힣A-Za-z][가-힣A-Za-z0-9·.]{0,11}?(?:대로|로|길)';
const BRANCH = `(?:\\s{0,2}${NUM}\\s{0,2}(?:번길|번가길|가길|번로|길|가))`;
const ROAD = new RegExp(
  `(${ROAD_NAME})(${BRANCH}?)(\\s{0,2}(?:지하\\s?)?${PAIR})(?:\\s?번지)?${NOT_UNIT}`,
  'g',
);
const ROAD_READ = new RegExp(
  `(${ROAD_NAME})\\s{0,2}(?:${READ}{1,7}\\s?번길\\s{0,2}(?:${READ}{1,7})?|${READ}{2,7}(?=\\s|,|$|번지|에|입니다|이에요|인데))`,
  'g',
);

const NOT_LOT =
  /(?:화|방|측|정|전|후|서|라|반|지|수|가|오|하|되|으|려|다|이|니|내|단|양|평|표|안|고|보|주|시|장|국|대|체|도|직|외|자|받|있|없|찾|쓰|타)면$|(?:이|활|행|운|자|변|공|노|아|수|작|감|진|충|출|가|연|반|율|고)동$|(?:처|관|정|수|자|거|유|대|우|심|권|분|소|다|머|꼬|미|빨|멀|법|마|쓰|논|교|원|진|사|요|승|금|편|별|실|무|순|비|누|합)리$/;
const TOWN = '[가-힣][가-힣0-9]{0,6}?(?:읍|면|동|리|\\d가)';
const LOT = new RegExp(`(${TOWN})(\\s{0,2})(산\\s{0,2})?(${PAIR})(\\s?번지)?${NOT_UNIT}`, 'g');
const LOT_READ = new RegExp(
  `(?:${TOWN}\\s{0,2})?(?:산\\s?)?${READ}{1,7}(?:${DASH}${READ}{1,5})?\\s?번지`,
  'g',
);
const BARE_LOT = new RegExp(`(?<![가-힣\\d])(?:산\\s?)?${PAIR}\\s?번지`, 'g');

const CUE =
  /주\s?소|사는|거주|살고|집(?:이|은|에|앞)|이사|전입|배송|배달|등기부|소재지|여기|저희|우리|위치|수거|번지/;

/** A cellar, and the room in it: '지하1층 B103호', '지층 01호'. */
const CELLAR = `(?:(?:지하|반지하)\\s?(?:${NUM}\\s?층)?|지층|B\\s?${NUM}\\s?층)`;
const LETTERED = `[A-Za-z]\\s?-?\\s?\\d{1,4}\\s?호(?!선|기|점|차|봉|관)`;
/** Which of several sites or blocks of one name. */
const SITE = '(?:\\s{0,2}(?:제\\s?)?\\d{1,2}\\s?(?:차|단지|블록|블럭))';

const FLAT = new RegExp(
  `(?<![\\d가-힣A-Za-z])((?:${NUM}|[A-Za-z]|[가나다라마바비씨에이디]{1,2}|${READ}{2,7})\\s?동\\s{0,2}(?:제\\s?)?(?:(?:지하\\s?)?${NUM}\\s?층\\s{0,2})?(?:${NUM}|${READ}{2,7}))\\s?호(?!선|기|점|차|봉|관)`,
  'g',
);
const FLAT_GLUED = new RegExp(`${NUM}\\s?동\\s{0,2}${NUM}\\s?호(?!선|기|점|차|봉|관)`, 'g');
const IN_BUILDING = new RegExp(
  `[가-힣A-Za-z0-9]{1,14}?${BUILDING}${SITE}?[,\\s]{0,2}(?:[A-Za-z가-하]\\s?동\\s?)?(?:(?:${CELLAR}[\\s,]{0,2})?${LETTERED}|${CELLAR}[\\s,]{0,2}(?:상가\\s?)?${NUM}\\s?호|(?:${NUM}|${READ}{2,7})\\s?(?:동|호|층)|\\d{2,4}\\s?[-/]\\s?\\d{2,4}(?!\\d)|\\d{3,4}\\s\\d{3,4}(?!\\d))`,
  'g',
);
const ROOM = new RegExp(
  `(?<![\\d가-힣])(?:(?:지하\\s?|반지하\\s?)?${NUM}\\s?층\\s{0,2})?${NUM}\\s?호(?!선|기|점|차|봉|실|관)`,
  'g',
);

const PROVINCE =
  '(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?[남북]|전라?[남북]|경상?[남북]|충북|충남|전북|전남|경북|경남|제주)(?:특별자치도|특별자치시|특별시|광역시|[남북]?도|시)?';
const DISTRICT = '[가-힣]{1,7}(?:시|군|구|읍|면|동|리)';
const LEFT = new RegExp(
  `(?:(?<!\\d)(?:\\(?우?\\)?\\s?\\d{5}\\)?|\\(\\d{5}\\)|\\d{3}-\\d{3})[,\\s]{0,3})?(?:${PROVINCE}[\\s,]{0,2})?(?:(?:${DISTRICT}[\\s,]{0,2}){1,4}(?:산\\s?)?(?:\\d{1,4}(?:-\\d{1,4})?(?:번지)?[\\s,]{1,3})?)?$`,
);
/** A building's name with its number, when the flat follows. */
const NAMED_SITE = `[가-힣A-Za-z]{1,14}${SITE}(?=[\\s,]{0,2}(?:제\\s?)?\\d{1,4}\\s?(?:동|호|-))`;
const SITE_LEFT = new RegExp(`(?<![가-힣A-Za-z0-9])[가-힣A-Za-z]{1,14}${SITE}[\\s,]{0,2}$`);
const TAIL = new RegExp(
  `[\\s,./(·]{0,3}(?:${NAMED_SITE}|${CELLAR}[\\s,]{0,2}(?:${NUM}\\s?호|${LETTERED})|${LETTERED}|(?:지하|반지하)\\s?(?:${NUM}\\s?층|[B비]?\\d{1,3}호)|B\\s?\\d{1,3}\\s?(?:층|호)|${NUM}\\s?층|(?:제?\\s?(?:${NUM}|[A-Za-z]|[가나다라마바비씨에이디]{1,2}|${READ}{2,6}))\\s?동(?:\\s{0,2}(?:${NUM}|${READ}{2,6})(?:\\s?호)?)?|(?:${NUM}|${READ}{2,6})\\s?호(?!선|기)|[가-힣A-Za-z0-9]{1,14}?${BUILDING}(?:\\s?\\d{1,3}\\s?(?:차|단지))?(?:\\s{0,2}\\d{2,4}\\s?[-/]\\s?\\d{2,4})?|${NUM}${DASH}${NUM}(?:\\s?호)?${NOT_UNIT}|${DISTRICT}\\)|\\))`,
  'y',
);

const FLAT_FIRST = /^(?:제\s?)?\d{1,4}\s?동/;

/** Takes in postal code, province and district on the left; building, 동, 호 and floor on the right. */
function widen(text: string, found: Found): Found {
  const site =
    FLAT_FIRST.test(text.slice(found.start, found.end)) && SITE_LEFT.exec(before(text, found.start, 24));
  const start = found.start - (site ? site[0].length : 0);
  const left = LEFT.exec(before(text, start, 60));
  let end = found.end;
  for (let round = 0; round < 6; round += 1) {
    TAIL.lastIndex = end;
    if (!TAIL.test(text)) break;
    if (text[TAIL.lastIndex - 1] === ')' && !text.slice(found.start, end + 3).includes('(')) break;
    end = TAIL.lastIndex;
  }
  return { ...found, start: start - (left?.[0].length ?? 0), end };
}

const hits = (text: string, pattern: RegExp): { match: RegExpExecArray; found: Found }[] =>
  [...text.matchAll(pattern)].map((match) => ({
    match,
    found: { start: match.index, end: match.index + match[0].length, kind: 'address' as const },
  }));

function isPublic(text: string, found: Found, known: PublicFacts): boolean {
  const plain = (before(text, found.start, 12) + text.slice(found.start, found.end)).replace(/\s|번지$/g, '');
  const detail = after(text, found.end, 12);
  if (/^[\s,]{0,3}(?:\d|[A-Za-z])+\s?동\s{0,2}\d/.test(detail)) return false;
  for (const place of known.places) if (plain.endsWith(place)) return true;
  return false;
}

function roads(text: string, known: PublicFacts): Found[] {
  const plain = hits(text, ROAD)
    .filter(({ match, found }) => match[2] || isRoad(text, match[1] as string, found))
    .map(({ found }) => found)
    .filter((found) => !isPublic(text, found, known));
  const read = hits(text, ROAD_READ)
    .filter(
      ({ match, found }) =>
        isRoad(text, match[1] as string, found) &&
        isPlaced(text, found) &&
        !/이사|오일|구이|이일/.test(match[0]),
    )
    .map(({ found }) => found);
  return [...plain, ...read];
}

/** A noun before the particle '로' is no road, unless a town stands before it. */
function isRoad(text: string, road: string, found: Found): boolean {
  if (!NOT_ROAD.test(road)) return true;
  return !road.endsWith('으로') && /[가-힣]{2}[시군구읍면]\s{1,2}$/.test(before(text, found.start, 12));
}

/** Whether a town stands before it, or home is spoken of. */
function isPlaced(text: string, found: Found): boolean {
  const lead = before(text, found.start, 20);
  return (
    /[가-힣](?:시|군|구|읍|면|동|리)\s{0,2}$/.test(lead) ||
    CUE.test(lead) ||
    /번길|번지/.test(text.slice(found.start, found.end))
  );
}

function isLot(text: string, match: RegExpExecArray, found: Found): boolean {
  const [, town = '', , hill, number = '', lot] = match;
  if (NOT_LOT.test(town) && !/[읍면동리]\s?[가-힣]+[면동리]$/.test(before(text, found.start, 12) + town))
    return Boolean(lot) || (Boolean(hill) && /\D/.test(number.trim()));
  if (lot || hill || /\D/.test(number.replace(/\s/g, ''))) return true;
  const lead = before(text, found.start, 20);
  return (
    /[가-힣](?:도|시|군|구|읍|면)\s{0,2}$/.test(lead) || (town.length > 2 && /주\s?소|소재지|번지/.test(lead))
  );
}

function lots(text: string, known: PublicFacts): Found[] {
  const plain = hits(text, LOT).filter(({ match, found }) => isLot(text, match, found));
  return [...plain, ...hits(text, LOT_READ), ...hits(text, BARE_LOT)]
    .map(({ found }) => found)
    .filter((found) => !isPublic(text, found, known));
}

/** A town and the name of a house before the room: '중리동 가나다빌 402호'. */
const HOUSE_NAME = /[가-힣]{1,4}(?:읍|면|동|리|로|길)\s{1,2}[가-힣A-Za-z0-9]{2,12}\s{0,2}$/;

function rooms(text: string): Found[] {
  const flats = [...hits(text, FLAT), ...hits(text, FLAT_GLUED), ...hits(text, IN_BUILDING)]
    .map(({ found }) => found)
    .filter((found) => !OFFICE.test(before(text, found.start, 14)));
  const home = hits(text, ROOM)
    .map(({ found }) => found)
    .filter(
      (found) =>
        /주\s?소|사는\s?곳|우리\s?집|저희\s?집/.test(before(text, found.start, 14)) ||
        /^\s?(?:에\s?)?(?:사는|살|거주|입주|세입|주민)/.test(after(text, found.end, 8)) ||
        HOUSE_NAME.test(before(text, found.start, 30)),
    )
    .filter((found) => !OFFICE.test(before(text, found.start, 14)));
  return [...flats, ...home];
}

export const address: Finder = ({ text, known }) =>
  [...roads(text, known), ...lots(text, known), ...rooms(text)].map((found) => widen(text, found));
