import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../bin/city.ts';
import { CityFunction } from '../../lib/infra/constructs/city-function.ts';
import { policyOf } from '../../lib/infra/deployment.ts';
import { freshFolder, optionsFor } from './synthesized.ts';

describe('what is refused before anything is deployed', () => {
  it('a city that has no content, with the list of those that have', async () => {
    const refused = createApp({ city: 'atlantis', outdir: freshFolder() });
    await expect(refused).rejects.toThrow(/Unknown city 'atlantis'\. Known cities: .*icheon/);
  });

  it('a stage that is none, with the list of stages', async () => {
    const refused = createApp({ city: 'icheon', stage: 'staging', outdir: freshFolder() });
    await expect(refused).rejects.toThrow("Unknown stage 'staging'. Known stages: dev, prod.");
  });

  it('a prod deployment of a city whose phone or bot is not known, naming the file and the way round', async () => {
    const refused = createApp({ city: 'icheon', stage: 'prod', outdir: freshFolder(), validate: false });
    await expect(refused).rejects.toThrow(/content\/icheon\/city\.yaml: .*-c allowUnconfirmed=true/);
  });

  it('in dev the same is one line of warning', async () => {
    const lines: string[] = [];
    await createApp({ ...optionsFor('dev'), warn: (line) => lines.push(line) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/city\.yaml.*not confirmed.*110/);
  });

  it('a function without a bundle, with the command that makes it', () => {
    const bundles = mkdtempSync(join(tmpdir(), 'minwontalk-none-'));
    const build = () =>
      new CityFunction(new Stack(new App()), 'Chat', {
        name: 'chat',
        policy: policyOf('dev'),
        bundles,
        environment: {},
      });
    expect(build).toThrow(/bundle of the function 'chat' is missing .*npm run build/);
  });
});
