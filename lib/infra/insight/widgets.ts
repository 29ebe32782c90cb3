/** What the dashboard shows: one entry a widget, one list a row. */

import {
  CustomWidget,
  GraphWidget,
  type GraphWidgetProps,
  type IMetric,
  type IWidget,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { CityMetrics } from './metrics.ts';

/** Views that the `widgets` function draws; it gets the name as `widget`. */
export const CUSTOM_VIEWS = ['users', 'top', 'unanswered'] as const;
type CustomView = (typeof CUSTOM_VIEWS)[number];

/** Width of a dashboard in CloudWatch's grid is 24. */
const THIRD = 8;
const HEIGHT = 6;

/** Rows of widgets, top to bottom: first what managers ask, in Korean, then what engineers ask. */
export function widgetRowsOf(metrics: CityMetrics, drawer: IFunction): readonly (readonly IWidget[])[] {
  const custom = (widget: CustomView, title: string) =>
    new CustomWidget({ functionArn: drawer.functionArn, title, width: THIRD, height: 8, params: { widget } });
  return [
    [heading('# 시민')],
    [
      total('대화 수', [metrics.turns]),
      total('사람 없이 답한 비율', [metrics.shareWithoutPerson]),
      total('상담 연결', [metrics.handoffs]),
    ],
    [
      custom('users', '이용자와 질문'),
      custom('top', '많이 찾은 분야와 질문'),
      custom('unanswered', '답을 찾지 못한 질문'),
    ],
    [
      lines('대화, 답변, 답을 찾지 못함', { left: [metrics.turns, metrics.answered, metrics.notFound] }),
      lines('도움이 되었는지', { left: [metrics.helped, metrics.notHelped] }),
      lines('상담 연결, 기다리는 사람, 보낸 답', {
        left: [metrics.handoffs, metrics.queueWaiting, metrics.answersSent],
      }),
    ],
    [heading('# Engine (for engineers)')],
    [
      lines('Time of a turn, ms', { left: [metrics.latencyP50, metrics.latencyP95] }),
      lines('Errors', {
        left: [...Object.values(metrics.functionErrors), metrics.serverErrors, metrics.clientErrors],
      }),
      lines('Degraded and refused', {
        left: [
          metrics.degraded,
          metrics.failed,
          metrics.maskFailed,
          metrics.refused,
          metrics.chatThrottles,
          metrics.noticesUntold,
        ],
      }),
    ],
    [
      lines('Hand-off queues: age', { left: [metrics.queueAgeSeconds, metrics.lateAgeSeconds] }),
      lines('Hand-off queues: depth', {
        left: [metrics.queueDepth, metrics.deadLetters, metrics.lateDeadLetters],
      }),
      lines('Uncounted batches', { left: [metrics.uncountedBatches] }),
    ],
  ];
}

function heading(markdown: string): IWidget {
  return new TextWidget({ markdown, width: 3 * THIRD, height: 1 });
}

function total(title: string, metrics: IMetric[]): IWidget {
  return new SingleValueWidget({ title, metrics, width: THIRD, height: 4, setPeriodToTimeRange: true });
}

function lines(title: string, props: GraphWidgetProps): IWidget {
  return new GraphWidget({ title, width: THIRD, height: HEIGHT, leftYAxis: { min: 0 }, ...props });
}
