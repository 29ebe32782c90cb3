/** One citizen's talk with the channel, from Kakao's side: which block runs, what is shown, who answers. */

import { randomUUID } from 'node:crypto';
import { type Citizen, newCitizen } from './citizen.ts';
import { applyWishes, countDown, type LiveContext, sentContexts } from './contexts.ts';
import type { Turn } from './payload.ts';
import type { Mode, Press, RoomEvent, RoomOptions, RoomState } from './protocol.ts';
import { type Block, blockById, matchBlock, type Scenario } from './scenario.ts';
import { createTimeline, type NewEvent, type Timeline } from './timeline.ts';
import { type Kakao, runTurn, type TurnResult } from './turn.ts';

/** A room. Every action resolves with the events that it brought, when the turn is over. */
export interface Room {
  readonly id: string;
  readonly citizen: Citizen;
  readonly options: RoomOptions;
  mode(): Mode;
  /** State with the events numbered above `after`. */
  state(after?: number): RoomState;
  /** Resolves at the next change, at the latest after `ms`. */
  wait(after: number, ms: number): Promise<void>;
  /** First entry: the welcome block runs. */
  enter(): Promise<RoomEvent[]>;
  /** The citizen types. In 1:1 chat the words go to people and no skill is called. */
  say(text: string): Promise<RoomEvent[]>;
  /** The citizen presses what a bubble offered. */
  press(press: Press): Promise<RoomEvent[]>;
  /** '상담직원 연결': from now on people answer. The skill server is not told. */
  operator(): Promise<RoomEvent[]>;
  /** '챗봇으로 전환하기'. */
  backToBot(): Promise<RoomEvent[]>;
  /** A counsellor writes in the console of the channel. */
  counsellor(text: string): Promise<RoomEvent[]>;
  /** Runs the block of an Event API call. */
  runEvent(block: Block, params: Readonly<Record<string, string>>): Promise<RoomEvent[]>;
}

/** What of a turn is not fixed by the room. */
type Asked = Omit<Turn, 'lastBlock' | 'callbackUrl'>;

/** Runs blocks for one citizen and keeps what Kakao keeps between turns: contexts and the last block. */
interface Talk {
  run(asked: Asked): Promise<void>;
  isBusy(): boolean;
}

function startTalk(kakao: Kakao, citizen: Citizen, options: RoomOptions, timeline: Timeline): Talk {
  let contexts: LiveContext[] = [];
  let lastBlock: Block | undefined;
  let busy = 0;
  const take = (result: TurnResult): void => {
    contexts = applyWishes(contexts, result.contexts, kakao.clock.now());
    for (const event of result.events) timeline.add(event);
  };
  return {
    isBusy: () => busy > 0,
    async run(asked) {
      const now = kakao.clock.now();
      const speaker = { citizen, botId: kakao.botId, options, contexts: sentContexts(contexts, now) };
      const turn = lastBlock === undefined ? asked : { ...asked, lastBlock };
      contexts = countDown(contexts, now);
      lastBlock = asked.block;
      busy += 1;
      const result = await runTurn(kakao, speaker, turn, take).finally(() => {
        busy -= 1;
      });
      take(result);
    },
  };
}

/** Opens a room for a citizen nobody has seen before. */
export function openRoom(kakao: Kakao, options: RoomOptions): Room {
  const citizen = newCitizen();
  const timeline = createTimeline(kakao.clock.now);
  const talk = startTalk(kakao, citizen, options, timeline);
  const id = randomUUID();
  let mode: Mode = 'bot';

  const during = async (work: () => unknown): Promise<RoomEvent[]> => {
    const before = timeline.since(0).length;
    await work();
    return timeline.since(before);
  };
  const hear = async (utterance: string, press?: Press): Promise<void> => {
    timeline.add({ kind: 'mine', text: utterance });
    if (mode === 'person') return;
    const block = blockFor(kakao.scenario, utterance, press);
    if (block === undefined) timeline.add(unknownBlock(press?.blockId));
    else await talk.run({ block, utterance, ...(press && { press }) });
  };
  const change = (next: Mode, text: string) => (): void => {
    if (mode === next) return;
    mode = next;
    timeline.add({ kind: 'line', text });
  };
  return {
    id,
    citizen,
    options,
    mode: () => mode,
    state: (after = 0) => ({ room: id, mode, busy: talk.isBusy(), events: timeline.since(after) }),
    wait: timeline.wait,
    enter: () => during(() => talk.run({ block: kakao.scenario.welcome, utterance: '웰컴' })),
    say: (text) => during(() => hear(text)),
    press: (press) => during(() => hear(wordsOf(press), press)),
    operator: () => during(change('person', '상담직원과의 1:1 채팅으로 전환되었습니다.')),
    backToBot: () => during(change('bot', '챗봇으로 전환되었습니다.')),
    counsellor: (text) => during(() => timeline.add({ kind: 'counsellor', text })),
    runEvent: (block, params) =>
      during(() => talk.run({ block, utterance: block.event ?? block.name, params })),
  };
}

/** A `block` press runs its block, everything else is matched. */
function blockFor(scenario: Scenario, utterance: string, press?: Press): Block | undefined {
  return press?.action === 'block'
    ? blockById(scenario, press.blockId ?? '')
    : matchBlock(scenario, utterance);
}

/** A `block` press without words shows its label. */
function wordsOf({ messageText, label }: Press): string {
  return messageText === undefined || messageText === '' ? label : messageText;
}

function unknownBlock(blockId = ''): NewEvent {
  return {
    kind: 'failed',
    block: blockId,
    requestId: '',
    reason: 'unknownBlock',
    text: '누른 버튼이 가리키는 블록이 이 채널에 없습니다.',
    notes: [],
  };
}
