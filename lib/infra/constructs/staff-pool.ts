/** Who may work at the desk: a Cognito user pool with one group a role, and the page as its public client. */

import { Aws, Duration, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  type CfnUserPool,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClient,
  UserPoolClientIdentityProvider,
  UserPoolDomain,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { STAFF_ROLES, STAFF_SESSION, type Stage } from '../../names.ts';
import type { StagePolicy } from '../deployment.ts';

/** Whose desk, and where its page is. */
export interface StaffPoolProps {
  readonly policy: StagePolicy;
  readonly city: { readonly id: string; readonly name: string };
  readonly stage: Stage;
  /** Addresses of the staff page, to which people come back after signing in and out. */
  readonly pages: readonly string[];
}

const PASSWORD = {
  minLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireDigits: true,
  requireSymbols: true,
  tempPasswordValidity: Duration.days(3),
};

/** Nobody signs up alone; a second factor (an authenticator app) is a must in prod; the sign-in lasts a working day. */
export class StaffPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { policy, city, stage, pages }: StaffPoolProps) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: PASSWORD,
      mfa: policy.protected ? Mfa.REQUIRED : Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      featurePlan: FeaturePlan.ESSENTIALS,
      userInvitation: invitation(city.name),
      deletionProtection: policy.protected,
      removalPolicy: policy.removal,
    });
    this.client = this.pageClient(pages);
    for (const role of STAFF_ROLES) {
      new UserPoolGroup(this, `Role-${role}`, { userPool: this.pool, groupName: role });
    }
    // Unique among all of AWS in the region; the account's number makes it so and keeps it the same at every synth.
    const domainPrefix = `minwontalk-${city.id}-${stage}-${Aws.ACCOUNT_ID}`;
    new UserPoolDomain(this, 'Domain', { userPool: this.pool, cognitoDomain: { domainPrefix } });
    acknowledge(this.pool, policy);
  }

  private pageClient(pages: readonly string[]): UserPoolClient {
    return new UserPoolClient(this, 'Page', {
      userPool: this.pool,
      generateSecret: false,
      // Refreshing only: passwords are typed at the hosted page and nowhere else.
      authFlows: { userSrp: false },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [...pages],
        logoutUrls: [...pages],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(STAFF_SESSION.tokenMinutes),
      idTokenValidity: Duration.minutes(STAFF_SESSION.tokenMinutes),
      refreshTokenValidity: Duration.minutes(STAFF_SESSION.minutes),
    });
  }
}

function invitation(city: string) {
  return {
    emailSubject: `[${city}] 민원톡 상담 화면 초대`,
    emailBody: `${city} 민원톡 상담 화면에 초대되었습니다.<br>사용자 이름: {username}<br>임시 비밀번호(3일 안에 바꿔 주세요): {####}`,
  };
}

function acknowledge(pool: UserPool, policy: StagePolicy): void {
  const resource = Validations.of(pool.node.defaultChild as CfnUserPool);
  resource.acknowledge({
    id: 'AwsSolutions-COG8',
    reason:
      'The Plus plan costs more than the whole city for its handful of staff, who are named by the city and have no way to sign up; prod asks each of them for a second factor instead.',
  });
  if (policy.protected) return;
  resource.acknowledge({
    id: 'AwsSolutions-COG2',
    reason:
      'A dev stage holds no citizens: a second factor is offered there and required in prod, by the same setting.',
  });
}
