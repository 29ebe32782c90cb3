/** All widgets: adding one is a file and a line here. */

import { fieldsWidget, topWidget } from './top.ts';
import { unansweredWidget } from './unanswered.ts';
import { usersWidget } from './users.ts';
import type { Widget } from './widget.ts';

/** Widgets by the name that a dashboard gives as `widget`. */
export const WIDGETS = {
  users: usersWidget,
  top: topWidget,
  fields: fieldsWidget,
  unanswered: unansweredWidget,
} as const satisfies Readonly<Record<string, Widget>>;

/** Name of a widget. */
export type WidgetName = keyof typeof WIDGETS;

/** Names of all widgets. */
export const WIDGET_NAMES = Object.keys(WIDGETS) as [WidgetName, ...WidgetName[]];

/** Markdown for whoever builds a dashboard: CloudWatch asks for it with `describe`. */
export function describeWidgets(): string {
  const rows = Object.entries(WIDGETS).map(([name, { about }]) => `| \`${name}\` | ${about} |`);
  return [
    '## 민원톡 이용 현황',
    '대시보드에서 고른 기간의 이용 현황을 표로 그립니다. `widget`에 볼 것을 적습니다.',
    '',
    '| `widget` | 내용 |',
    '| --- | --- |',
    ...rows,
    '',
    '### 예',
    '```yaml',
    'widget: users',
    '```',
  ].join('\n');
}
