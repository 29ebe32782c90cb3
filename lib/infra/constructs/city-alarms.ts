/** Alarms from a list, all telling one topic. */

import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { AlarmEntry } from '../insight/alarms.ts';

/** Which alarms, told to whom. */
export interface CityAlarmsProps {
  readonly alarms: readonly AlarmEntry[];
  readonly topic: ITopic;
  /** Where the runbook can be read, without an anchor. */
  readonly runbook: string;
}

/** One CloudWatch alarm an entry; the topic hears when it is raised and when it is over. */
export class CityAlarms extends Construct {
  constructor(scope: Construct, id: string, { alarms, topic, runbook }: CityAlarmsProps) {
    super(scope, id);
    const action = new SnsAction(topic);
    for (const entry of alarms) {
      const alarm = new Alarm(this, entry.id, {
        alarmDescription: `${entry.meaning} Runbook: ${runbook}#${entry.chapter}`,
        metric: plain(entry.metric),
        threshold: entry.above,
        comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
        evaluationPeriods: entry.periods,
        treatMissingData: TreatMissingData.NOT_BREACHING,
      });
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
    }
  }
}

/** A label belongs to the dashboard; with one, CDK would write even a single metric as a query. */
function plain(metric: IMetric): IMetric {
  if (!(metric instanceof Metric)) return metric;
  const { namespace, metricName, statistic, period, dimensions } = metric;
  const dimensionsMap = dimensions as Record<string, string>;
  return new Metric({ namespace, metricName, statistic, period, dimensionsMap });
}
