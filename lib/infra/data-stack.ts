/** What must survive: tables, the hand-off queue, and the address that clerks type into Kakao's admin centre. */

import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { AttributeType, type Table } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { STAFF_ROUTES } from '../names.ts';
import { CityTable } from './constructs/city-table.ts';
import { QueueWithDeadLetters } from './constructs/queue-with-dead-letters.ts';
import { StaffPool } from './constructs/staff-pool.ts';
import { type Deployment, policyOf, secretParameterName } from './deployment.ts';
import { FUNCTIONS } from './functions.ts';

/** Index of the tickets by state, oldest first. */
export const TICKETS_BY_STATE = 'byState';

/** Attempts to store a late wish: three quarters of an hour without a store before people must look. */
const LATE_ATTEMPTS = 20;

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
  /** Who of the staff did what. */
  readonly audit: Table;
}

/** State of a deployment. Retained and protected in prod. */
export class DataStack extends Stack {
  readonly tables: CityTables;
  readonly handoff: QueueWithDeadLetters;
  /** Wishes for a person that could not be stored while the citizen waited. */
  readonly late: QueueWithDeadLetters;
  /** The HTTP API without routes: its id is part of every skill's URL, so it outlives the functions behind it. */
  readonly api: HttpApi;
  /** People who work at the desk. */
  readonly people: StaffPool;
  /** Address of the staff page: below the city's own domain where one leads here. */
  readonly staffUrl: string;

  constructor(scope: Construct, id: string, { deployment, ...props }: CityStackProps) {
    super(scope, id, props);
    const policy = policyOf(deployment.stage);
    this.tables = {
      content: new CityTable(this, 'Content', { policy, sorted: true }).table,
      sessions: new CityTable(this, 'Sessions', { policy, sorted: false }).table,
      tickets: new CityTable(this, 'Tickets', { policy, sorted: false, index: byState() }).table,
      usage: new CityTable(this, 'Usage', { policy, sorted: true }).table,
      audit: new CityTable(this, 'Audit', { policy, sorted: true }).table,
    };
    const { timeoutSeconds } = FUNCTIONS.handoff;
    this.handoff = new QueueWithDeadLetters(this, 'Handoff', {
      policy,
      consumerTimeoutSeconds: timeoutSeconds,
    });
    this.late = new QueueWithDeadLetters(this, 'Late', {
      policy,
      consumerTimeoutSeconds: timeoutSeconds,
      fifo: false,
      attempts: LATE_ATTEMPTS,
    });
    this.api = new HttpApi(this, 'Api', {
      description: `Minwontalk ${deployment.city.id} ${deployment.stage}`,
      createDefaultStage: false,
    });
    this.api.applyRemovalPolicy(policy.removal);
    this.people = new StaffPool(this, 'Staff', {
      policy,
      city: deployment.city,
      stage: deployment.stage,
      pages: this.staffPages(deployment),
    });
    this.staffUrl = this.staffPages(deployment).at(-1) ?? '';
    this.describe(deployment);
  }

  /** Address of the staff page: below the API's own, and below the city's domain where one leads here. */
  private staffPages({ domain }: Deployment): string[] {
    const [, path] = STAFF_ROUTES.page.split(' ');
    const origins = [this.api.apiEndpoint, ...(domain === undefined ? [] : [`https://${domain}`])];
    return origins.map((origin) => `${origin}${path}`);
  }

  private describe(deployment: Deployment): void {
    const { content, sessions, tickets, usage, audit } = this.tables;
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
      AuditTable: [audit.tableName, 'What staff did'],
      StaffUrl: [this.staffUrl, 'Page of counsellors, editors and managers'],
      StaffPoolId: [
        this.people.pool.userPoolId,
        'User pool of the staff: add people here, with a role as group',
      ],
      HandoffQueueUrl: [this.handoff.queue.queueUrl, 'Queue of hand-off events'],
      HandoffDeadLettersUrl: [this.handoff.deadLetters.queueUrl, 'Hand-off events that failed five times'],
      LateQueueUrl: [this.late.queue.queueUrl, 'Queue of requests that are still to be stored'],
      LateDeadLettersUrl: [this.late.deadLetters.queueUrl, 'Requests that could not be stored for long'],
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
