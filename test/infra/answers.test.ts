import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadCityProfile } from '../../bin/content.ts';
import { createCity } from '../../lib/infra/city.ts';
import { ENV } from '../../lib/names.ts';
import { optionsFor } from './synthesized.ts';

async function channelOf(answersByEventApi: boolean): Promise<Template> {
  const { built } = optionsFor('dev');
  if (!built) throw new Error('no bundles');
  const city = { ...(await loadCityProfile('icheon')), answersByEventApi };
  const deployment = {
    city,
    stage: 'dev',
    bundles: built.functions,
    contentDigest: 'c',
    runbook: 'r',
  } as const;
  const app = new App({ builtinCloudFormationValidation: false });
  return Template.fromStack(createCity(app, deployment, { region: 'ap-northeast-2' }).channel);
}

describe('the switch for answers by the Event API', () => {
  let on: Template;
  let off: Template;
  beforeAll(async () => {
    [on, off] = await Promise.all([channelOf(true), channelOf(false)]);
  });

  it('off: there is no key, and no right to one', () => {
    const text = JSON.stringify(off.toJSON());
    for (const name of ['answer-key', 'kakao-rest-key', ENV.answerKeyParameter, ENV.kakaoKeyParameter])
      expect(text).not.toContain(name);
  });

  it('on: only the consumer reads Kakao’s key; chat may seal, the publisher makes the key', () => {
    const parameters = Object.entries(on.findResources('AWS::IAM::Policy')).flatMap(([id, policy]) => {
      const text = JSON.stringify(policy);
      return ['answer-key', 'kakao-rest-key']
        .filter((leaf) => text.includes(leaf))
        .map((leaf) => `${id.replace(/Role.*/, '')} ${leaf}`);
    });
    expect(parameters.sort()).toEqual([
      'Chat answer-key',
      'Handoff answer-key',
      'Handoff kakao-rest-key',
      'Publish answer-key',
    ]);
    on.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: Match.objectLike({ [ENV.answerEvent]: 'answer_ready' }) },
    });
  });

  it('switched on later it makes the publisher run again, which makes the key', () => {
    on.hasResourceProperties('Custom::MinwontalkContent', { secrets: 3 });
    off.hasResourceProperties('Custom::MinwontalkContent', { secrets: 2 });
  });
});
