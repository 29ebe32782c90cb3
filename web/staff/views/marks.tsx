/** Small signs: each a shape with a word, so that none depends on colour. */

import type { Level } from '../../../lib/staff/api.ts';
import { LEVEL_WORD } from '../words.ts';

const SHAPES: Readonly<Record<Level, string>> = {
  ok: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z',
  soon: 'M8 1.8 15 14H1z',
  late: 'M8 .8 15.2 8 8 15.2.8 8z',
};

/** Service level of a ticket that waits: circle, triangle or diamond, and its word. */
export function LevelMark({ level }: { level: Level }) {
  return (
    <span class={`level level-${level}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={SHAPES[level]} />
      </svg>
      {LEVEL_WORD[level]}
    </span>
  );
}

/** How a tag looks. */
export type TagTone = 'plain' | 'new' | 'warn' | 'crisis' | 'good';

/** A short remark about a ticket. */
export function Tag({ tone = 'plain', children }: { tone?: TagTone; children: preact.ComponentChildren }) {
  return <span class={`tag tag-${tone}`}>{children}</span>;
}

const ICONS = {
  back: 'M15 5l-7 7 7 7',
  bell: 'M6 17V11a6 6 0 0 1 12 0v6l1.5 2h-15zM10 21h4',
  mute: 'M6 17V11a6 6 0 0 1 9.5-4.9M18 11v6l1.5 2H8M10 21h4M4 4l16 16',
  help: 'M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2.2M12 17.5v.01M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z',
  close: 'M6 6l12 12M18 6L6 18',
  plus: 'M12 5v14M5 12h14',
  search: 'M11 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15.5 15.5L20 20',
} as const;

/** A drawn sign beside a word, or above one that only screen readers read. */
export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
