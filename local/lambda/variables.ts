/** Environment variables of an execution environment: its own, those that Lambda sets, the local endpoints. */

import type { FunctionSpec } from '../template/functions.ts';

/** Endpoints and proxy that replace the internet, the same for every function. */
export interface LocalEndpoints {
  readonly dynamodb: string;
  readonly sqs: string;
  readonly sns: string;
  readonly ssm: string;
  /** Proxy for every other host. */
  readonly proxy: string;
  /** File with the certificate of the proxy's own authority. */
  readonly certificate: string;
}

/** Variables of one environment. Nothing of the city's own process is handed on. */
export function environmentVariables(
  spec: FunctionSpec,
  endpoints: LocalEndpoints,
  runtimeApi: string,
  logStream: string,
): Record<string, string> {
  return {
    ...spec.variables(),
    ...lambdaVariables(spec, runtimeApi, logStream),
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_SNS: endpoints.sns,
    AWS_ENDPOINT_URL_SSM: endpoints.ssm,
    HTTP_PROXY: endpoints.proxy,
    HTTPS_PROXY: endpoints.proxy,
    NO_PROXY: '127.0.0.1,localhost',
    NODE_USE_ENV_PROXY: '1',
    NODE_EXTRA_CA_CERTS: endpoints.certificate,
  };
}

/** As listed in AWS's page "Defined runtime environment variables". The credentials are no secrets: nothing checks them. */
function lambdaVariables(spec: FunctionSpec, runtimeApi: string, logStream: string): Record<string, string> {
  return {
    _HANDLER: spec.handler,
    _X_AMZN_TRACE_ID: '',
    AWS_DEFAULT_REGION: spec.region,
    AWS_REGION: spec.region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: spec.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_RUNTIME_API: runtimeApi,
    AWS_ACCESS_KEY_ID: 'LOCALCITY',
    AWS_SECRET_ACCESS_KEY: 'local-city',
    AWS_SESSION_TOKEN: 'local-city',
    LAMBDA_TASK_ROOT: spec.codeDir,
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LANG: 'en_US.UTF-8',
    PATH: '/usr/local/bin:/usr/bin:/bin:/opt/bin',
    TZ: ':UTC',
  };
}
