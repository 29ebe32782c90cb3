/** AWS's JSON protocols, spoken by the city itself to its local services. */

/** An error that a service answered with. */
export class ServiceError extends Error {
  /** Short name, e.g. `ResourceInUseException`. */
  readonly type: string;

  constructor(type: string, message: string) {
    super(`${type}: ${message}`);
    this.name = 'ServiceError';
    this.type = type;
  }
}

/** Calls one operation; resolves with the parsed answer. */
export type Call = (operation: string, input: object) => Promise<Record<string, unknown>>;

/** Header that the engines want to see; they check no signature. The region in it names the queues' region. */
function authorization(region: string, service: string): string {
  return `AWS4-HMAC-SHA256 Credential=LOCALCITY/20260101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=local`;
}

/**
 * Speaks to the service at `url()`. `target` is the prefix of `x-amz-target`: `DynamoDB_20120810` or `AmazonSQS`.
 * @throws ServiceError when the service refuses, TypeError when it cannot be reached.
 */
export function serviceCaller(url: () => string, target: string, region: string): Call {
  const service = target === 'AmazonSQS' ? 'sqs' : 'dynamodb';
  return async (operation, input) => {
    const response = await fetch(url(), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `${target}.${operation}`,
        'x-amz-date': '20260101T000000Z',
        authorization: authorization(region, service),
      },
      body: JSON.stringify(input),
    });
    const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
    if (response.ok) return body;
    const type =
      String(body.__type ?? `Status${response.status}`)
        .split('#')
        .at(-1) ?? '';
    throw new ServiceError(type, String(body.message ?? body.Message ?? ''));
  };
}
