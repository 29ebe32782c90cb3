/** Business of other offices and towns: a city that answers it answers beside the question; saying whose it is helps at once. */

/** Whose business a question is, and the number that helps. */
export interface Elsewhere {
  readonly office: string;
  /** Absent for shops and trades: nobody's number is given. */
  readonly number?: string;
  /** What the number is called, where it is not the office's own. */
  readonly line?: string;
}

type Row = readonly [words: RegExp, office: string, number?: string, line?: string];

const ANY = ['110', '정부민원안내'] as const;

/** Nationwide numbers are those of the collected facts (126, 1345, 182, 123, 110); no others are named. */
const ROWS: readonly Row[] = [
  [
    /종합소득세|종소세|부가가치세|부가세|양도소득세|양도세|증여세|상속세|법인세|종합부동산세|종부세|연말정산|사업자등록|현금영수증|세금계산서|홈택스|근로장려금|자녀장려금|국세청/u,
    '국세청(세무서)',
    '126',
    '국세 상담',
  ],
  [
    /(?<!소)비자(?!금)|외국인등록|체류(?:기간|자격|연장)|귀화|영주권|출입국/u,
    '출입국·외국인관서',
    '1345',
    '외국인 종합안내',
  ],
  [/운전면허|면허(?:증)?(?:갱신|재발급|적성)|적성검사/u, '경찰서·운전면허시험장', '182', '경찰 민원'],
  [/범칙금|속도위반|과속(?:카메라|단속)|신호위반|음주운전/u, '경찰', '182', '경찰 민원'],
  [/전기요금|전기세|전기가(?:나갔|끊|안들)|한국전력/u, '한국전력', '123', '전기 고장'],
  [/도시가스/u, '도시가스 회사', ...ANY],
  [/국민연금/u, '국민연금공단', ...ANY],
  [/건강보험료|건강보험|건보료|피부양자/u, '국민건강보험공단', ...ANY],
  [/실업급여|고용보험|산재|임금체불|최저임금|퇴직금|월급(?:을|이)?(?:못|안)/u, '고용노동부', ...ANY],
  [/입영|입대|예비군|병무청|현역|공익근무/u, '병무청·군부대', ...ANY],
  [/등기우편|우편물/u, '우체국', ...ANY],
  [/개인회생|개인파산|소송|고소장|재판(?!이혼)|법률상담/u, '법원·법률구조 기관', ...ANY],
  [/전학|검정고시|수능|수강신청|장학금/u, '교육청·학교', ...ANY],
  [/고속도로|하이패스|통행료/u, '한국도로공사', ...ANY],
  [/주택청약|청약통장|전세대출|주택담보대출|신용대출/u, '은행·주택 관련 기관', ...ANY],
  [/실비보험|실손보험|암보험|생명보험|보험료비교/u, '보험회사', ...ANY],
  [/온누리상품권|문화상품권/u, '상품권을 낸 곳', ...ANY],
  [
    /추천(?!인)|맛집|수리비|수리기사|출장비|천갈이|미용|사진관|최저가|견적|시세|후기|(?:제일|가장|더)싸|(?:제일|가장)싼|어디가싸/u,
    '가게나 업체',
  ],
];

/** Towns that people near here ask about, named with their rank ('용인시', '여주시청', '서울 강남구'). */
const TOWN =
  /(서울|부산|대구|인천|광주|대전|울산|세종|수원|성남|용인|고양|화성|안산|안양|부천|평택|시흥|파주|김포|광명|군포|하남|오산|양주|구리|안성|포천|의왕|여주|동두천|과천|양평|가평|연천|남양주|의정부|춘천|원주|강릉|청주|충주|음성|진천|천안|전주|포항|창원|제주)(?:시청|군청|특별시|광역시|시|군|\s?[가-힣]{1,3}구|\s?지하철)(?![가-힣]*(?:역|터미널))/u;
/** Words of those who moved, travel or use what they brought along: these are the city's own questions. */
const COMES_OR_GOES = /이사|전입|살다|살던|사는|왔|가는|가려|갈|다른|타지|옮/u;

/** The other town that a question is about ('용인시 대형폐기물 스티커 가격' → 용인); undefined where it is not. */
export function otherTown(utterance: string, city: string): string | undefined {
  if (utterance.includes(city.replace(/[시군구]$/u, '')) || COMES_OR_GOES.test(utterance)) return undefined;
  return TOWN.exec(utterance)?.[1];
}

const squeeze = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '');

/**
 * Whose business a question is when it is not the city's; undefined otherwise. `names`: all that the best entry is called
 * by; an entry that names the same word covers it after all.
 */
export function elsewhere(utterance: string, names = ''): Elsewhere | undefined {
  const words = squeeze(utterance);
  for (const [pattern, office, number, line] of ROWS) {
    const found = pattern.exec(words)?.[0];
    if (found === undefined || squeeze(names).includes(found)) continue;
    return number === undefined ? { office } : { office, number, line: line ?? office };
  }
  return undefined;
}
