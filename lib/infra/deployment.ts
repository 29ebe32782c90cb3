/** What is deployed: one city at one stage, and what follows from the stage alone. */

import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { CityProfile } from '../city/profile.ts';
import { PARAMETER_LEAF, PARAMETER_ROOT, type Stage } from '../names.ts';

/** One city at one stage. Every stack takes it; nothing below `bin/` reads context or environment. */
export interface Deployment {
  readonly city: CityProfile;
  readonly stage: Stage;
  /** Folder with one bundle a function (`<name>/index.mjs`), as bin/build.ts writes it. */
  readonly bundles: string;
  /** SHA-256 (hex) of the content that the bundles carry; a new one makes the publishing resource run again. */
  readonly contentDigest: string;
  /** Where the runbook can be read; alarms link to its chapters. A path in the repository or a URL. */
  readonly runbook: string;
  /** Host name of the city's own that leads to the API; people may sign in there as well. */
  readonly domain?: string;
}

/** How a stage treats what it keeps. */
export interface StagePolicy {
  /** What happens to state when its stack is deleted. */
  readonly removal: RemovalPolicy;
  /** True where tables and the data stack refuse to be deleted. */
  readonly protected: boolean;
  /** Days that logs are kept: 30 in dev, 90 in prod. */
  readonly logRetention: RetentionDays;
}

const POLICIES: Readonly<Record<Stage, StagePolicy>> = {
  dev: { removal: RemovalPolicy.DESTROY, protected: false, logRetention: RetentionDays.ONE_MONTH },
  prod: { removal: RemovalPolicy.RETAIN, protected: true, logRetention: RetentionDays.THREE_MONTHS },
};

/** The policy of a stage. */
export function policyOf(stage: Stage): StagePolicy {
  return POLICIES[stage];
}

/** Path of the SecureString that holds the skill secrets of a deployment. */
export function secretParameterName({ city, stage }: Deployment): string {
  return `${PARAMETER_ROOT}/${city.id}/${stage}/${PARAMETER_LEAF.skillSecret}`;
}

/** Paths of the two SecureStrings that a city needs whose answers go out by Kakao's Event API; undefined for others. */
export function answerParameterNames({
  city,
  stage,
}: Deployment): { answerKey: string; kakaoKey: string } | undefined {
  if (city.answersByEventApi !== true) return undefined;
  const root = `${PARAMETER_ROOT}/${city.id}/${stage}`;
  return {
    answerKey: `${root}/${PARAMETER_LEAF.answerKey}`,
    kakaoKey: `${root}/${PARAMETER_LEAF.kakaoRestKey}`,
  };
}

/** Path of the SecureString that holds the key of all pseudonyms of a deployment. */
export function pseudonymParameterName({ city, stage }: Deployment): string {
  return `${PARAMETER_ROOT}/${city.id}/${stage}/${PARAMETER_LEAF.pseudonymKey}`;
}
