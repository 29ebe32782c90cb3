/** What the views may ask for; they do nothing themselves. */

import type { Deed } from '../api.ts';
import type { Deed as ButtonDeed } from '../bubbles/model.ts';

/** Handlers that the page hands down. */
export interface Handlers {
  act(deed: Deed): void;
  /** A new citizen in a new room. */
  restart(): void;
  /** Tries again to reach the simulator. */
  reconnect(): void;
  /** Says a sentence to the user, in the page's one status region. */
  tell(sentence: string): void;
}

/** Does what a button stands for; links and phone numbers are plain links and do it themselves. */
export function doDeed(deed: ButtonDeed, { act, tell }: Handlers): void {
  if (deed.kind === 'press') act({ kind: 'press', press: deed.press });
  if (deed.kind === 'operator') act({ kind: 'operator' });
  if (deed.kind === 'share') tell('카카오톡에서는 이 말풍선을 전달할 친구를 고르는 화면이 열립니다.');
}
