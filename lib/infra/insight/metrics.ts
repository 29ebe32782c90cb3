/** Which figures there are: metric, statistic, period, label. Widgets and alarms choose from these. */

import { Duration } from 'aws-cdk-lib';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { METRIC, METRIC_NAMESPACE } from '../../names.ts';
import type { ChannelStack } from '../channel-stack.ts';
import type { DataStack } from '../data-stack.ts';
import type { Deployment } from '../deployment.ts';
import { FUNCTIONS, type FunctionName } from '../functions.ts';

/** The figures of a deployment, in periods of five minutes. */
export type CityMetrics = ReturnType<typeof createMetrics>;

const FIVE_MINUTES = Duration.minutes(5);

/** Builds the metrics of a deployment. What managers read is labelled in Korean, what engineers read in English. */
export function createMetrics(deployment: Deployment, data: DataStack, channel: ChannelStack) {
  return {
    ...turnMetrics(deployment),
    ...platformMetrics(data, channel),
  };
}

function turnMetrics({ city, stage }: Deployment) {
  const turn = (name: keyof typeof METRIC, statistic: string, label: string): Metric =>
    new Metric({
      namespace: METRIC_NAMESPACE,
      metricName: METRIC[name],
      dimensionsMap: { City: city.id, Stage: stage },
      statistic,
      label,
      period: FIVE_MINUTES,
    });
  const turns = turn('turns', Stats.SUM, '대화');
  const answered = turn('answered', Stats.SUM, '답변');
  const notFound = turn('notFound', Stats.SUM, '답을 찾지 못함');
  const handoffs = turn('handoffs', Stats.SUM, '상담 연결');
  const degraded = turn('degraded', Stats.SUM, 'Degraded');
  return {
    turns,
    answered,
    notFound,
    handoffs,
    helped: turn('helped', Stats.SUM, '도움 됐어요'),
    notHelped: turn('notHelped', Stats.SUM, '도움 안 됐어요'),
    degraded,
    refused: turn('refused', Stats.SUM, 'Refused calls'),
    failed: turn('failed', Stats.SUM, 'Phone number only'),
    maskFailed: turn('maskFailed', Stats.SUM, 'Words not masked'),
    latencyP50: turn('latency', Stats.p(50), 'Half within'),
    latencyP95: turn('latency', Stats.p(95), '95 % within'),
    noticesUntold: turn('noticesUntold', Stats.SUM, 'Notices not told'),
    answersSent: turn('answersSent', Stats.SUM, '보낸 답(건당 15원)'),
    queueWaiting: turn('queueWaiting', Stats.MAXIMUM, '기다리는 사람'),
    shareWithoutPerson: share(
      '100 * FILL(answered, 0) / (FILL(answered, 0) + FILL(notFound, 0) + FILL(people, 0))',
      {
        answered,
        notFound,
        people: handoffs,
      },
      '사람 없이 답한 비율(%)',
    ),
    shareDegraded: share(
      'IF(turns > 0, 100 * FILL(missing, 0) / turns, 0)',
      { turns, missing: degraded },
      'Degraded turns, %',
    ),
  };
}

function share(expression: string, usingMetrics: Record<string, IMetric>, label: string): MathExpression {
  return new MathExpression({ expression, usingMetrics, label, period: FIVE_MINUTES });
}

function platformMetrics({ api, handoff, late }: DataStack, { functions, uncounted }: ChannelStack) {
  const period = FIVE_MINUTES;
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  const errorsOf = (name: FunctionName) =>
    functions[name].function.metricErrors({ period, statistic: Stats.SUM, label: name });
  return {
    functionErrors: Object.fromEntries(names.map((name) => [name, errorsOf(name)])) as Record<
      FunctionName,
      Metric
    >,
    chatThrottles: functions.chat.function.metricThrottles({
      period,
      statistic: Stats.SUM,
      label: 'Throttled turns',
    }),
    serverErrors: api.metricServerError({ period, statistic: Stats.SUM, label: '5xx' }),
    clientErrors: api.metricClientError({ period, statistic: Stats.SUM, label: '4xx' }),
    queueAgeSeconds: handoff.queue.metricApproximateAgeOfOldestMessage({
      period,
      label: 'Oldest event, seconds',
    }),
    queueDepth: handoff.queue.metricApproximateNumberOfMessagesVisible({ period, label: 'Events waiting' }),
    deadLetters: handoff.deadLetters.metricApproximateNumberOfMessagesVisible({
      period,
      label: 'Dead letters',
    }),
    lateAgeSeconds: late.queue.metricApproximateAgeOfOldestMessage({
      period,
      label: 'Oldest request to be stored, seconds',
    }),
    lateDeadLetters: late.deadLetters.metricApproximateNumberOfMessagesVisible({
      period,
      label: 'Requests given up',
    }),
    uncountedBatches: uncounted.metricApproximateNumberOfMessagesVisible({
      period,
      label: 'Uncounted batches',
    }),
  };
}
