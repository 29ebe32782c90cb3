/** The public webhook: stage, access log and the one route of all skills. */

import { Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnRoute,
  type HttpApi,
  HttpMethod,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { SKILL_ROUTE } from '../../names.ts';
import type { StagePolicy } from '../deployment.ts';

/** Calls a second, and how many may come at once: ten times a busy city's hour in one second. */
const THROTTLE = { rateLimit: 500, burstLimit: 1000 };

/** No path, query, body, header or address: what a citizen typed or who called stands in no access log. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  route: '$context.routeKey',
  status: '$context.status',
  bytes: '$context.responseLength',
  ms: '$context.responseLatency',
  functionMs: '$context.integrationLatency',
  error: '$context.integrationErrorMessage',
});

/** Which API leads to which function. */
export interface SkillEndpointProps {
  readonly policy: StagePolicy;
  readonly api: HttpApi;
  readonly chat: IFunction;
}

/** `POST /skill/{skill}` on the API's default stage, throttled and logged. */
export class SkillEndpoint extends Construct {
  readonly stage: HttpStage;
  readonly route: HttpRoute;

  constructor(scope: Construct, id: string, { policy, api, chat }: SkillEndpointProps) {
    super(scope, id);
    const log = new LogGroup(this, 'AccessLog', {
      retention: policy.logRetention,
      removalPolicy: policy.removal,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: THROTTLE,
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(ACCESS_LOG),
      },
    });
    this.route = new HttpRoute(this, 'Route', {
      httpApi: api,
      routeKey: HttpRouteKey.with(SKILL_ROUTE, HttpMethod.POST),
      integration: new HttpLambdaIntegration('Chat', chat, {
        payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
      }),
    });
    acknowledgeOpenRoute(this.route);
  }
}

function acknowledgeOpenRoute(route: HttpRoute): void {
  Validations.of(route.node.findChild('Resource') as CfnRoute).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'Kakao signs nothing and offers no token: it sends one fixed header. The function compares that header in constant time, checks the bot id and refuses everything else with a 4xx.',
  });
}
