// `rank:fit weights` writes this file anew. These were fitted a round earlier, and did better: docs/decisions/matching.md.
/** What each figure of a candidate weighs in its rank (FIGURES of rerank.ts); the same for every content. */
export const WEIGHTS: readonly number[] = [
  -2.34, // evidence
  0.19, // covered
  7.31, // coveredWithText
  -2.54, // explained
  1.44, // coveredExplained
  4.43, // inText
  80.34, // syllable
  -15.08, // bigram
  4.41, // jamo
  -54.2, // word
  21.5, // concept
  21.85, // act
  11.17, // mean
  7.97, // sqrtEvidence
  -0.08, // missedWords
  0.06, // worstWord
  0.43, // actsBoth
  -0.25, // actsAsked
  -0.21, // actsOffered
  2.22, // titleExplained
  -3.66, // topicTitle
  2.67, // topicWords
  5.14, // topicAll
  0.95, // first
  -0.25, // last
  2.46, // mirrorCovered
  1.37, // mirrorTopic
  1.09, // mirrorMissed
  0.75, // mirrorWorst
  -0.36, // mirrorSize
  0.18, // mirrorFirst
  -0.06, // mirrorLast
  4.71, // bothWays
];
