/** When somebody must look: one entry an alarm. Each has a chapter in docs/runbook.md, linked by its anchor. */

import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { FUNCTIONS, type FunctionName } from '../functions.ts';
import type { CityMetrics } from './metrics.ts';

/** One alarm: raised while the metric is above `above` in `periods` five-minute periods in a row. */
export interface AlarmEntry {
  /** Construct id; stable, since a new one replaces the alarm. */
  readonly id: string;
  /** What is wrong, in one sentence. */
  readonly meaning: string;
  /** Anchor of the chapter in docs/runbook.md. */
  readonly chapter: string;
  readonly metric: IMetric;
  readonly above: number;
  readonly periods: number;
}

/** All alarms of a deployment. */
export function alarmsOf(metrics: CityMetrics): readonly AlarmEntry[] {
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  return [
    ...names.map((name) => functionErrors(name, metrics)),
    ...callAlarms(metrics),
    ...answerAlarms(metrics),
    ...queueAlarms(metrics),
  ];
}

/** Whether Kakao's calls are answered at all. */
function callAlarms(metrics: CityMetrics): readonly AlarmEntry[] {
  return [
    {
      id: 'ChatThrottled',
      meaning: 'Turns are turned away because the account runs no more functions at once.',
      chapter: 'turns-are-throttled',
      metric: metrics.chatThrottles,
      above: 0,
      periods: 1,
    },
    {
      id: 'ServerErrors',
      meaning: 'Kakao gets 5xx answers: citizens see the static text of the block.',
      chapter: 'the-api-answers-5xx',
      metric: metrics.serverErrors,
      above: 0,
      periods: 1,
    },
    {
      id: 'RefusedCalls',
      meaning: 'Many calls were refused: a wrong secret or bot id, or a stranger is trying.',
      chapter: 'many-calls-are-refused',
      metric: metrics.refused,
      above: 50,
      periods: 1,
    },
  ];
}

/** Whether the answers are what they should be. */
function answerAlarms(metrics: CityMetrics): readonly AlarmEntry[] {
  return [
    {
      id: 'SlowTurns',
      meaning: 'One turn in twenty takes longer than 3 seconds; Kakao gives up at 5.',
      chapter: 'turns-are-slow',
      metric: metrics.latencyP95,
      above: 3000,
      periods: 2,
    },
    {
      id: 'DegradedTurns',
      meaning: 'More than one turn in twenty was answered without the store.',
      chapter: 'turns-are-degraded',
      metric: metrics.shareDegraded,
      above: 5,
      periods: 2,
    },
    {
      id: 'FailedTurns',
      meaning: 'Citizens asked and got the phone number alone: the secret, the time or the code failed.',
      chapter: 'turns-fail',
      metric: metrics.failed,
      above: 2,
      periods: 1,
    },
    {
      id: 'MaskFailed',
      meaning: 'Words of a citizen could not be masked, so none of them were kept.',
      chapter: 'words-could-not-be-masked',
      metric: metrics.maskFailed,
      above: 0,
      periods: 1,
    },
  ];
}

/** Whether what was stored or logged travels on. */
function queueAlarms(metrics: CityMetrics): readonly AlarmEntry[] {
  return [
    {
      id: 'QueueAge',
      meaning: 'A hand-off event has waited longer than 5 minutes to be announced.',
      chapter: 'hand-off-events-wait',
      metric: metrics.queueAgeSeconds,
      above: 300,
      periods: 1,
    },
    {
      id: 'DeadLetters',
      meaning: 'A hand-off event failed five times and waits to be looked at.',
      chapter: 'hand-off-events-are-dead-letters',
      metric: metrics.deadLetters,
      above: 0,
      periods: 1,
    },
    {
      id: 'LateAge',
      meaning: 'A request for a person has waited longer than 5 minutes to be stored.',
      chapter: 'requests-wait-to-be-stored',
      metric: metrics.lateAgeSeconds,
      above: 300,
      periods: 1,
    },
    {
      id: 'LateDeadLetters',
      meaning: 'A request for a person could not be stored and waits to be looked at.',
      chapter: 'requests-could-not-be-stored',
      metric: metrics.lateDeadLetters,
      above: 0,
      periods: 1,
    },
    {
      id: 'NoticesUntold',
      meaning: 'For ten minutes no notice went out: nobody outside the staff page hears of new requests.',
      chapter: 'notices-do-not-go-out',
      metric: metrics.noticesUntold,
      above: 0,
      periods: 2,
    },
    {
      id: 'UncountedTurns',
      meaning: 'A batch of turns could not be counted.',
      chapter: 'turns-are-not-counted',
      metric: metrics.uncountedBatches,
      above: 0,
      periods: 1,
    },
  ];
}

function functionErrors(name: FunctionName, { functionErrors: errors }: CityMetrics): AlarmEntry {
  return {
    id: `Errors-${name}`,
    meaning: `The function '${name}' failed. What it does: ${FUNCTIONS[name].purpose}.`,
    chapter: 'a-function-fails',
    metric: errors[name],
    above: 0,
    periods: 1,
  };
}
