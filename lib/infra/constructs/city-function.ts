/** A Lambda function of the city, made from its bundle. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ENV } from '../../names.ts';
import type { StagePolicy } from '../deployment.ts';
import { FUNCTIONS, type FunctionName } from '../functions.ts';

/** Name in the code → value, for the variables that a function reads. */
export type FunctionEnvironment = Readonly<Partial<Record<keyof typeof ENV, string>>>;

/** What one function needs. */
export interface CityFunctionProps {
  readonly name: FunctionName;
  readonly policy: StagePolicy;
  /** Folder that holds one bundle a function. */
  readonly bundles: string;
  readonly environment: FunctionEnvironment;
}

/**
 * Node 24 on arm64, own log group, own role that may do nothing but write its log.
 * Text log format: the JSON format would wrap the lines that are metric and usage event at once.
 */
export class CityFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, { name, policy, bundles, environment }: CityFunctionProps) {
    super(scope, id);
    const { purpose, memoryMb, timeoutSeconds } = FUNCTIONS[name];
    this.logGroup = new LogGroup(this, 'Log', {
      retention: policy.logRetention,
      removalPolicy: policy.removal,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.logGroup.grantWrite(role);
    this.function = new LambdaFunction(this, 'Function', {
      description: purpose,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: bundleOf(name, bundles),
      handler: 'index.handler',
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.TEXT,
      environment: named(environment),
    });
  }
}

/** Source maps stay in dist/: a function never reads them, and each start would unpack them. */
function bundleOf(name: FunctionName, bundles: string): Code {
  const folder = join(bundles, name);
  if (!existsSync(join(folder, 'index.mjs'))) {
    throw new Error(
      `The bundle of the function '${name}' is missing (${folder}/index.mjs). Run 'npm run build'.`,
    );
  }
  return Code.fromAsset(folder, { exclude: ['*.map'] });
}

function named(environment: FunctionEnvironment): Record<string, string> {
  const entries = Object.entries(environment) as [keyof typeof ENV, string][];
  return Object.fromEntries(entries.map(([key, value]) => [ENV[key], value]));
}
