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
    /(?:베트남|중국|필리핀|네팔|몽골|캄보디아|태국|우즈벡|우즈베키스탄|미얀마|인도네시아|러시아|일본|미국)(?:사람)?여권(?:연장|갱신|재발급|만료|새로)|대사관|영사관/u,
    '그 나라의 대사관',
    ...ANY,
  ],
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
  [/등기우편|(?<!세금|세|과태료|고지서?|(?:시청|시)(?:에서)?(?:온|보낸)?)우편물/u, '우체국', ...ANY],
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

/** Districts of large cities that people name without the city. */
const DISTRICTS =
  '강남 서초 송파 강동 강서 양천 구로 금천 영등포 관악 동작 마포 서대문 은평 종로 성북 성동 광진 동대문 중랑 도봉 노원 용산 분당 수정 중원 수지 기흥 처인 권선 장안 팔달 영통 동안 만안 단원 상록 덕양 일산동 일산서 해운대 수성 달서 연수 남동 부평 계양 유성 덕진 완산 상당 서원 흥덕 청원'.split(
    ' ',
  );
/** Towns that people near here ask about by their bare names, and the lands. */
const TOWNS =
  '서울 부산 대구 인천 광주 대전 울산 세종 제주 수원 성남 용인 고양 화성 안산 안양 부천 평택 시흥 파주 김포 광명 군포 하남 오산 양주 구리 안성 포천 의왕 여주 동두천 과천 양평 가평 연천 남양주 의정부 춘천 원주 강릉 속초 동해 삼척 태백 홍천 횡성 평창 청주 충주 제천 음성 진천 괴산 증평 천안 공주 보령 아산 서산 논산 당진 전주 군산 익산 정읍 남원 목포 여수 순천 나주 광양 포항 경주 김천 안동 구미 영주 문경 경산 창원 진주 통영 사천 김해 밀양 거제 양산 서귀포 경기광주 감곡 곤지암'.split(
    ' ',
  );
const LANDS =
  '경기도 강원도 충청북도 충청남도 충북 충남 전라북도 전라남도 전북 전남 경상북도 경상남도 경북 경남 제주도'.split(
    ' ',
  );
const DISTRICT_NAMES = [
  '분당',
  '수지',
  '기흥',
  '영통',
  '일산',
  '동탄',
  '판교',
  '위례',
  '강남',
  '송파',
  '노원',
  '해운대',
];

const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).join('|');
const RANKED = `(?:(?:${longestFirst(TOWNS)})(?:특별시|광역시|시청|군청|시|군)?|(?:${longestFirst(DISTRICTS)})구청?|${longestFirst([...LANDS, ...DISTRICT_NAMES])})`;
/** Who asks, before the town: '저 안성 사는데', '여기 하남인데', '엄마가 원주 사시는데'. */
const WHO =
  '(?:(?:저는?|나는?|내가|제가|우리(?: ?(?:집|회사))?|저희|여기|지금|(?:엄마|아빠|아들|딸|언니네?|누나|형|오빠|동생|부모님|친정|시댁|회사|직장)[이가은는]?) ?)?';
/** What stands behind the name of a town that the question is about: a blank, '~는', '~인데', '~ 사는데'. */
const ABOUT =
  '(?:은|는|이고|이요|인데|에)?(?= |$)(?! ?(?:에서|서 |가는|갈 |가려|까지|쪽|방향|이사|놀러|출장|병원|버스|전철|지하철|기차|시외|고속|터미널|콜))';
const TOWN_FIRST = new RegExp(`^${WHO}(${RANKED})${ABOUT}`, 'u');
const LIVES_THERE = new RegExp(
  `(?:^| )(${RANKED})에? ?(?:사는데|사는디|사시는데|사람인데|주민인데|계신데|인데)`,
  'u',
);
/** A town with its rank, wherever it stands: '여권과 전화번호 수원시청이요'. */
const WITH_RANK = new RegExp(
  `(?:^| )((?:${longestFirst(TOWNS)})(?:시청|군청|특별시|광역시|시|군)|(?:${longestFirst(DISTRICTS)})(?:구청|구))(?:은|는|이요|요|인데|에)?(?= |$)`,
  'u',
);
/** Words of those who moved, travel, compare or use what they brought along: these are the city's own questions. */
const COMES_OR_GOES =
  /이사|전입|살다|살던|왔|온 ?지|가는|가려|갈 ?(?:때|거|라)|간 |타지|옮|여기(?:서|도|다)|여긴|쓰던|남았|남은|남음|가져온|던데|보다 |(?<!시|언제|며칠)까지|전철|지하철|시외|고속버스|타고|에서 ?(?:산|낳|받|온|중고|새차|병원)|서 ?(?:산|낳) |출장|여행|놀러/u;

/** Words of a phrasing that names another town only to compare or to come from there. */
const BESIDE_OWN = /던데|보다|여기|여긴|다며|이사|전입/u;

/** Whether two lines that name a town share anything else. */
function sharesWord(one: string, other: string, town: string): boolean {
  const [there, here] = [one, other].map((text) => squeeze(text.replace(town, '')));
  for (let i = 0; i + 2 <= here!.length; i++) if (there!.includes(here!.slice(i, i + 2))) return true;
  return false;
}

/**
 * The other town that a question is about ('용인시 대형폐기물 스티커 가격' → 용인시); undefined where it is not. `phrasings` of
 * the best entry: what is asked there with the town's name ('용인 종량제 여기서 써요?') is the city's own; so are the
 * `places` of its guide (a city's own district).
 */
export function otherTown(
  utterance: string,
  city: string,
  phrasings: readonly string[] = [],
  places: readonly string[] = [],
): string | undefined {
  const own = city.replace(/[시군구]$/u, '');
  const said = utterance.replace(new RegExp(`${own} (?:말고|아니고)`, 'u'), '').trim();
  if (said.includes(own) || COMES_OR_GOES.test(said)) return undefined;
  const town = [TOWN_FIRST, LIVES_THERE, WITH_RANK].map((way) => way.exec(said)?.[1]).find((name) => name);
  const bare = town?.replace(/(?<=..)(?:시청|군청|구청|[시군구])$/u, '');
  if (town === undefined || places.some((place) => place.includes(bare ?? town))) return undefined;
  const isOwn = phrasings.some(
    (text) =>
      text.includes(town) && !BESIDE_OWN.test(text) && !text.includes(own) && sharesWord(text, said, town),
  );
  return isOwn ? undefined : town;
}

const squeeze = (text: string): string => text.normalize('NFC').replace(/\s+/gu, '');

/**
 * Whose business a question is when it is not the city's; undefined otherwise. `names`: title and phrasings of the best
 * entry; an entry that names the same word covers it after all.
 */
export function elsewhere(utterance: string, names: readonly string[] = []): Elsewhere | undefined {
  const words = squeeze(utterance);
  for (const [pattern, office, number, line] of ROWS) {
    const found = pattern.exec(words)?.[0];
    if (found === undefined || names.some((name) => squeeze(name).includes(found))) continue;
    return number === undefined ? { office } : { office, number, line: line ?? office };
  }
  return undefined;
}
