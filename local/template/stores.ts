/** What the template says about tables, queues, topics and parameters. */

import * as v from 'valibot';
import { numeric, parseProperties } from './functions.ts';
import type { World } from './world.ts';

const keySchema = v.array(v.object({ AttributeName: v.string(), KeyType: v.picklist(['HASH', 'RANGE']) }));
const indexSchema = v.object({
  IndexName: v.string(),
  KeySchema: keySchema,
  Projection: v.object({
    ProjectionType: v.picklist(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: v.optional(v.array(v.string())),
  }),
});
const tableSchema = v.object({
  AttributeDefinitions: v.array(
    v.object({ AttributeName: v.string(), AttributeType: v.picklist(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: v.optional(v.array(indexSchema)),
  LocalSecondaryIndexes: v.optional(v.array(indexSchema)),
  TimeToLiveSpecification: v.optional(
    v.object({ AttributeName: v.optional(v.string()), Enabled: v.optional(v.boolean(), true) }),
  ),
});

/** A table as CreateTable takes it, and its TTL attribute. */
export interface TableSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly definition: Readonly<Record<string, unknown>>;
  readonly keys: readonly string[];
  /** Attribute with the expiry in epoch seconds. */
  readonly ttlAttribute: string | undefined;
}

/** Every table of the assembly. */
export function tablesOf(world: World): TableSpec[] {
  return world.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').map((each) => {
    const { TimeToLiveSpecification: ttl, ...table } = parseProperties(each, tableSchema);
    return {
      logicalId: each.logicalId,
      name: each.name,
      definition: { TableName: each.name, BillingMode: 'PAY_PER_REQUEST', ...table },
      keys: table.KeySchema.map((key) => key.AttributeName),
      ttlAttribute: ttl?.Enabled === true ? ttl.AttributeName : undefined,
    };
  });
}

/** A queue with the attributes of SQS's CreateQueue. */
export interface QueueSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly fifo: boolean;
  readonly visibilitySeconds: number;
  readonly attributes: Readonly<Record<string, string>>;
}

const queueSchema = v.object({
  FifoQueue: v.optional(v.boolean(), false),
  ContentBasedDeduplication: v.optional(v.boolean()),
  DeduplicationScope: v.optional(v.string()),
  FifoThroughputLimit: v.optional(v.string()),
  VisibilityTimeout: v.optional(numeric, 30),
  DelaySeconds: v.optional(numeric),
  MessageRetentionPeriod: v.optional(numeric),
  MaximumMessageSize: v.optional(numeric),
  ReceiveMessageWaitTimeSeconds: v.optional(numeric),
  RedrivePolicy: v.optional(v.record(v.string(), v.unknown())),
});

/** Every queue, dead-letter queues before the queues that use them. */
export function queuesOf(world: World): QueueSpec[] {
  const queues = world.ofType('AWS::SQS::Queue').map((each) => {
    const properties = parseProperties(each, queueSchema);
    const { logicalId, name, arn } = each;
    const attributes = Object.fromEntries(
      Object.entries(properties)
        .filter(([key, value]) => value !== undefined && !(key === 'FifoQueue' && value === false))
        .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
    );
    return {
      logicalId,
      name,
      arn,
      fifo: properties.FifoQueue,
      visibilitySeconds: properties.VisibilityTimeout,
      attributes,
    };
  });
  return queues.sort(
    (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
  );
}

/** Names of the SNS topics. */
export function topicsOf(world: World): string[] {
  return world.ofType('AWS::SNS::Topic').map((each) => each.name);
}

const parameterSchema = v.object({ Type: v.picklist(['String', 'StringList']), Value: v.string() });

/** SSM parameters that the template itself sets. */
export function parametersOf(
  world: World,
): { readonly name: string; readonly type: string; readonly value: string }[] {
  return world.ofType('AWS::SSM::Parameter').map((each) => {
    const { Type, Value } = parseProperties(each, parameterSchema);
    return { name: each.name, type: Type, value: Value };
  });
}
