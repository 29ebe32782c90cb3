import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../bin/city.ts';
import {
  OPEN_STAFF_ROUTES,
  STAFF_ROLES,
  STAFF_ROUTES,
  STAGES,
  type StaffRoute,
  type Stage,
} from '../../lib/names.ts';
import { optionsFor, type Synthesized, synthesized } from './synthesized.ts';

const stages = {} as Record<Stage, Synthesized>;
beforeAll(async () => {
  for (const stage of STAGES) stages[stage] = await synthesized(stage);
});

const only = (stage: Stage, type: string) => {
  const found = stages[stage].all(type);
  expect(found).toHaveLength(1);
  return found[0]!;
};

describe.each(STAGES)('people at the desk, %s', (stage) => {
  it('are added by the city, one group a role, with long passwords', () => {
    const { properties } = only(stage, 'AWS::Cognito::UserPool');
    expect(properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
    expect(properties.Policies.PasswordPolicy).toMatchObject({
      MinimumLength: 12,
      RequireSymbols: true,
      RequireNumbers: true,
    });
    const groups = stages[stage].all('AWS::Cognito::UserPoolGroup').map((each) => each.properties.GroupName);
    expect(groups.sort()).toEqual([...STAFF_ROLES].sort());
  });

  it('sign in by code as a public client, for a working day, and come back to the staff page alone', () => {
    const { properties } = only(stage, 'AWS::Cognito::UserPoolClient');
    expect(properties).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      GenerateSecret: false,
      AccessTokenValidity: 60,
      RefreshTokenValidity: 480,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
      EnableTokenRevocation: true,
      PreventUserExistenceErrors: 'ENABLED',
    });
    expect(properties.CallbackURLs).toHaveLength(1);
    expect(JSON.stringify(properties.CallbackURLs)).toContain('/staff');
    expect(properties.LogoutURLs).toEqual(properties.CallbackURLs);
  });

  it('the address of the sign-in is of this city, stage and account', () => {
    expect(only(stage, 'AWS::Cognito::UserPoolDomain').properties.Domain).toEqual({
      'Fn::Join': ['', [`minwontalk-icheon-${stage}-`, { Ref: 'AWS::AccountId' }]],
    });
  });

  it('every route of the API asks for a token of this pool; only the page, its files and its settings do not', () => {
    const authorizer = only(stage, 'AWS::ApiGatewayV2::Authorizer').properties;
    expect(authorizer.AuthorizerType).toBe('JWT');
    expect(JSON.stringify(authorizer.JwtConfiguration.Issuer)).toContain('ProviderURL');
    const open: readonly StaffRoute[] = OPEN_STAFF_ROUTES;
    for (const [name, key] of Object.entries(STAFF_ROUTES) as [StaffRoute, string][]) {
      stages[stage].channel.hasResourceProperties('AWS::ApiGatewayV2::Route', {
        RouteKey: key,
        AuthorizationType: open.includes(name) ? 'NONE' : 'JWT',
        AuthorizerId: open.includes(name) ? Match.absent() : Match.anyValue(),
      });
    }
    const routes = stages[stage]
      .all('AWS::ApiGatewayV2::Route')
      .map((each) => String(each.properties.RouteKey));
    expect(routes.filter((key) => /\/staff/.test(key)).sort()).toEqual(Object.values(STAFF_ROUTES).sort());
    expect(routes.filter((key) => key.includes('+}') || key === '$default')).toEqual([]);
  });

  it('the staff function can add to the audit trail, not change or delete it', () => {
    const [policy] = stages[stage].all('AWS::IAM::Policy').filter(({ id }) => id.startsWith('StaffRole'));
    const statements: { Action: string | string[]; Resource: unknown }[] =
      policy?.properties.PolicyDocument.Statement;
    const audit = statements.filter(({ Resource }) => JSON.stringify(Resource).includes('Audit'));
    expect(audit.map(({ Action }) => Action)).toEqual([['dynamodb:PutItem', 'dynamodb:Query']]);
  });
});

describe('what a stage means for the sign-in', () => {
  it('prod asks for a second factor and keeps the pool; dev offers one', () => {
    const prod = only('prod', 'AWS::Cognito::UserPool');
    expect([
      prod.properties.MfaConfiguration,
      prod.properties.DeletionProtection,
      prod.deletionPolicy,
    ]).toEqual(['ON', 'ACTIVE', 'Retain']);
    const dev = only('dev', 'AWS::Cognito::UserPool');
    expect([dev.properties.MfaConfiguration, dev.deletionPolicy]).toEqual(['OPTIONAL', 'Delete']);
    expect(prod.properties.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA']);
  });

  it("a city's own host name is an address to come back to as well", async () => {
    const { stacks } = await createApp({ ...optionsFor('dev'), domain: 'talk.icheon.example' });
    const [client] = Object.values(
      Template.fromStack(stacks.data).findResources('AWS::Cognito::UserPoolClient'),
    );
    expect(client?.Properties.CallbackURLs).toContain('https://talk.icheon.example/staff');
  });
});
