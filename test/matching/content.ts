/** A small city for the tests: entries as a content has them, and its synonyms. */
import type { MatchEntry, MatchSynonym } from '../../lib/matching/index.ts';

const entry = (id: string, field: string, title: string, phrasings: string[], text: string): MatchEntry => ({
  id,
  field,
  title,
  phrasings,
  text,
});

/** Entries of five fields, several close to each other. */
export const ENTRIES: readonly MatchEntry[] = [
  entry(
    'passport-new',
    'passport',
    '여권 새로 만들려면?',
    ['여권 발급', '여권 만들기', '여권 처음 신청하려고요', '여권 신청 방법', '여권 재발급'],
    '신분증과 여권용 사진 한 장을 가지고 본인이 창구로 오세요.',
  ),
  entry(
    'passport-fee',
    'passport',
    '여권 만드는 데 얼마예요?',
    ['여권 수수료', '여권 발급 비용', '10년짜리 여권 가격'],
    '성인 복수여권과 단수여권의 수수료가 다릅니다. 카드로 낼 수 있습니다.',
  ),
  entry(
    'passport-pickup',
    'passport',
    '여권 언제 나와요?',
    ['여권 며칠 걸려요', '여권 나왔는지 확인', '여권 찾으러 가도 되나요'],
    '보통 근무일 4~5일이 걸립니다.',
  ),
  entry(
    'passport-papers',
    'passport',
    '여권 찾으러 갈 때 뭐 가져가요?',
    ['여권 찾을 때 준비물', '여권 수령 서류'],
    '신분증과 접수증을 가져오세요.',
  ),
  entry(
    'passport-proxy',
    'passport',
    '여권 대신 찾아올 수 있나요?',
    ['여권 대리 수령', '가족이 여권 찾아도 되나요'],
    '위임장과 두 사람의 신분증이 필요합니다.',
  ),
  entry(
    'passport-minor',
    'passport',
    '아이 여권은 어떻게 만들어요?',
    ['미성년자 여권', '아기 여권 신청', '초등학생 여권'],
    '법정대리인 동의서와 부모 신분증이 필요합니다.',
  ),
  entry(
    'bulky-how',
    'bulky',
    '대형폐기물 어떻게 버려요?',
    ['가구 버리는 법', '장롱 버리려면', '대형폐기물 스티커'],
    '신고한 뒤 스티커를 붙여 내놓으세요. 소파, 책상, 침대가 해당합니다.',
  ),
  entry(
    'bulky-fee',
    'bulky',
    '대형폐기물 수수료 얼마예요?',
    ['폐기물 스티커 가격', '침대 버리는 비용'],
    '품목과 크기에 따라 다릅니다.',
  ),
  entry(
    'bulky-appliance',
    'bulky',
    '냉장고·세탁기 버리려면',
    ['폐가전 무상수거', '에어컨 버리기'],
    '큰 가전제품은 무료로 가져갑니다.',
  ),
  entry(
    'water-leak',
    'water',
    '길에서 물이 새요',
    ['누수 신고', '수도관이 터졌어요', '도로에 물이 나와요'],
    '상수도사업소로 알려 주세요.',
  ),
  entry(
    'water-pay',
    'water',
    '수도요금 어디서 내요?',
    ['수도세 납부', '수도요금 카드로 내기', '물값 내는 곳'],
    '은행, 편의점, 인터넷에서 낼 수 있습니다.',
  ),
  entry(
    'resident-lost',
    'resident',
    '주민등록증을 잃어버렸어요',
    ['민증 분실', '주민등록증 분실신고'],
    '분실신고를 하고 재발급을 신청하세요.',
  ),
  entry(
    'resident-copy',
    'resident',
    '주민등록등본 떼려면',
    ['등본 발급', '초본 발급', '등본 인터넷으로 떼기'],
    '정부24와 무인민원발급기에서 뗄 수 있습니다.',
  ),
  entry(
    'resident-movein',
    'resident',
    '전입신고 하려면',
    ['이사 왔는데 신고', '주소 옮기기', '전입신고 방법'],
    '이사한 날부터 14일 안에 신고하세요.',
  ),
  entry(
    'parking-fine',
    'parking',
    '주정차 과태료 얼마예요?',
    ['주차위반 딱지', '불법주차 벌금'],
    '어린이보호구역은 더 무겁습니다.',
  ),
  entry(
    'parking-appeal',
    'parking',
    '과태료가 억울해요, 의견 내려면',
    ['주차 단속 이의신청', '과태료 이의제기'],
    '사전통지 기간 안에 의견을 낼 수 있습니다.',
  ),
];

/** Words of this city. */
export const SYNONYMS: readonly MatchSynonym[] = [
  { word: '민증', term: '주민등록증', field: 'resident' },
  { word: '도라지표', term: '대형폐기물 스티커', field: 'bulky' },
];
