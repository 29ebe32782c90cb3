import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../bin/city.ts';
import { freshFolder, type Synthesized, synthesized } from './synthesized.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/** Renaming or moving one of these replaces it: the data, or the address in Kakao's admin centre, would be lost. */
const STATEFUL = [
  'AWS::ApiGatewayV2::Api · ApiF70053CD',
  'AWS::Cognito::UserPool · StaffPool8CA90F24',
  'AWS::DynamoDB::Table · AuditTable18A3095C',
  'AWS::DynamoDB::Table · ContentTable70E6AF07',
  'AWS::DynamoDB::Table · SessionsTableA5E8383B',
  'AWS::DynamoDB::Table · TicketsTable99936E8C',
  'AWS::DynamoDB::Table · UsageTableADB4B05A',
  'AWS::SQS::Queue · HandoffDeadLettersCF27F244',
  'AWS::SQS::Queue · HandoffQueueCD2084D7',
  'AWS::SQS::Queue · LateDeadLettersDC58CEB4',
  'AWS::SQS::Queue · LateQueue6F8A9CF9',
];

/** Resources whose physical name would keep a second city out of the account, or block a replacement. */
const NAME_PROPERTIES = [
  'TableName',
  'QueueName',
  'FunctionName',
  'RoleName',
  'LogGroupName',
  'TopicName',
  'AlarmName',
  'DashboardName',
];

describe('what a second deployment finds again', () => {
  let dev: Synthesized;
  beforeAll(async () => {
    dev = await synthesized('dev');
  });

  it('stateful resources keep their logical ids, and all of them are in the Data stack', () => {
    const types = new Set(STATEFUL.map((line) => line.split(' · ')[0]));
    const found = dev.all().filter(({ type, stack }) => types.has(type) && stack === 'data');
    expect(found.map(({ type, id }) => `${type} · ${id}`).sort()).toEqual(STATEFUL);
    const elsewhere = dev.all().filter(({ type, stack }) => types.has(type) && stack !== 'data');
    expect(elsewhere.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual(['TurnsUncounted']);
  });

  it('CloudFormation names everything', () => {
    const named = dev
      .all()
      .filter(({ type }) => type !== 'AWS::Logs::SubscriptionFilter')
      .filter(
        ({ type }) =>
          ![
            'AWS::Lambda::EventSourceMapping',
            'AWS::Lambda::Permission',
            'AWS::Lambda::EventInvokeConfig',
          ].includes(type),
      )
      .filter(({ properties }) => NAME_PROPERTIES.some((name) => name in properties));
    expect(named).toEqual([]);
  });

  it('the address, the tables, the queue and the path of the secret are outputs', () => {
    const outputs = dev.data.toJSON().Outputs as Record<string, { Value: unknown }>;
    expect(Object.keys(outputs)).toEqual(
      expect.arrayContaining([
        'SkillUrlBase',
        'ContentTable',
        'SessionsTable',
        'TicketsTable',
        'UsageTable',
        'HandoffQueueUrl',
      ]),
    );
    expect(outputs.SkillSecretParameter?.Value).toBe('/minwontalk/icheon/dev/skill-secret');
    expect(JSON.stringify(dev.insight.toJSON().Outputs.DashboardUrl)).toContain('#dashboards/dashboard/');
  });
});

describe('two synths of one commit', () => {
  it('are equal, in this process, by the app alone and by the CDK without credentials or network', {
    timeout: 300_000,
  }, async () => {
    const [here, alone, cdk] = [freshFolder(), freshFolder(), freshFolder()];
    await synthesize({ city: 'icheon', stage: 'dev', outdir: here, validate: false, warn: () => {} });
    await run(process.execPath, ['bin/city.ts'], { cwd: ROOT, env: bare({ CDK_OUTDIR: alone }) });
    const cli = join(ROOT, 'node_modules/aws-cdk/bin/cdk');
    const options = ['-c', 'city=icheon', '-c', 'stage=dev', '--quiet', '--output', cdk];
    await run(process.execPath, [cli, 'synth', ...options], { cwd: ROOT, env: bare({}) });
    expect(templatesOf(here)).toHaveLength(3);
    expect(templatesOf(alone)).toEqual(templatesOf(here));
    expect(templatesOf(cdk)).toEqual(templatesOf(here));
  });
});

/** An engineer's first shell: no AWS keys, a home without a profile, and a proxy that answers nobody. */
function bare(extra: Record<string, string>): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:9';
  return {
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
    HOME: freshFolder(),
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
    CDK_VALIDATION: 'false',
    ...extra,
  };
}

function templatesOf(folder: string): { file: string; template: unknown }[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.template.json'))
    .map((file) => ({ file, template: JSON.parse(readFileSync(join(folder, file), 'utf8')) }));
}
