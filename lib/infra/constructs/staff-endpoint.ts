/** The staff page and its API: one route each, those of the API behind a JWT authorizer. */

import { Validations } from 'aws-cdk-lib';
import {
  type CfnRoute,
  type HttpApi,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  type IHttpRouteAuthorizer,
  PayloadFormatVersion,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { OPEN_STAFF_ROUTES, STAFF_ROUTES, type StaffRoute } from '../../names.ts';
import type { StaffPool } from './staff-pool.ts';

/** Which API leads to which function, for whom. */
export interface StaffEndpointProps {
  readonly api: HttpApi;
  readonly staff: IFunction;
  readonly people: StaffPool;
}

/** Every route of STAFF_ROUTES; no catch-all, no CORS. */
export class StaffEndpoint extends Construct {
  constructor(scope: Construct, id: string, { api, staff, people: { pool, client } }: StaffEndpointProps) {
    super(scope, id);
    const integration = new HttpLambdaIntegration('Staff', staff, {
      payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    });
    const signedIn = new HttpJwtAuthorizer('SignedIn', pool.userPoolProviderUrl, {
      jwtAudience: [client.userPoolClientId],
    });
    for (const [name, key] of Object.entries(STAFF_ROUTES) as [StaffRoute, string][]) {
      const open = (OPEN_STAFF_ROUTES as readonly StaffRoute[]).includes(name);
      const authorizer: IHttpRouteAuthorizer = open ? new HttpNoneAuthorizer() : signedIn;
      const route = new HttpRoute(this, name, {
        httpApi: api,
        routeKey: keyOf(key),
        integration,
        authorizer,
      });
      if (open) acknowledgeOpenRoute(route);
    }
  }
}

function keyOf(key: string): HttpRouteKey {
  const [method, path] = key.split(' ') as [Parameters<typeof HttpRouteKey.with>[1], string];
  return HttpRouteKey.with(path, method);
}

function acknowledgeOpenRoute(route: HttpRoute): void {
  Validations.of(route.node.findChild('Resource') as CfnRoute).acknowledge({
    id: 'AwsSolutions-APIG4',
    reason:
      'A browser must load the page, its files and the address of the sign-in before anybody can have a token; they are the same for everybody and hold nothing of a citizen. Every route of the API itself asks for a token.',
  });
}
