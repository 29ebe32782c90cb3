/** What the template says about functions and what calls them. */

import * as v from 'valibot';
import type { Resource, World } from './world.ts';

/** CloudFormation takes numbers as text as well. */
export const numeric = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(Number),
  v.check((value) => Number.isFinite(value), 'is not a number'),
);

/** One Lambda function as deployed. */
export interface FunctionSpec {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  /** `file.export` */
  readonly handler: string;
  /** Folder of the bundle. */
  readonly codeDir: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly logGroup: string;
  readonly reservedConcurrency: number | undefined;
  /** Retries of an asynchronous invocation, 0 to 2. */
  readonly retries: number;
  /** ARN of the queue that gets events which failed for good. */
  readonly onFailure: string | undefined;
  /** Own variables, resolved when asked for (custom resources may fill them in). */
  variables(): Readonly<Record<string, string>>;
}

const functionSchema = v.object({
  Code: v.object({ S3Key: v.string() }),
  Handler: v.string(),
  Timeout: v.optional(numeric, 3),
  MemorySize: v.optional(numeric, 128),
  ReservedConcurrentExecutions: v.optional(numeric),
  LoggingConfig: v.optional(v.object({ LogGroup: v.optional(v.string()) }), {}),
  Environment: v.optional(
    v.object({
      Variables: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
    }),
    {},
  ),
});

const invokeConfigSchema = v.object({
  FunctionName: v.string(),
  MaximumRetryAttempts: v.optional(numeric, 2),
  DestinationConfig: v.optional(
    v.object({ OnFailure: v.optional(v.object({ Destination: v.optional(v.string()) })) }),
  ),
});
type InvokeConfig = v.InferOutput<typeof invokeConfigSchema>;

/** Parses a resource's properties. @throws Error that names the resource and the property. */
export function parseProperties<S extends v.GenericSchema>(resource: Resource, schema: S): v.InferOutput<S> {
  const parsed = v.safeParse(schema, resource.properties());
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue) ?? 'properties';
  throw new Error(
    `${resource.stack}/${resource.logicalId} (${resource.type}): ${where}: ${issue.message}. Correct it in lib/infra, then synthesize again.`,
  );
}

/** Every function of the assembly. */
export function functionsOf(world: World): FunctionSpec[] {
  const configs = world
    .ofType('AWS::Lambda::EventInvokeConfig')
    .map((each) => parseProperties(each, invokeConfigSchema));
  return world.ofType('AWS::Lambda::Function').map((each) =>
    functionOf(
      world,
      each,
      configs.find(({ FunctionName }) => FunctionName === each.name),
    ),
  );
}

function functionOf(world: World, resource: Resource, config: InvokeConfig | undefined): FunctionSpec {
  const { Code, Handler, Timeout, MemorySize, LoggingConfig, ...rest } = parseProperties(
    resource,
    functionSchema,
  );
  const codeDir = world.asset(Code.S3Key);
  if (codeDir === undefined) {
    throw new Error(
      `${resource.logicalId}: the assembly holds no asset ${Code.S3Key}. Synthesize again (npx cdk synth).`,
    );
  }
  const { logicalId, name, arn, region } = resource;
  return {
    logicalId,
    name,
    arn,
    region,
    codeDir,
    retries: config?.MaximumRetryAttempts ?? 2,
    onFailure: config?.DestinationConfig?.OnFailure?.Destination,
    handler: Handler,
    timeoutMs: Timeout * 1000,
    memoryMb: MemorySize,
    logGroup: LoggingConfig.LogGroup ?? `/aws/lambda/${name}`,
    reservedConcurrency: rest.ReservedConcurrentExecutions,
    variables() {
      const { Variables = {} } = parseProperties(resource, functionSchema).Environment;
      return Object.fromEntries(Object.entries(Variables).map(([key, value]) => [key, String(value)]));
    },
  };
}

/** A queue that feeds a function. */
export interface MappingSpec {
  readonly logicalId: string;
  readonly queueArn: string;
  readonly functionName: string;
  readonly batchSize: number;
  /** Batches at work at a time. */
  readonly concurrency: number;
  readonly reportsFailures: boolean;
}

const mappingSchema = v.object({
  EventSourceArn: v.string(),
  FunctionName: v.string(),
  BatchSize: v.optional(numeric, 10),
  ScalingConfig: v.optional(v.object({ MaximumConcurrency: v.optional(numeric) }), {}),
  FunctionResponseTypes: v.optional(v.array(v.string()), []),
  Enabled: v.optional(v.boolean(), true),
});

/** AWS starts with five batches at a time. */
const DEFAULT_CONCURRENCY = 5;

/** Event source mappings that are switched on. Only queues: the design uses no streams. */
export function mappingsOf(world: World): MappingSpec[] {
  return world
    .ofType('AWS::Lambda::EventSourceMapping')
    .map((each) => ({ each, mapping: parseProperties(each, mappingSchema) }))
    .filter(({ mapping }) => mapping.Enabled)
    .map(({ each, mapping }) => ({
      logicalId: each.logicalId,
      queueArn: mapping.EventSourceArn,
      functionName: mapping.FunctionName.split(':function:').at(-1) ?? '',
      batchSize: mapping.BatchSize,
      concurrency: mapping.ScalingConfig.MaximumConcurrency ?? DEFAULT_CONCURRENCY,
      reportsFailures: mapping.FunctionResponseTypes.includes('ReportBatchItemFailures'),
    }));
}

/** A log group whose matching lines go to a function. */
export interface SubscriptionSpec {
  readonly name: string;
  readonly logGroup: string;
  readonly pattern: string;
  readonly destinationArn: string;
}

const subscriptionSchema = v.object({
  LogGroupName: v.string(),
  FilterPattern: v.string(),
  DestinationArn: v.string(),
});

/** Log subscriptions. */
export function subscriptionsOf(world: World): SubscriptionSpec[] {
  return world.ofType('AWS::Logs::SubscriptionFilter').map((each) => {
    const { LogGroupName, FilterPattern, DestinationArn } = parseProperties(each, subscriptionSchema);
    return {
      name: each.name,
      logGroup: LogGroupName,
      pattern: FilterPattern,
      destinationArn: DestinationArn,
    };
  });
}
