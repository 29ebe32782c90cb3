/** What people watch: metrics, alarms with their topic, and the dashboard. */

import { CfnOutput, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import type { ChannelStack } from './channel-stack.ts';
import { CityAlarms } from './constructs/city-alarms.ts';
import { CityDashboard } from './constructs/city-dashboard.ts';
import type { CityStackProps, DataStack } from './data-stack.ts';
import { alarmsOf } from './insight/alarms.ts';
import { createMetrics } from './insight/metrics.ts';
import { widgetRowsOf } from './insight/widgets.ts';

/** Props of the insight stack. */
export interface InsightStackProps extends CityStackProps {
  readonly data: DataStack;
  readonly channel: ChannelStack;
}

/**
 * Dashboard and alarms. Holds no state: it can be destroyed and made again.
 * The topic is not encrypted: CloudWatch may not publish under AWS's own SNS key, and a message names an alarm and a
 * number, nothing of a citizen.
 */
export class InsightStack extends Stack {
  constructor(scope: Construct, id: string, { deployment, data, channel, ...props }: InsightStackProps) {
    super(scope, id, props);
    const metrics = createMetrics(deployment, data, channel);
    const topic = new Topic(this, 'Notices', {
      displayName: `Minwontalk ${deployment.city.id} ${deployment.stage}`,
      enforceSSL: true,
    });
    new CityAlarms(this, 'Alarms', { alarms: alarmsOf(metrics), topic, runbook: deployment.runbook });
    const { dashboard } = new CityDashboard(this, 'Dashboard', {
      rows: widgetRowsOf(metrics, channel.functions.widgets.function),
    });
    new CfnOutput(this, 'AlarmTopic', {
      value: topic.topicArn,
      description: 'Subscribe an e-mail address to be told of alarms',
    });
    new CfnOutput(this, 'DashboardUrl', {
      value: `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards/dashboard/${dashboard.dashboardName}`,
      description: 'Dashboard in the CloudWatch console',
    });
  }
}
