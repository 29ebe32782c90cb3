/** Tells words of abuse that stand inside a question: the question is read as any other, the words are not shown at once. */

/** Words that mean nothing else, each with the harmless neighbours in which its syllables also stand. */
const ABUSE = new RegExp(
  [
    '(?:^|\\s)씨 발(?=$|\\s|놈|년)|씨[1!@*._-]*(?:발|빨)(?!판|음|급|행|송|굽)|씨(?:벌|팔)(?:놈|년|새끼|아)?(?=$|\\s|[ㅋㅠㅜ!?.~])|(?:^|\\s)씹(?:새|할|팔|년|놈)',
    '(?<![가-힣])시[1!@*._-]*발(?![점역지표전생송급행])|시부[럴랄]|쓰발|싀발|쉬펄|(?<![가-힣])슈발',
    'ㅅ[1!@*._-]*ㅂ(?![ㄱ-ㅎ])|ㅆ[1!@*._-]*ㅂ|ㅈㄹ|ㅁㅊ(?:ㄴ|놈|년)|tlqkf|ssibal|(?<![a-z])sibal',
    '(?:개|썅|쌍|호로|미친|병신|씹|도둑놈|망할|빌어먹을) ?(?:새끼|새기|쉐끼|색기|쎄끼)|(?<![가-힣])(?:이|저|그|야|너)[ ]?(?:새끼|쉐끼)(?![손발줄])|공무원 ?(?:새끼|놈들|놈아)',
    '(?<![합질])병신(?![고청규설호])|븅신|빙신(?!경)|(?<![가-힣])등신(?![불대상사])|또라이|똘아이|돌대가리|닭대가리|머저리|얼간이',
    '미친 ?(?:놈|년|새끼|것들)|썅|(?<![가-힣])좆|좃(?:같|까)|존나|(?<![가-힣])졸라(?!맨|매)|(?<![가-힣])개같(?:은|네|다|이)|엿 ?(?:먹어|이나 ?먹)|지랄|(?<![전가-힣])염병|옘병',
    '뒤져라|뒈져|디져라|뒤질래|^꺼져(?= ?(?:$|사람|이|너|니|제발|라))|(?<![가-힣])꺼져(?![요서있가도버야나 ])|(?<![가-힣])닥쳐(?![요서오올온왔 ]*(?:요|서|오|올|온|왔))|아가리 ?(?:닥|해|싸)|입 ?닥[치쳐]|주둥이 ?닥|개소리|니 ?(?:애미|에미|애비|미 ?씨)|느금마|엠창|[애에][미비] ?없는',
    '죽여 ?버(?:린다|릴|리겠)|싹 ?다? ?죽여|가만 ?안 ?(?:둬|둔|두겠|둘)|찾아가서 ?죽|불 ?질러 ?버',
  ].join('|'),
);

/** Whether a text holds words of abuse, alone or within a question. Never throws. */
export function hasAbuse(utterance: string): boolean {
  const text = utterance
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u200b-\u200d\u2060\ufeff]+/g, '')
    .replace(/\s+/g, ' ');
  return ABUSE.test(text);
}
