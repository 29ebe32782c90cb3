/** The peers of `chat`, in the city's own template: same gateway, same runtime, same bundler. */
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { CfnIntegration, CfnRoute } from 'aws-cdk-lib/aws-apigatewayv2';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { CityApp } from '../../bin/city.ts';

/** Functions that chat is measured beside. */
export const PEERS = ['empty', 'bare'] as const;
/** One of them. */
export type Peer = (typeof PEERS)[number];

/** Adds each peer behind `POST /bench/<name>`. `bundles`: folder with one bundle a peer. */
export function addPeers({ app, stacks }: CityApp, bundles: string): void {
  const stack = new Stack(app, 'Bench', { env: { region: stacks.data.region } });
  for (const name of PEERS) {
    const peer = new LambdaFunction(stack, name, {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(bundles, name), { exclude: ['*.map'] }),
      handler: 'index.handler',
      memorySize: 512,
      timeout: Duration.seconds(10),
      environment: { TABLE: stacks.data.tables.sessions.tableName },
    });
    stacks.data.tables.sessions.grantReadData(peer);
    const integration = new CfnIntegration(stack, `${name}Integration`, {
      apiId: stacks.data.api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: peer.functionArn,
      payloadFormatVersion: '2.0',
    });
    new CfnRoute(stack, `${name}Route`, {
      apiId: stacks.data.api.apiId,
      routeKey: `POST /bench/${name}`,
      target: `integrations/${integration.ref}`,
    });
  }
}
