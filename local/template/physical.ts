/** Physical names and attributes that CloudFormation would give, by resource type. */

/** Account of everything local; the queue engine knows no other. */
export const ACCOUNT_ID = '000000000000';

/** A resource that has a name but not yet its attributes. */
export interface Identity {
  readonly stack: string;
  readonly region: string;
  readonly logicalId: string;
  readonly type: string;
  /** Physical name, e.g. a table's name. */
  readonly name: string;
}

/** Addresses that are known once the city's servers listen. */
export interface Addresses {
  /** The gateway's own URL without a trailing slash. */
  readonly city: string;
  /** Endpoint that functions use for SQS, without a trailing slash. */
  readonly queue: string;
  /** Issuer that plays the user pool, without a trailing slash; absent: Cognito's own address. */
  readonly signIn?: string;
}

interface Kind {
  /** Property that may fix the physical name. */
  readonly nameProperty?: string;
  /** ARN after `arn:aws:`; absent where the type has none. */
  readonly arn?: (id: Identity) => string;
  /** Value of `Ref` where it is not the name. */
  readonly ref?: (id: Identity, addresses: Addresses) => string;
  /** Further attributes beside Arn. */
  readonly attributes?: Readonly<Record<string, (id: Identity, addresses: Addresses) => string>>;
}

const table: Kind = {
  nameProperty: 'TableName',
  arn: ({ region, name }) => `dynamodb:${region}:${ACCOUNT_ID}:table/${name}`,
};

const KINDS: Readonly<Record<string, Kind>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    arn: ({ region, name }) => `lambda:${region}:${ACCOUNT_ID}:function:${name}`,
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    arn: ({ region, name }) => `sqs:${region}:${ACCOUNT_ID}:${name}`,
    ref: (id, { queue }) => queueUrl(queue, id.name),
    attributes: {
      QueueName: ({ name }) => name,
      QueueUrl: (id, { queue }) => queueUrl(queue, id.name),
    },
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    arn: ({ region, name }) => `sns:${region}:${ACCOUNT_ID}:${name}`,
    ref: (id) => arnOf(id),
    attributes: { TopicName: ({ name }) => name, TopicArn: (id) => arnOf(id) },
  },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: ({ region, name }) => `logs:${region}:${ACCOUNT_ID}:log-group:${name}:*`,
  },
  'AWS::ApiGatewayV2::Api': {
    arn: ({ region, name }) => `apigateway:${region}::/apis/${name}`,
    attributes: { ApiEndpoint: (_id, { city }) => city, ApiId: ({ name }) => name },
  },
  'AWS::ApiGatewayV2::Stage': { nameProperty: 'StageName' },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    arn: ({ region, name }) => `events:${region}:${ACCOUNT_ID}:rule/${name}`,
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    arn: ({ region, name }) => `scheduler:${region}:${ACCOUNT_ID}:schedule/default/${name}`,
  },
  'AWS::IAM::Role': { nameProperty: 'RoleName', arn: ({ name }) => `iam::${ACCOUNT_ID}:role/${name}` },
  'AWS::SSM::Parameter': { nameProperty: 'Name', attributes: { Value: () => '', Type: () => 'String' } },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    arn: ({ region, name }) => `cloudwatch:${region}:${ACCOUNT_ID}:alarm:${name}`,
  },
  'AWS::CloudWatch::Dashboard': { nameProperty: 'DashboardName' },
  'AWS::Cognito::UserPool': {
    arn: ({ region, name }) => `cognito-idp:${region}:${ACCOUNT_ID}:userpool/${name}`,
    attributes: {
      UserPoolId: ({ name }) => name,
      ProviderName: ({ region, name }) => `cognito-idp.${region}.amazonaws.com/${name}`,
      ProviderURL: ({ region, name }, { signIn }) =>
        signIn ?? `https://cognito-idp.${region}.amazonaws.com/${name}`,
    },
  },
};

/** URL of a queue at an endpoint: `<endpoint>/<account>/<name>`. */
export function queueUrl(endpoint: string, name: string): string {
  return `${endpoint}/${ACCOUNT_ID}/${name}`;
}

/** The property that may hold a resource's physical name. */
export function nameProperty(type: string): string | undefined {
  return KINDS[type]?.nameProperty;
}

/** The name CloudFormation would make up; the same on every start, so that kept data finds its tables again. */
export function generatedName(stack: string, logicalId: string, type: string, fifo: boolean): string {
  if (type === 'AWS::ApiGatewayV2::Api') return logicalId.toLowerCase();
  return `${stack}-${logicalId}${fifo ? '.fifo' : ''}`;
}

/** ARN of a resource. */
export function arnOf(id: Identity): string {
  const kind = KINDS[id.type];
  return `arn:aws:${kind?.arn?.(id) ?? `local:${id.region}:${ACCOUNT_ID}:${id.stack}/${id.logicalId}`}`;
}

/** Value of `Ref`. */
export function refOf(id: Identity, addresses: Addresses): string {
  return KINDS[id.type]?.ref?.(id, addresses) ?? id.name;
}

/** Value of `Fn::GetAtt`; a made-up one for types the city does not play (those are named in a warning). */
export function attributeOf(id: Identity, attribute: string, addresses: Addresses): string {
  const own = KINDS[id.type]?.attributes?.[attribute];
  if (own !== undefined) return own(id, addresses);
  return attribute === 'Arn' || attribute.endsWith('Arn') ? arnOf(id) : `${id.name}/${attribute}`;
}
