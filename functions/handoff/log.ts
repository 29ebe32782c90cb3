/** The one log line of a run: figures for people and, in CloudWatch's embedded metric format, the queue's length. */
import { METRIC, METRIC_NAMESPACE } from '../../lib/names.ts';

/** Where the line comes from. */
export interface Origin {
  readonly city: string;
  readonly stage: string;
  /** Epoch ms of the run. */
  readonly at: number;
}

/** The line of a run; with `waiting` it also carries the metric. `figures` hold counts and error names, nothing personal. */
export function logLine(
  origin: Origin,
  figures: Readonly<Record<string, unknown>>,
  waiting?: number,
): string {
  const base = {
    mark: 'minwontalk.handoff',
    City: origin.city,
    Stage: origin.stage,
    at: origin.at,
    ...figures,
  };
  return JSON.stringify(waiting === undefined ? base : { ...base, ...metric(origin.at, waiting) });
}

function metric(at: number, waiting: number) {
  const definition = {
    Namespace: METRIC_NAMESPACE,
    Dimensions: [['City', 'Stage']],
    Metrics: [{ Name: METRIC.queueWaiting, Unit: 'Count' }],
  };
  return { _aws: { Timestamp: at, CloudWatchMetrics: [definition] }, [METRIC.queueWaiting]: waiting };
}
