/** What the template says about HTTP APIs. */

import * as v from 'valibot';
import { numeric, parseProperties } from './functions.ts';
import type { World } from './world.ts';

/** Limits of a route: calls a second, and how many may come at once. */
export interface Throttle {
  readonly rate: number;
  readonly burst: number;
}

/** A JWT authorizer. */
export interface AuthorizerSpec {
  readonly id: string;
  readonly issuer: string;
  readonly audience: readonly string[];
  /** `$request.header.<Name>` or `$request.querystring.<name>` */
  readonly identitySource: readonly string[];
}

/** One route with its integration. */
export interface RouteSpec {
  /** `POST /skill/{skill}` or `$default` */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly throttle: Throttle | undefined;
  readonly authorizer: AuthorizerSpec | undefined;
  readonly scopes: readonly string[];
}

/** One HTTP API with its one stage. */
export interface ApiSpec {
  readonly id: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly routes: readonly RouteSpec[];
  readonly accessLog: { readonly group: string; readonly format: string } | undefined;
}

const routeSettingsSchema = v.object({
  ThrottlingBurstLimit: v.optional(numeric),
  ThrottlingRateLimit: v.optional(numeric),
});
const stageSchema = v.object({
  ApiId: v.string(),
  StageName: v.string(),
  StageVariables: v.optional(v.record(v.string(), v.string()), {}),
  DefaultRouteSettings: v.optional(routeSettingsSchema, {}),
  RouteSettings: v.optional(v.record(v.string(), routeSettingsSchema), {}),
  AccessLogSettings: v.optional(v.object({ DestinationArn: v.string(), Format: v.string() })),
});
const routeSchema = v.object({
  ApiId: v.string(),
  RouteKey: v.string(),
  Target: v.string(),
  AuthorizationType: v.optional(v.string(), 'NONE'),
  AuthorizationScopes: v.optional(v.array(v.string()), []),
  AuthorizerId: v.optional(v.string()),
});
const integrationSchema = v.object({
  IntegrationType: v.literal('AWS_PROXY'),
  IntegrationUri: v.string(),
  PayloadFormatVersion: v.literal('2.0'),
  TimeoutInMillis: v.optional(numeric, 30_000),
});
const authorizerSchema = v.object({
  AuthorizerType: v.literal('JWT'),
  IdentitySource: v.union([
    v.array(v.string()),
    v.pipe(
      v.string(),
      v.transform((one) => [one]),
    ),
  ]),
  JwtConfiguration: v.object({ Issuer: v.string(), Audience: v.optional(v.array(v.string()), []) }),
});

/** The account's own limit where a stage sets none (AWS quota: 10,000 a second, burst 5,000). */
const ACCOUNT_THROTTLE: Throttle = { rate: 10_000, burst: 5_000 };

/** Every HTTP API with a stage. An API without a stage answers nobody and is left out. */
export function apisOf(world: World): ApiSpec[] {
  return world.ofType('AWS::ApiGatewayV2::Stage').map((each) => {
    const stage = parseProperties(each, stageSchema);
    const log = stage.AccessLogSettings;
    return {
      id: stage.ApiId,
      stage: stage.StageName,
      stageVariables: stage.StageVariables,
      routes: routesOf(world, stage),
      accessLog: log && { group: logGroupName(log.DestinationArn), format: log.Format },
    };
  });
}

function routesOf(world: World, stage: v.InferOutput<typeof stageSchema>): RouteSpec[] {
  const integrations = new Map(
    world
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((each) => [each.name, parseProperties(each, integrationSchema)]),
  );
  const authorizers = new Map(authorizersOf(world).map((each) => [each.id, each]));
  return world
    .ofType('AWS::ApiGatewayV2::Route')
    .map((each) => ({ each, route: parseProperties(each, routeSchema) }))
    .filter(({ route }) => route.ApiId === stage.ApiId)
    .map(({ each, route }) => {
      const integration = integrations.get(route.Target.replace(/^integrations\//, ''));
      if (integration === undefined) {
        throw new Error(
          `Route ${route.RouteKey} (${each.logicalId}) has no integration. Correct it in lib/infra.`,
        );
      }
      return {
        routeKey: route.RouteKey,
        functionArn: functionArn(integration.IntegrationUri),
        timeoutMs: integration.TimeoutInMillis,
        throttle: throttleOf(stage, route.RouteKey),
        authorizer: route.AuthorizationType === 'JWT' ? authorizers.get(route.AuthorizerId ?? '') : undefined,
        scopes: route.AuthorizationScopes,
      };
    });
}

function authorizersOf(world: World): AuthorizerSpec[] {
  return world.ofType('AWS::ApiGatewayV2::Authorizer').map((each) => {
    const { JwtConfiguration, IdentitySource } = parseProperties(each, authorizerSchema);
    return {
      id: each.name,
      issuer: JwtConfiguration.Issuer,
      audience: JwtConfiguration.Audience,
      identitySource: IdentitySource,
    };
  });
}

function throttleOf(stage: v.InferOutput<typeof stageSchema>, routeKey: string): Throttle {
  const own = stage.RouteSettings[routeKey];
  const common = stage.DefaultRouteSettings;
  return {
    rate: own?.ThrottlingRateLimit ?? common.ThrottlingRateLimit ?? ACCOUNT_THROTTLE.rate,
    burst: own?.ThrottlingBurstLimit ?? common.ThrottlingBurstLimit ?? ACCOUNT_THROTTLE.burst,
  };
}

/** An integration names a function by its ARN or by API Gateway's invocation path around it. */
function functionArn(uri: string): string {
  return /functions\/(arn:aws:lambda:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
}

/** Name of a log group in `arn:aws:logs:<region>:<account>:log-group:<name>[:*]`. */
function logGroupName(arn: string): string {
  return arn.replace(/^.*:log-group:/, '').replace(/:\*$/, '');
}
