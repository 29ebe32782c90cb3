/** Tables and figures as the widgets show them: readable aloud, in light and dark, without a script. */

import { html, type Markup, type Piece } from './markup.ts';

/** A column of a table. */
export interface Column<Row> {
  readonly head: string;
  /** Numbers stand to the right. */
  readonly number?: boolean;
  readonly cell: (row: Row) => Piece;
}

/** A table; the first column names its row. */
export interface TableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** What stands in place of a table without rows. */
  readonly empty: string;
}

const TABLE = 'border-collapse:collapse;width:100%;margin:0 0 1em';
const CELL = 'padding:4px 10px 4px 0;text-align:left;vertical-align:top;overflow-wrap:anywhere';
const NUMBER = 'padding:4px 10px 4px 0;text-align:right;vertical-align:top;white-space:nowrap';
const CAPTION = 'text-align:left;font-weight:bold;padding:4px 0';

/** Draws a table with caption and headed rows and columns. */
export function table<Row>({ caption, columns, rows, empty }: TableProps<Row>): Markup {
  if (rows.length === 0) return html`<p><strong>${caption}</strong><br>${empty}</p>`;
  const heads = columns.map(
    ({ head, number }) => html`<th scope="col" style="${styleOf(number)}">${head}</th>`,
  );
  const lines = rows.map(
    (row) => html`<tr>${columns.map((column, index) => cellOf(column, row, index))}</tr>`,
  );
  return html`<table style="${TABLE}"><caption style="${CAPTION}">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table>`;
}

function cellOf<Row>({ cell, number }: Column<Row>, row: Row, index: number): Markup {
  const content = cell(row);
  if (index === 0) return html`<th scope="row" style="${styleOf(number)};font-weight:normal">${content}</th>`;
  return html`<td style="${styleOf(number)}">${content}</td>`;
}

function styleOf(number: boolean | undefined): string {
  return number ? NUMBER : CELL;
}

const BAR_WIDTH = 60;

/** A number with a bar beside it; the bar is a picture of the number and says nothing of its own. */
export function bar(count: number, most: number): Markup {
  const width = most > 0 ? Math.round((count / most) * BAR_WIDTH) : 0;
  return html`${counted(count)} <svg aria-hidden="true" focusable="false" width="${BAR_WIDTH}" height="10"><rect width="${width}" height="10" fill="#4b7bec"></rect></svg>`;
}

/** '1,234' */
export function counted(count: number): string {
  return count.toLocaleString('ko-KR');
}

/** '87%', or '없음' where there is nothing to take a share of. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '없음' : `${Math.round((part / whole) * 100)}%`;
}

const DAY = new Intl.DateTimeFormat('ko-KR', {
  timeZone: 'Asia/Seoul',
  month: 'long',
  day: 'numeric',
  weekday: 'short',
});

/** '11월 24일 (화)' for an instant, epoch ms. */
export function dayName(at: number): string {
  return DAY.format(at);
}

/** '2026년 11월' for '2026-11'. */
export function monthName(month: string): string {
  return `${month.slice(0, 4)}년 ${Number(month.slice(5, 7))}월`;
}
