/** Which resource types the local city plays, which it only lists, and which mean nothing on one machine. */

/** How a resource type is treated. `unknown` is named in a warning. */
export type Treatment = 'played' | 'listed' | 'none' | 'unknown';

const PLAYED = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudFormation::CustomResource',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Logs::LogGroup',
  'AWS::Logs::SubscriptionFilter',
  'AWS::SNS::Topic',
  'AWS::SQS::Queue',
  'AWS::SSM::Parameter',
  'AWS::Scheduler::Schedule',
];

/** Shown at the control server; they watch or draw, nothing depends on them. */
const LISTED = [
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Logs::MetricFilter',
];

/** Rights, encryption and versions: nothing to run on one machine. */
const WITHOUT_MEANING = [
  'AWS::CDK::Metadata',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
];

const TREATMENTS: ReadonlyMap<string, Treatment> = new Map([
  ...PLAYED.map((type) => [type, 'played'] as const),
  ...LISTED.map((type) => [type, 'listed'] as const),
  ...WITHOUT_MEANING.map((type) => [type, 'none'] as const),
]);

/** Looks up a type; every `Custom::…` is played. */
export function treatmentOf(type: string): Treatment {
  return type.startsWith('Custom::') ? 'played' : (TREATMENTS.get(type) ?? 'unknown');
}
