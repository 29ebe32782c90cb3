/** Keyboard shortcuts. Letters are told by their place on the keyboard, so that a Korean input method does not matter. Pure. */

/** What a key can mean. */
export type KeyDeed =
  | 'next'
  | 'previous'
  | 'list'
  | 'search'
  | 'release'
  | 'claim'
  | 'answer'
  | 'find'
  | 'note'
  | 'transfer'
  | 'return'
  | 'resolve'
  | 'hand'
  | 'sound'
  | 'help';

/** What of a key press is looked at. */
export interface KeyPress {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
}

/** Every shortcut, in the order of the help. */
export const SHORTCUTS: readonly { readonly code: string; readonly deed: KeyDeed; readonly what: string }[] =
  [
    { code: 'KeyJ', deed: 'next', what: '다음 상담' },
    { code: 'KeyK', deed: 'previous', what: '이전 상담' },
    { code: 'KeyG', deed: 'release', what: '새로 온 상담 보기' },
    { code: 'KeyS', deed: 'search', what: '상담 찾기' },
    { code: 'KeyL', deed: 'list', what: '목록으로' },
    { code: 'KeyC', deed: 'claim', what: '상담 맡기' },
    { code: 'KeyA', deed: 'answer', what: '답변 쓰기' },
    { code: 'KeyF', deed: 'find', what: '답변 초안 찾기' },
    { code: 'KeyN', deed: 'note', what: '메모 쓰기' },
    { code: 'KeyT', deed: 'transfer', what: '부서로 넘기기' },
    { code: 'KeyB', deed: 'return', what: '대기로 돌려놓기' },
    { code: 'KeyE', deed: 'resolve', what: '상담 마치기' },
    { code: 'KeyO', deed: 'hand', what: '상담 직접 열기' },
    { code: 'KeyM', deed: 'sound', what: '알림음 켜고 끄기' },
  ];

/** What a key press means; undefined when it is none of ours. `typing`: the focus is in a field. */
export function deedOf(press: KeyPress, typing: boolean, letters: boolean): KeyDeed | undefined {
  if (press.isComposing || press.ctrlKey || press.metaKey || press.altKey || typing || !letters)
    return undefined;
  if (press.key === '?' || (press.shiftKey && press.code === 'Slash')) return 'help';
  if (press.shiftKey) return undefined;
  return SHORTCUTS.find(({ code }) => code === press.code)?.deed;
}

/** Whether a key press in a field means 'done': Ctrl or Command with Enter, and no input method at work. */
export function isSend(press: Pick<KeyPress, 'key' | 'ctrlKey' | 'metaKey' | 'isComposing'>): boolean {
  return press.key === 'Enter' && (press.ctrlKey || press.metaKey) && !press.isComposing;
}
