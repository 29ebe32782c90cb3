/**
 * The scenario of the channel: what the clerk sets up in the admin centre, as a table. Which block holds which skill
 * and which words lead to it. Ids are fixed, so that a city profile may name them.
 */

import type { Skill } from '../../lib/names.ts';

/** One block. */
export interface Block {
  /** 24 hex digits. */
  readonly id: string;
  readonly name: string;
  readonly skill: Skill;
  /** Words that lead here when they are the whole utterance (발화 패턴). */
  readonly patterns: readonly string[];
  /** Whether the block offers a callback (AI 챗봇). */
  readonly callback?: boolean;
  /** Name under which the Event API reaches the block. */
  readonly event?: string;
}

/** A scenario. */
export interface Scenario {
  readonly blocks: readonly Block[];
  /** Runs once, on first entry (웰컴 블록). */
  readonly welcome: Block;
  /** Takes what no block matched (폴백 블록). */
  readonly fallback: Block;
  /** Entries of the menu beside the input, by block name; '상담직원 연결' is added by KakaoTalk itself. */
  readonly menu: readonly string[];
  /** What stands in the bubble while a callback is awaited; `{{#webhook.text}}` is filled from the skill's data. */
  readonly waitingText: string;
}

const WELCOME: Block = {
  id: '5f00000000000000000000a1',
  name: '웰컴 블록',
  skill: 'welcome',
  patterns: ['챗봇 시작하기', '처음으로'],
};

const FALLBACK: Block = { id: '5f00000000000000000000a2', name: '폴백 블록', skill: 'ask', patterns: [] };

/** The scenario that the set-up guide for clerks describes. */
export const SCENARIO: Scenario = {
  welcome: WELCOME,
  fallback: FALLBACK,
  blocks: [
    WELCOME,
    FALLBACK,
    { id: '5f00000000000000000000a3', name: '전체 분야', skill: 'fields', patterns: ['전체 분야', '메뉴'] },
    { id: '5f00000000000000000000a4', name: '민원 답변', skill: 'answer', patterns: [] },
    {
      id: '5f00000000000000000000a5',
      name: '공지사항',
      skill: 'notices',
      patterns: ['공지사항', '이천시 공지 사항'],
    },
    {
      id: '5f00000000000000000000a6',
      name: '시청안내',
      skill: 'guide',
      patterns: ['시청안내', '이천시청 안내'],
    },
    {
      id: '5f00000000000000000000a7',
      name: '1:1채팅상담',
      skill: 'person',
      patterns: ['1:1채팅상담'],
    },
    { id: '5f00000000000000000000a8', name: '도움이 됐나요', skill: 'feedback', patterns: [] },
    // Any skill puts a waiting answer first; this one changes nothing else.
    {
      id: '5f00000000000000000000a9',
      name: '답변 알림',
      skill: 'welcome',
      patterns: [],
      event: 'answer_ready',
    },
  ],
  menu: ['웰컴 블록', '전체 분야', '공지사항', '시청안내', '1:1채팅상담'],
  waitingText: '{{#webhook.text}}',
};

/** The block whose pattern is the whole utterance, else the fallback. */
export function matchBlock(scenario: Scenario, utterance: string): Block {
  const words = utterance.normalize('NFC').trim().replace(/\s+/gu, ' ');
  return scenario.blocks.find(({ patterns }) => patterns.includes(words)) ?? scenario.fallback;
}

/** The block with this id. */
export function blockById(scenario: Scenario, id: string): Block | undefined {
  return scenario.blocks.find((block) => block.id === id);
}

/** The block of this skill, for tests that call a route by name. */
export function blockOfSkill(scenario: Scenario, skill: Skill): Block | undefined {
  return scenario.blocks.find((block) => block.skill === skill);
}
