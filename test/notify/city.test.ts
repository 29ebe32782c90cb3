import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildFunctions } from '../../bin/build.ts';
import { loadCityProfile } from '../../bin/content.ts';
import { createCity } from '../../lib/infra/city.ts';
import { type City, startCity } from '../../local/city.ts';
import { citizen } from '../city/citizen.ts';

/** A city that wants e-mails, with a queue that subscribes to them as a mailbox would. */
let city: City;
let mailbox = '';
beforeAll(async () => {
  const { functions, contentDigest } = await buildFunctions();
  const profile = { ...(await loadCityProfile('icheon')), notify: { emails: ['desk@icheon.example'] } };
  const app = new App({
    outdir: mkdtempSync(join(tmpdir(), 'minwontalk-notices-')),
    builtinCloudFormationValidation: false,
  });
  const deployment = {
    city: profile,
    stage: 'dev',
    bundles: functions,
    contentDigest,
    runbook: 'docs/runbook.md',
  } as const;
  createCity(app, deployment, { region: 'ap-northeast-2' });
  city = await startCity({ quiet: true, assembly: app.synth().directory });
  await city.clock.set(Date.parse('2026-11-24T10:00:00+09:00'));
  mailbox = await subscribe();
});
afterAll(() => city?.close());

async function subscribe(): Promise<string> {
  const { QueueUrl } = (await city.queue('CreateQueue', { QueueName: 'mailbox' })) as { QueueUrl: string };
  const topic = city.world
    .ofType('AWS::SNS::Topic')
    .find(({ logicalId }) => logicalId.startsWith('HandoffNotices'));
  expect(topic?.properties().DisplayName).toBe('Minwontalk icheon dev');
  const body = new URLSearchParams({
    Action: 'Subscribe',
    Version: '2010-03-31',
    TopicArn: topic?.arn ?? '',
    Protocol: 'sqs',
    Endpoint: `arn:aws:sqs:${city.region}:000000000000:mailbox`,
  });
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    authorization: `AWS4-HMAC-SHA256 Credential=k/20261124/${city.region}/sns/aws4_request, SignedHeaders=host, Signature=s`,
  };
  const answer = await fetch(city.queueUrl, { method: 'POST', body, headers });
  expect(answer.status, await answer.text()).toBe(200);
  return QueueUrl;
}

/** Takes the mails that have come: subject and words. */
async function mails(): Promise<{ Subject: string; Message: string }[]> {
  const { Messages = [] } = (await city.queue('ReceiveMessage', {
    QueueUrl: mailbox,
    MaxNumberOfMessages: 10,
  })) as { Messages?: { Body: string; ReceiptHandle: string }[] };
  for (const { ReceiptHandle } of Messages)
    await city.queue('DeleteMessage', { QueueUrl: mailbox, ReceiptHandle });
  return Messages.map(({ Body }) => JSON.parse(Body));
}

describe('people who do not look at the desk', () => {
  it('are told of a new request, once, by its number and field, and of nothing that the citizen said', async () => {
    const { say } = citizen(city);
    await say('여권 새로 만들려면?');
    await say('1:1채팅상담', { skill: 'person' });
    await city.settled();
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail?.Subject).toMatch(/^\[Minwontalk icheon dev\] New request \w{3}-\w{3}$/);
    expect(mail?.Message).toContain('[이천시 민원톡] 새 상담 요청');
    expect(mail?.Message).toContain('(여권)');
    expect(mail?.Message).toContain('/staff');
    expect(mail?.Message).not.toMatch(/만들려면/);
  });

  it('and of one that waits too long, once; and of dead letters', async () => {
    await city.clock.advance(60_000);
    expect(await mails()).toEqual([]);
    for (let minute = 0; minute < 23; minute += 1) await city.clock.advance(60_000);
    const late = await mails();
    expect(late.map(({ Message }) => Message.split('\n')[0])).toEqual([
      '[이천시 민원톡] 20분 넘게 기다린 상담이 있어요',
    ]);
    await city.queue('SendMessage', {
      QueueUrl: city.queueUrlOf('HandoffDeadLetters'),
      MessageBody: 'unreadable',
      MessageGroupId: 'g',
      MessageDeduplicationId: 'd',
    });
    for (let minute = 0; minute < 3; minute += 1) await city.clock.advance(60_000);
    expect((await mails()).map(({ Subject }) => Subject)).toEqual(['[Minwontalk icheon dev] 1 dead letters']);
    await city.queue('SendMessage', {
      QueueUrl: city.queueUrlOf('LateDeadLetters'),
      MessageBody: 'unreadable',
    });
    for (let minute = 0; minute < 2; minute += 1) await city.clock.advance(60_000);
    expect((await mails()).map(({ Message }) => Message.split('\n')[0])).toEqual([
      '[이천시 민원톡] 저장하지 못한 상담 요청이 1건 있어요',
    ]);
  });
});
