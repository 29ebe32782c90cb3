/** The three stacks of a deployment. */

import { type App, type Environment, Tags } from 'aws-cdk-lib';
import { ChannelStack } from './channel-stack.ts';
import { DataStack } from './data-stack.ts';
import type { Deployment } from './deployment.ts';
import { policyOf } from './deployment.ts';
import { InsightStack } from './insight-stack.ts';

/** The stacks, in the order in which they are deployed. */
export interface CityStacks {
  readonly data: DataStack;
  readonly channel: ChannelStack;
  readonly insight: InsightStack;
}

/** Makes the stacks of `deployment` in `app`, named `Minwontalk-<city>-<stage>-<part>`. */
export function createCity(app: App, deployment: Deployment, env: Environment): CityStacks {
  const { city, stage } = deployment;
  const name = (part: string) => `Minwontalk-${city.id}-${stage}-${part}`;
  const props = (part: string, what: string) => ({
    deployment,
    env,
    stackName: name(part),
    description: `Minwontalk ${city.id} ${stage}: ${what}`,
    terminationProtection: part === 'Data' && policyOf(stage).protected,
  });
  const data = new DataStack(app, name('Data'), props('Data', 'tables, queue, address of the webhook'));
  const channel = new ChannelStack(app, name('Channel'), {
    ...props('Channel', 'functions and routes'),
    data,
  });
  const insight = new InsightStack(app, name('Insight'), {
    ...props('Insight', 'dashboard and alarms'),
    data,
    channel,
  });
  Tags.of(app).add('minwontalk:city', city.id);
  Tags.of(app).add('minwontalk:stage', stage);
  return { data, channel, insight };
}
