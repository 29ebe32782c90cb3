/** What must survive: tables, the hand-off queue, and the address that clerks type into Kakao's admin centre. */

import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { CityTable } from './constructs/city-table.ts';
import { QueueWithDeadLetters } from './constructs/queue-with-dead-letters.ts';
import { type Deployment, policyOf, secretParameterName } from './deployment.ts';
import { FUNCTIONS } from './functions.ts';

/** Index of the tickets by state, oldest first. */
export const TICKETS_BY_STATE = 'byState';

/** Props of every stack: CDK's own and the deployment. */
export interface CityStackProps extends StackProps {
  readonly deployment: Deployment;
}

/** The tables by name. */
export interface CityTables {
  readonly content: Table;
  readonly sessions: Table;
  readonly tickets: Table;
  readonly usage: Table;
}

/** State of a deployment. Retained and protected in prod. */
export class DataStack extends Stack {
  readonly tables: CityTables;
  readonly handoff: QueueWithDeadLetters;
  /** The HTTP API without routes: its id is part of every skill's URL, so it outlives the functions behind it. */
  readonly api: HttpApi;

  constructor(scope: Construct, id: string, { deployment, ...props }: CityStackProps) {
    super(scope, id, props);
    const policy = policyOf(deployment.stage);
    this.tables = {
      content: new CityTable(this, 'Content', { policy, sorted: true }).table,
      sessions: new CityTable(this, 'Sessions', { policy, sorted: false }).table,
      tickets: new CityTable(this, 'Tickets', { policy, sorted: false, index: byState() }).table,
      usage: new CityTable(this, 'Usage', { policy, sorted: true }).table,
    };
    const { timeoutSeconds } = FUNCTIONS.handoff;
    this.handoff = new QueueWithDeadLetters(this, 'Handoff', {
      policy,
      consumerTimeoutSeconds: timeoutSeconds,
    });
    this.api = new HttpApi(this, 'Api', {
      description: `Minwontalk ${deployment.city.id} ${deployment.stage}`,
      createDefaultStage: false,
    });
    this.api.applyRemovalPolicy(policy.removal);
    this.describe(deployment);
  }

  private describe(deployment: Deployment): void {
    const { content, sessions, tickets, usage } = this.tables;
    const outputs: Readonly<Record<string, readonly [value: string, description: string]>> = {
      SkillUrlBase: [
        `${this.api.apiEndpoint}/skill`,
        "URL of the skills in Kakao's admin centre, without the skill's name",
      ],
      SkillSecretParameter: [
        secretParameterName(deployment),
        'SSM SecureString with the values of the secret header',
      ],
      ContentTable: [content.tableName, 'Published content'],
      SessionsTable: [sessions.tableName, 'Sessions of citizens, by pseudonym'],
      TicketsTable: [tickets.tableName, 'Requests for a person'],
      UsageTable: [usage.tableName, 'Usage events and roll-ups'],
      HandoffQueueUrl: [this.handoff.queue.queueUrl, 'Queue of hand-off events'],
      HandoffDeadLettersUrl: [this.handoff.deadLetters.queueUrl, 'Hand-off events that failed five times'],
    };
    for (const [id, [value, description]] of Object.entries(outputs))
      new CfnOutput(this, id, { value, description });
  }
}

function byState() {
  return {
    name: TICKETS_BY_STATE,
    partition: { name: 'state', type: AttributeType.STRING },
    sort: { name: 'openedAt', type: AttributeType.NUMBER },
  };
}
