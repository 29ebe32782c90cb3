import { Match } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { FUNCTIONS } from '../../lib/infra/functions.ts';
import { ENV, SKILL_ROUTE, STAGES, type Stage, USAGE_MARK } from '../../lib/names.ts';
import type { UsageEvent } from '../../lib/usage/event.ts';
import { turnLine } from '../../lib/usage/line.ts';
import { type Resource, type Synthesized, synthesized } from './synthesized.ts';

const stages = {} as Record<Stage, Synthesized>;
beforeAll(async () => {
  for (const stage of STAGES) stages[stage] = await synthesized(stage);
});

const TURN: UsageEvent = {
  id: 'chp-1',
  at: 0,
  skill: 'ask',
  outcome: 'answered',
  entrance: 'typed',
  dayUser: 'd',
  monthUser: 'm',
  latencyMs: 1,
  test: false,
};

describe.each(STAGES)('what is kept, %s', (stage) => {
  it('a hand-off survives five failed attempts, then waits in the dead-letter queue for 14 days', () => {
    const { data } = stages[stage];
    const deadLetters = Object.keys(
      data.findResources('AWS::SQS::Queue', { Properties: { RedrivePolicy: Match.absent() } }),
    );
    expect(deadLetters.map((id) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'HandoffDeadLetters',
      'LateDeadLetters',
    ]);
    data.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      RedrivePolicy: { maxReceiveCount: 5, deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters[0], 'Arn'] } },
    });
    data.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: Match.absent(),
      RedrivePolicy: { maxReceiveCount: 20, deadLetterTargetArn: { 'Fn::GetAtt': [deadLetters[1], 'Arn'] } },
    });
    data.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      RedrivePolicy: Match.absent(),
      MessageRetentionPeriod: 14 * 24 * 3600,
    });
  });

  it('a consumer has a sixth of the visibility time-out to finish', () => {
    const { data, channel } = stages[stage];
    channel.resourceCountIs('AWS::Lambda::EventSourceMapping', 2);
    channel.allResourcesProperties('AWS::Lambda::EventSourceMapping', {
      FunctionName: { Ref: Match.stringLikeRegexp('^HandoffFunction') },
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    const queues = Object.values(
      data.findResources('AWS::SQS::Queue', { Properties: { RedrivePolicy: Match.anyValue() } }),
    );
    const [handoff] = functionsOf(stages[stage], 'HandoffFunction');
    expect(queues).toHaveLength(2);
    for (const { Properties } of queues)
      expect(Properties.VisibilityTimeout).toBeGreaterThanOrEqual(6 * handoff?.properties.Timeout);
  });

  it('five tables are on demand, recoverable to any second, and forget what has expired', () => {
    const tables = stages[stage].all('AWS::DynamoDB::Table');
    expect(tables.map(({ id }) => id.replace(/Table.*/, ''))).toEqual([
      'Content',
      'Sessions',
      'Tickets',
      'Usage',
      'Audit',
    ]);
    for (const { properties } of tables) {
      expect(properties).toMatchObject({
        BillingMode: 'PAY_PER_REQUEST',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        SSESpecification: { SSEEnabled: true },
      });
    }
  });

  it('tickets are found by state, oldest first, without another read', () => {
    stages[stage].data.hasResourceProperties('AWS::DynamoDB::Table', {
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byState',
          KeySchema: [
            { AttributeName: 'state', KeyType: 'HASH' },
            { AttributeName: 'openedAt', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  });

  it('a batch of turns that cannot be counted waits for 14 days', () => {
    const { channel } = stages[stage];
    channel.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: Match.stringLikeRegexp('^UsageFunction') },
      MaximumRetryAttempts: 2,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('Uncounted'), 'Arn'] } },
      },
    });
    channel.hasResourceProperties('AWS::SQS::Queue', { MessageRetentionPeriod: 14 * 24 * 3600 });
  });

  it('queues and the alarm topic take no unencrypted connection', () => {
    const guarded = [
      ...stages[stage].all('AWS::SQS::QueuePolicy'),
      ...stages[stage].all('AWS::SNS::TopicPolicy'),
    ];
    const holders = [...stages[stage].all('AWS::SQS::Queue'), ...stages[stage].all('AWS::SNS::Topic')];
    expect(guarded).toHaveLength(holders.length);
    for (const { properties } of guarded) {
      expect(JSON.stringify(properties)).toContain('"aws:SecureTransport":"false"');
    }
  });
});

describe('what a stage means', () => {
  it('prod keeps tables, queues, the API and logs when a stack is deleted, and tables refuse to be deleted', () => {
    const kept = ['AWS::DynamoDB::Table', 'AWS::SQS::Queue', 'AWS::ApiGatewayV2::Api', 'AWS::Logs::LogGroup'];
    const resources = kept.flatMap((type) => stages.prod.all(type));
    expect(resources.filter(({ deletionPolicy }) => deletionPolicy !== 'Retain')).toEqual([]);
    expect(resources.length).toBeGreaterThan(10);
    for (const { properties } of stages.prod.all('AWS::DynamoDB::Table')) {
      expect(properties.DeletionProtectionEnabled).toBe(true);
    }
    expect(stages.prod.city.stacks.data.terminationProtection).toBe(true);
  });

  it('dev leaves nothing behind', () => {
    expect(stages.dev.all().filter(({ deletionPolicy }) => deletionPolicy === 'Retain')).toEqual([]);
    expect(stages.dev.city.stacks.data.terminationProtection).toBe(false);
  });

  it.each([
    ['dev', 30],
    ['prod', 90],
  ] as const)('logs in %s are kept for %i days, those of every function and of the API', (stage, days) => {
    const groups = stages[stage].all('AWS::Logs::LogGroup');
    expect(groups).toHaveLength(Object.keys(FUNCTIONS).length + 1);
    for (const { properties } of groups) expect(properties.RetentionInDays).toBe(days);
    const named = functionsOf(stages[stage]).map(({ properties }) => properties.LoggingConfig.LogGroup.Ref);
    expect(groups.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
  });
});

describe.each(STAGES)('what runs, %s', (stage) => {
  it('every function is Node 24 on arm64, logs text, and has at least 256 MB', () => {
    const functions = functionsOf(stages[stage]);
    expect(functions).toHaveLength(Object.keys(FUNCTIONS).length);
    for (const { properties } of functions) {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        LoggingConfig: { LogFormat: 'Text' },
      });
      expect(properties.MemorySize).toBeGreaterThanOrEqual(256);
    }
    expect(functionsOf(stages[stage], 'ChatFunction')[0]?.properties).toMatchObject({
      MemorySize: 512,
      Timeout: 10,
    });
  });

  it('functions get only variables that the code has names for, and each knows its city and stage', () => {
    const known = new Set<string>(Object.values(ENV));
    for (const { properties } of functionsOf(stages[stage])) {
      const variables = properties.Environment.Variables as Record<string, unknown>;
      expect(Object.keys(variables).filter((name) => !known.has(name))).toEqual([]);
      expect(variables).toMatchObject({ [ENV.city]: 'icheon', [ENV.stage]: stage });
    }
  });

  it('nobody may do everything: no allowed action or resource is a bare wildcard', () => {
    const statements = stages[stage]
      .all('AWS::IAM::Policy')
      .flatMap(({ properties }) => properties.PolicyDocument.Statement);
    expect(statements.length).toBeGreaterThan(10);
    for (const statement of statements.filter((each) => each.Effect === 'Allow')) {
      const actions = [statement.Action].flat() as string[];
      expect(actions.filter((action) => action.includes('*') || action === 'dynamodb:Scan')).toEqual([]);
      expect([statement.Resource].flat()).not.toContain('*');
    }
    expect(
      stages[stage].all('AWS::IAM::Role').filter(({ properties }) => properties.ManagedPolicyArns),
    ).toEqual([]);
  });

  it('chat reads exactly its two secrets', () => {
    stages[stage].channel.hasResourceProperties('AWS::IAM::Policy', {
      Roles: [{ Ref: Match.stringLikeRegexp('^ChatRole') }],
      PolicyDocument: {
        Statement: Match.arrayWith([
          {
            Effect: 'Allow',
            Action: 'ssm:GetParameters',
            Resource: ['pseudonym-key', 'skill-secret'].map((leaf) => ({
              'Fn::Join': ['', Match.arrayWith([`:parameter/minwontalk/icheon/${stage}/${leaf}`])],
            })),
          },
        ]),
      },
    });
  });

  it('one route leads to chat, throttled; its access log has no path, query, body, header or address', () => {
    const { channel, data } = stages[stage];
    const skills = channel.findResources('AWS::ApiGatewayV2::Route', {
      Properties: { RouteKey: Match.stringLikeRegexp('/skill') },
    });
    expect(Object.keys(skills)).toHaveLength(1);
    channel.hasResourceProperties('AWS::ApiGatewayV2::Route', { RouteKey: `POST ${SKILL_ROUTE}` });
    channel.hasResourceProperties('AWS::ApiGatewayV2::Integration', { PayloadFormatVersion: '2.0' });
    data.resourceCountIs('AWS::ApiGatewayV2::Stage', 0);
    const [api] = stages[stage].all('AWS::ApiGatewayV2::Stage');
    expect(api?.properties.DefaultRouteSettings.ThrottlingRateLimit).toBeGreaterThan(0);
    expect(api?.properties.AccessLogSettings.Format).not.toMatch(/path|query|body|header|identity|ip|user/i);
  });

  it('chat is reachable only once secrets and content are there', () => {
    stages[stage].channel.hasResource('AWS::ApiGatewayV2::Route', {
      DependsOn: Match.arrayWith([Match.stringLikeRegexp('^Content')]),
    });
    stages[stage].channel.hasResourceProperties('Custom::MinwontalkContent', {
      ServiceToken: { 'Fn::GetAtt': [Match.stringLikeRegexp('^PublishFunction'), 'Arn'] },
      contentDigest: Match.stringLikeRegexp('^[0-9a-f]{64}$'),
    });
  });

  it('the sweep runs every minute and turns are counted from the log by their mark', () => {
    const { channel } = stages[stage];
    channel.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      Targets: [
        Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('^HandoffFunction'), 'Arn'] } }),
      ],
    });
    channel.hasResourceProperties('AWS::Logs::SubscriptionFilter', {
      LogGroupName: { Ref: Match.stringLikeRegexp('^ChatLog') },
      FilterPattern: `{ $.mark = "${USAGE_MARK}" }`,
    });
    expect(JSON.parse(turnLine(TURN, { city: 'icheon', stage })).mark).toBe(USAGE_MARK);
  });
});

function functionsOf(from: Synthesized, prefix = ''): readonly Resource[] {
  return from.all('AWS::Lambda::Function').filter(({ id }) => id.startsWith(prefix));
}
