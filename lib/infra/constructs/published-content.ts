/** The publishing resource: gives a new deployment its secrets and its first content. */

import { CustomResource, Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** CloudFormation type under which the resource shows. */
export const PUBLISHED_CONTENT_TYPE = 'Custom::MinwontalkContent';

/** Who publishes what. */
export interface PublishedContentProps {
  /** The publishing function; it answers CloudFormation itself. */
  readonly publisher: IFunction;
  /** SHA-256 (hex) of the content in the publisher's bundle. */
  readonly contentDigest: string;
  /** How many secrets a deployment has; one more makes the publisher run again. */
  readonly secrets: number;
}

/** Runs the publisher at the first deployment and whenever the bundled content or the number of secrets changes. */
export class PublishedContent extends Construct {
  constructor(scope: Construct, id: string, { publisher, contentDigest, secrets }: PublishedContentProps) {
    super(scope, id);
    new CustomResource(this, 'Resource', {
      resourceType: PUBLISHED_CONTENT_TYPE,
      serviceToken: publisher.functionArn,
      serviceTimeout: Duration.minutes(3),
      properties: { contentDigest, secrets },
    });
  }
}
