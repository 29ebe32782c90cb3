/**
 * Where the focus goes: to the heading when the view changes, to the neighbour when a row vanishes, to the opener when
 * a dialog closes, to the next field when a pressed button vanishes.
 */

import { neighbour } from './queue.ts';
import type { PageState } from './state.ts';

/** Keeps the focus sensible over drawings. */
export interface FocusKeeper {
  /** Draws by `draw` and puts the focus where it belongs. */
  around(before: PageState, after: PageState, draw: () => void): void;
}

/** Makes a keeper; `root` holds the whole page. */
export function createFocus(root: HTMLElement): FocusKeeper {
  let opener: Element | null = null;
  return {
    around(before, after, draw) {
      const active = document.activeElement;
      const row = active?.closest<HTMLElement>('[data-row]')?.dataset.row;
      const rows = row === undefined ? [] : rowIds(root);
      if (before.dialog === undefined && after.dialog !== undefined) opener = active;
      draw();
      if (placeOf(before) !== placeOf(after)) return focusHeading(root);
      if (before.dialog !== undefined && after.dialog === undefined) return giveBack(root, opener);
      if (hasJustClaimed(before, after)) return catchFocus(root);
      if (active === null || active === document.body || active.isConnected) return;
      const beside = row === undefined ? undefined : neighbour(rows, row, rowIds(root));
      if (beside !== undefined && focusRow(root, beside)) return;
      catchFocus(root);
    },
  };
}

/** What counts as another view: the heading is read when it changes. */
function placeOf({ phase, room, open }: PageState): string {
  const shown = open === undefined || open.status === 'loading' ? '' : open.wanted;
  return phase === 'in' ? `${phase} ${room} ${shown}` : phase;
}

/** Moves the focus to the row of a ticket; false when it is not on the screen. */
export function focusRow(root: ParentNode, id: string): boolean {
  const link = root.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"] a`);
  link?.focus();
  return link !== null;
}

/** Moves to the next (1) or previous (-1) row: from the focused one, else from the open one. */
export function stepRow(root: ParentNode, by: 1 | -1): void {
  const links = [...root.querySelectorAll<HTMLElement>('[data-row] a')].filter(isSeen);
  const at = links.indexOf(document.activeElement as HTMLElement);
  const from = at >= 0 ? at : links.findIndex((link) => link.ariaCurrent === 'true');
  const to = from < 0 && by < 0 ? links.length - 1 : from + by;
  links[Math.min(Math.max(to, 0), links.length - 1)]?.focus();
}

/** Moves the focus to the heading of the view. */
export function focusHeading(root: ParentNode): void {
  root.querySelector<HTMLElement>('h1')?.focus();
}

function giveBack(root: HTMLElement, opener: Element | null): void {
  const usable = opener instanceof HTMLElement && opener.isConnected && opener !== document.body;
  if (usable && isSeen(opener)) opener.focus();
  else catchFocus(root);
}

function hasJustClaimed(before: PageState, { open }: PageState): boolean {
  return before.open?.busy === 'claim' && open?.busy === undefined && open?.ticket?.state === 'claimed';
}

/** To the field that is next, unless that would open a keyboard on the screen. */
function catchFocus(root: HTMLElement): void {
  const next = root.querySelector<HTMLElement>('[data-catch]');
  if (next !== null && isSeen(next) && !matchMedia('(pointer: coarse)').matches) next.focus();
  else focusHeading(root);
}

function rowIds(root: ParentNode): string[] {
  return [...root.querySelectorAll<HTMLElement>('[data-row]')].map((each) => each.dataset.row ?? '');
}

function isSeen(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
