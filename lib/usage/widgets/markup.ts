/** HTML that cannot be broken out of: whatever is put into a template is escaped, unless it is markup itself. */

/** Safe HTML. */
export interface Markup {
  readonly html: string;
}

/** What a template takes; an absent value leaves nothing. */
export type Piece = Markup | string | number | undefined | readonly Markup[];

/** Template tag: text between `${}` is escaped, markup goes in as it is. Attributes must stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: readonly Piece[]): Markup {
  return {
    html: parts.map((part, index) => (index === 0 ? part : inserted(values[index - 1]) + part)).join(''),
  };
}

function inserted(value: Piece): string {
  if (value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map((markup) => markup.html).join('');
}

/** Control characters are no part of HTML; direction marks could turn the rest of a line around. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`);
}
