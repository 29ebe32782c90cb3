/** Names, only where somebody says that a name follows. */
import type { Finder, Found } from '../finding.ts';

const SURNAME =
  '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민류나진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국은편용예봉경어형복태';
const TWO = '남궁|황보|제갈|선우|독고|사공|서문|동방|망절|어금|장곡';
const COMPOUND = new RegExp(`^(?:${TWO})`);

/** Words that follow a cue of a name and are none. */
const STOP =
  /^(?:외자|변경|정정|표기|공개|안내|한글|한자|영문|영어|전체|신청|인데|오류|오타|이상|조회|확인|차이|기재|등록|선택|입력|수정|문의|주소|지우|지어|지을|지음|지었|가린|가려|남기|나오|나와|나온|안나|안 |이랑|하고|하나|정도|말고|말씀|대신|노출|진짜|도장|서명|맞는|맞게|모르|몰라|누구|누가|뭐|뭔|무엇|무슨|어떻|어떤|어디|언제|없|있|같|다른|다르|다시|본인|본명|저희|제가|우리|남편|아내|엄마|아빠|어머|아버|부모|아들|딸|자녀|자식|배우|할머|할아|형제|자매|동생|친구|가족|명의|이름|성함|성명|성별|생년|주민|여권|신분|연락|전화|번호|인증|증명|서류|정보|내용|사람|분이|분을|분은|분의|필요|잘못|틀|바꾸|바뀌|바뀐|바꿀|고치|고쳐|길어|짧|똑같|비슷|달라|그대로|그냥|그거|이거|저거|이게|이것|그것|여기|거기|사용|도용|기준|기타|이후|이전|전부|모두|아직|아니|안돼|안되|안보|하려|하면|해야|해도|해서|되는|되나|되어|될까|돼요|지원|지급|지정|방법|방문|이사|이혼|이용|이체|임대|임차|임신|임산|장애|장인|장모|장남|장녀|한국|한부|한명|한분|한개|외국|유학|유공|고등|고인|공무|공동|조합|주부|주택|주차|주소|전입|전출|전세|전업|전화|정규|정신|정보|정기|정상|강사|강의|강제|신규|신혼|신분|신고|신생|신용|서울|서류|서민|서명|이천|이민|이주|경기|인천|부산|구직|구청|구민|노인|노동|노숙|남자|남성|여자|여성|여러|연금|연세|원래|원본|원하|원주|현재|현금|현주|기초|기사|기업|국민|국가|국적|국제|소상|소유|소득|소방|소재|주위|사업|사장|사망|사진|사실|사용|성인|성년|명단|명칭|명함|방법|방금|도로|도장|도착|도돼|도되|도가능|도할수|도신청|도받|도발급|도찾|도괜|도필요|도상관|도움|도와|민원|민증|문자|문제|문서|부동|부모|부부|부서|부담|부탁|시청|시민|차상|차량|차주|추가|추천|추후|하루|하반|학생|회사|직장|대표|대리|대학|담당|통장|위임|위의|인감|인터|제출|제3|제외|표시|피해|편의|예약|예전|예금|온라|용도|은행|석사|선생|선거|설명|반장|반려|배달|배송|백수|복지|태어|나이|나중|나머|라고|리스|두개|두명|안녕|최근|최대|최소|최종|최초|최고|조금|조건|조회|조카|고객|고모|고양|고지|고령|고용|고시|오늘|오전|오후|오빠|오래|오피|유효|유아|유족|유치|양도|양육|양식|양쪽|송금|홍보|황당|권리|권한|허가|허위|심사|심하|지금|지역|지인|지방|지난|지체|채무|채용|천천|공란|공개|공인|공고|공부|진행|진료|진짜|취업|취소|환급|환자|해당|농민|농부|군인|군대|의사|의료|간호|교사|교수|교포|동포|동의|동네|동일|둘째|첫째|막내|쌍둥|다문|다자|미성|미혼|발급|발행|법인|보호|보험|비밀|비자|상담|상속|세대|세입|세금|수급|수령|수수|아기|아이|아무|아파|어르|어린|업체|영아|완전|월세|요청|위치|음식|의견|일반|일을|임시|입주|입금|자영|작성|잠깐|저는|절대|접수|좀 |주인|중국|중학|즉시|집에|참고|처리|처음|청년|초등|초본|축하|출생|출국|취득|치매|카드|컴퓨|투표|특수|평일|폐업|포함|표준|프리|필수|한번|할인|행정|혼인|혼자|홈페|화면|회원|후견|휴대|흰색)/;

const COPULA =
  '(?:입니다|입니당|임니다|이에요|이예요|예요|에요|이여요|여요|이야|야(?![가-힣])|이고요?|이구요?|고요|구요|인데요?|인데|이라고|라고|이라는|라는|이라서|라서|이라|이며|이요|이시고|이십니다|이세요|이시구요|이네요|네요|임|이다|이거든요?|거든요?|이잖아요|이죠|이지요|이라구|이었|였|이었는데|인디|입니더|이랍니다|랍니다)';
const SOFT =
  '(?:님|씨|군|양|인(?=분|[^가-힣]|$)|요|이랑|이(?![가-힣])|고|구|(?:이?시고|이?시구요?|이?세요|이?셔요|이?십니다|이?신데요?)(?![가-힣]))';
/** '홍길동으로 되어 있어요'. */
const AS =
  '(?:으로|로)\\s?(?:되|돼|나[와오]|등록|등재|적|쓰|쓴|썼|찍|표시|표기|기재|기록|입력|저장|올라|올려|보내|신청|접수|가입|예약|해|했|하(?:면|고|세))';
const ENDING = new RegExp(`^(?:${COPULA}|${AS}|${SOFT}?(?![가-힣]))`);
/** What may follow a name of four syllables that begins with a family name of two. */
const PARTICLE = /^(?:[은는이가을를의도만와과께에한으로님씨고구시세셔십신라랑하예여인입임]|[^가-힣]|$)/;
const STRONG = new RegExp(`^(?:${COPULA})`);

/** A verb of one syllable behind a cue: '신청인은 오시고', '이름은 정하고'. */
const VERB =
  /^.(?:하고|하면|하는|하게|하지|해서|시고|시면|시는|셔서|세요|려고|라서|지만|는데|니까|어서|아서|으면|게요)/;

const isSurname = (word: string): boolean => SURNAME.includes(word[0] ?? '') || COMPOUND.test(word);

/** Length of a name with a family name at the start of a word, or 0. */
function familyName({ word, text }: Pick<Word, 'word' | 'text'>, lengths: readonly number[]): number {
  if (!isSurname(word) || STOP.test(word) || VERB.test(word)) return 0;
  const fits = (n: number): boolean =>
    word.length >= n && ENDING.test(text.slice(n)) && !/^하(?:시|세|셔|십|신)/.test(word.slice(n - 1));
  if (!COMPOUND.test(word)) return lengths.find(fits) ?? 0;
  if (fits(4)) return 4;
  return lengths.find(fits) ?? (word.length >= 4 && PARTICLE.test(word.slice(4)) ? 4 : 0);
}

/** Length of any name before a copula ('하준이에요', '응우옌입니다'), or 0. */
function anyName(word: string): number {
  if (STOP.test(word)) return 0;
  return [2, 3, 4, 5, 6, 7].find((n) => word.length > n && STRONG.test(word.slice(n))) ?? 0;
}

/** A name written with blanks: '홍 길동', '홍 길 동'. */
const SPACED = new RegExp(
  `^((?:[${SURNAME}]\\s[가-힣]|(?:${TWO})\\s[가-힣])\\s?[가-힣])(?=${COPULA}|${AS}|${SOFT}?(?:[^가-힣]|$))`,
);

const LATIN =
  /^[A-Za-z][A-Za-z'.-]{0,20}(?:[\s,]{1,2}(?!(?:and|is|my|i|the|but|from|with|phone|passport|please|for|can|how|number|no)\b)[A-Za-z][A-Za-z'.-]{0,20}){0,3}/i;

const OWN_CUE =
  /(?:이\s?름|성함|성명|존함|본명|실명(?!제)|풀네임|개명\s?(?:전|후))((?:(?:이|은|는)요?)?\s{0,2}[:=\-~,(]?)\s{0,2}/g;
const LABEL_CUE =
  /(?<![가-힣])(?:(?:신청인|신청자|예금주|세대주|대표자|보호자|수령인|수령자|수취인|받는\s?(?:사람|분|이)|보내는\s?(?:사람|분)|민원인|명의자|계약자|소유자|소유주|차주|납세자|납세의무자|고인|사망자|위임인|위임자|대리인|입금자|작성자|피상속인|상속인|전입자|임차인|임대인|신고인|신고자|동거인|세대원|예약자|당첨자|접수자|주문자)(?:\s?(?:이름|성명|성함|명))?(?:은|는|이|가)?\s{0,2}([:=(-]?)|(?:대표|명의|환자|당사자|대상자|배우자|이용자|담당|본인|자녀)(?:\s?(?:이름|성명|성함|명))?\s{0,2}([:=]))\s{0,2}/g;
const SELF_CUE =
  /(?<![가-힣])(?:저는(?:요\s)?\s{0,2}|저느\s{0,2}|나는\s{0,2}|제가\s{0,2}|본인은\s{0,2}|(?:전|난|저)\s{1,2})/g;
const RELATIVE_CUE =
  /(?<![가-힣])(?:(?:우리|저희|제|울)\s?)?(?:남편|아내|와이프|집사람|신랑|아들|딸|큰애|작은애|막내|아버지|어머니|엄마|아빠|할머니|할아버지|형|누나|언니|오빠|동생|배우자|며느리|사위|손자|손녀|보호자|집주인|세입자|임대인|임차인)(?:은|는)\s{0,2}/g;
const GREETING_CUE =
  /(?:안녕하세요|안녕하십니까|안녕하셔요|수고하세요|수고하십니다|수고많으십니다|수고 많으십니다|반갑습니다|여보세요|네|넵|^)[\s,.!~]{0,3}/g;
const LATIN_CUE =
  /(?:영문\s?(?:이름|성명|성함|명|표기)?|영어\s?이름|로마자\s?(?:이름|성명|표기)?|english\s?name|my\s(?:full\s)?name(?:'s|\sis)|full\s?name|(?<![a-z])name\s?(?:is|:)|surname|given\s?name|last\s?name|first\s?name)(?:은|이|는|을)?\s{0,2}[:=-]?\s{0,2}/gi;

interface Word {
  readonly at: number;
  readonly text: string;
  readonly word: string;
}

/** What stands behind each match of a cue. */
function behind(text: string, cue: RegExp): (Word & { readonly sign: string })[] {
  return [...text.matchAll(cue)].map((m) => {
    const at = m.index + m[0].length;
    const rest = text.slice(at, at + 60);
    return { at, text: rest, word: /^[가-힣]{0,14}/.exec(rest)?.[0] ?? '', sign: (m[1] ?? '').trim() };
  });
}

const found = (at: number, length: number): Found[] =>
  length > 0 ? [{ start: at, end: at + length, kind: 'name' }] : [];

function afterOwnCue({ at, text, word, sign }: Word & { readonly sign: string }): Found[] {
  const bare = sign === '';
  const latin = word === '' ? LATIN.exec(text) : null;
  if (latin && latin[0].length > 2) return found(at, latin[0].length);
  const lengths = bare && !/^\s{0,2}[,/|(]/.test(text.slice(word.length)) ? [3] : [3, 2];
  return found(
    at,
    Math.max(familyName({ word, text }, lengths), SPACED.exec(text)?.[1]?.length ?? 0) ||
      (bare ? 0 : anyName(word)),
  );
}

function afterLabel({ at, text, word, sign }: Word & { readonly sign: string }): Found[] {
  const lengths = sign || STRONG.test(word.slice(2)) ? [3, 2] : [3];
  const spaced = sign ? SPACED.exec(text) : null;
  if (!sign && /^..[을를는의에]/.test(word) && !/^.[가노]을/.test(word)) return [];
  return found(at, familyName({ word, text }, lengths) || spaced?.[1]?.length || 0);
}

/** '저는 홍길동입니다': three syllables with a family name, before a copula. */
function afterSelf({ at, text, word }: Word): Found[] {
  const length = familyName({ word, text }, [3]);
  const tail = word.slice(length);
  return length > 0 && STRONG.test(tail) && !NOUN.test(word.slice(0, length)) ? found(at, length) : [];
}

/** What a member of the family is or has, and is not called: '어머니는 고혈압입니다'. */
const STATE =
  /[병압족직증암중염과생도군읍면]$|^(?:노약|이혼|기술|지원|고령|장애|미혼|기혼|전과|유권|제대|공직|구직)자$/;

/** '남편은 김철수입니다': as one says of oneself. */
function afterRelative(word: Word): Found[] {
  return STATE.test(word.word.slice(0, 3)) ? [] : afterSelf(word);
}

/** '저 김영수 인데요', '본인 김영수 입니다': the copula stands apart. */
function apartFromCopula({ at, text }: Word): Found[] {
  const said = /^([가-힣]{3,4})\s(?=입니다|인데|이라고|라고|이고|이에요|예요|이구요)/.exec(text)?.[1];
  if (!said || !isSurname(said) || STOP.test(said) || NOUN.test(said)) return [];
  return said.length === 3 || COMPOUND.test(said) ? found(at, said.length) : [];
}

/** Where one lives or works, between '저는' and the name: '저는 이천에 사는 김영희입니다'. */
const WHEREABOUTS =
  /(?<![가-힣])(?:저는|나는|제가|전|저)\s{1,2}[가-힣\d\s]{1,24}?(?:사는|살고\s?있는|살던|거주하는|거주\s?중인|다니는|근무하는|일하는|운영하는|장사하는|짓는|키우는|운전하는)\s{1,2}/g;

/** '이름을 서윤으로 지었어요': the name that is given. */
const GIVEN =
  /(?:이름|성함|성명)(?:을|를)\s{0,2}([가-힣]{2,4}?)(?:으로|로)\s?(?:지|짓|바꾸|바꿨|바꿀|바뀌|개명|변경|정하|정했|하려|할|했|등록|고치|올리)/g;

function given(text: string): Found[] {
  return [...text.matchAll(GIVEN)].flatMap((m) => {
    const name = m[1] as string;
    if (STOP.test(name)) return [];
    const at = m.index + m[0].indexOf(name, 2);
    return found(at, name.length);
  });
}

/** '안녕하세요 홍길동입니다', also with a blank before the copula. */
function afterGreeting({ at, text, word }: Word): Found[] {
  const glued = /^([가-힣]{3,4})\s(?=입니다|이라고|라고)/.exec(text)?.[1];
  if (
    glued &&
    isSurname(glued) &&
    !STOP.test(glued) &&
    !NOUN.test(glued) &&
    (glued.length === 3 || COMPOUND.test(glued))
  )
    return found(at, glued.length);
  const length = familyName({ word, text }, [3]);
  const said =
    /^(?:입니다|이?라고 ?(?:합|해|하는데|하는 ?사람|하구|한다|불러)|이?라구 ?(?:하는데|해|합))/.test(
      text.slice(length),
    );
  return length > 0 && said && !NOUN.test(word.slice(0, length)) ? found(at, length) : [];
}

/** What people are, not what they are called. */
const NOUN =
  /(?:시민|국인|학생|대생|공무원|조합원|사업자|신청자|이용자|직원|회원|직장인|임신부|임산부|장애인|유공자|농업인|예술인|무직자|주민|원생|부모|교사|의사|기사|이장|통장|반장)$|시$|(?:강남|강동|강서|강북|노원|서초|성북|성동|은평|양천|구로|금천|동작|관악|마포|용산|종로|중랑|광진|유성)구$/;

export const name: Finder = ({ text }) => [
  ...behind(text, OWN_CUE).flatMap(afterOwnCue),
  ...behind(text, LABEL_CUE).flatMap(afterLabel),
  ...behind(text, SELF_CUE).flatMap((word) => [...afterSelf(word), ...apartFromCopula(word)]),
  ...behind(text, RELATIVE_CUE).flatMap(afterRelative),
  ...behind(text, WHEREABOUTS).flatMap((word) => [...afterSelf(word), ...apartFromCopula(word)]),
  ...given(text),
  ...behind(text, GREETING_CUE).flatMap(afterGreeting),
  ...behind(text, LATIN_CUE).flatMap(({ at, text: rest }) => found(at, LATIN.exec(rest)?.[0].length ?? 0)),
];
