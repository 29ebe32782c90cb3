/** The one log line of a run: figures for people and, in CloudWatch's embedded metric format, the queue's length. */
import { METRIC, METRIC_NAMESPACE } from '../../lib/names.ts';

/** Where the line comes from. */
export interface Origin {
  readonly city: string;
  readonly stage: string;
  /** Epoch ms of the run. */
  readonly at: number;
}

/** Metrics that a run may carry: how many wait, how many messages Kakao took, how many notices nobody took. */
export interface RunMetrics {
  readonly untold?: number;
  readonly waiting?: number;
  readonly sent?: number;
}

/** The line of a run, with its metrics. `figures` hold counts and error names, nothing personal. */
export function logLine(
  origin: Origin,
  figures: Readonly<Record<string, unknown>>,
  { waiting, sent, untold }: RunMetrics = {},
): string {
  const base = {
    mark: 'minwontalk.handoff',
    City: origin.city,
    Stage: origin.stage,
    at: origin.at,
    ...figures,
  };
  const values = {
    ...(waiting === undefined ? {} : { [METRIC.queueWaiting]: waiting }),
    ...(sent === undefined || sent === 0 ? {} : { [METRIC.answersSent]: sent }),
    ...(untold === undefined || untold === 0 ? {} : { [METRIC.noticesUntold]: untold }),
  };
  return JSON.stringify({ ...base, ...metrics(origin.at, values) });
}

function metrics(at: number, values: Readonly<Record<string, number>>) {
  const names = Object.keys(values);
  if (names.length === 0) return {};
  const definition = {
    Namespace: METRIC_NAMESPACE,
    Dimensions: [['City', 'Stage']],
    Metrics: names.map((name) => ({ Name: name, Unit: 'Count' })),
  };
  return { _aws: { Timestamp: at, CloudWatchMetrics: [definition] }, ...values };
}
