/** How new tickets call: the title of the tab and, if wanted, a soft bell. */

import type { PageState } from './state.ts';

/** Title of the tab: how many wait, what is on the screen, whose page it is. */
export function titleOf(state: PageState): string {
  const waiting = state.queue.board?.summary.waiting ?? 0;
  const count = state.phase === 'in' && waiting > 0 ? `(${waiting}) ` : '';
  return `${count}${viewName(state)} · 민원톡`;
}

function viewName({ phase, room, open }: PageState): string {
  if (phase === 'broken') return '화면을 열지 못함';
  if (phase !== 'in') return '로그인';
  if (room === 'audit') return '활동 기록';
  if (room === 'editing') return '콘텐츠';
  if (room === 'figures') return '통계';
  return open === undefined ? '상담 목록' : `상담 ${open.ticket?.number ?? ''}`.trim();
}

/** A bell made of two tones. Browsers let it sound only after a person did something on the page. */
export interface Bell {
  /** To be called when a person did something. */
  wake(): void;
  ring(): void;
}

/** Tones: hertz, and when they begin, s. */
const TONES = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.16 },
] as const;
const LOUDNESS = 0.12;
const LENGTH_S = 0.5;

/** Makes a bell; nothing sounds until the first `ring`. */
export function createBell(): Bell {
  let context: AudioContext | undefined;
  const awake = (): AudioContext => {
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    return context;
  };
  return {
    wake: () => void awake(),
    ring() {
      const audio = awake();
      for (const tone of TONES) sound(audio, tone.hertz, audio.currentTime + tone.at);
    },
  };
}

function sound(audio: AudioContext, hertz: number, from: number): void {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(LOUDNESS, from);
  volume.gain.exponentialRampToValueAtTime(0.001, from + LENGTH_S);
  tone.connect(volume).connect(audio.destination);
  tone.start(from);
  tone.stop(from + LENGTH_S);
}
