import { locateDynamo } from './locateDynamo.ts';

/** What a client of DynamoDB is made from. */
export interface DynamoClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/**
 * The endpoint that tests use: the one that `npm test` has started, or the one that COLLOQUY_DYNAMO_ENDPOINT named before. Region
 * `eu-central-1`, credentials `test`, `test`. For an endpoint that was named, AWS_REGION and the pair AWS_ACCESS_KEY_ID and
 * AWS_SECRET_ACCESS_KEY, with AWS_SESSION_TOKEN, go before these; what `npm test` has started never sees them.
 *
 * @param env - default: that of this process
 * @throws MissingDynamo when there is no endpoint because npm has no engine for this platform; Error when there is none because the
 *   workspace does not declare `@colloquy/engines`
 * @example
 * ```ts
 * const client = new DynamoDBClient(dynamoConfig());
 * ```
 */
export function dynamoConfig(env: NodeJS.ProcessEnv = process.env): DynamoClientConfig {
  const endpoint = env['COLLOQUY_DYNAMO_ENDPOINT'] ?? '';
  if (endpoint === '') {
    locateDynamo();
    throw new Error(
      'COLLOQUY_DYNAMO_ENDPOINT is not set: tests that need it run in vitest, in a workspace that declares @colloquy/engines',
    );
  }
  const own: NodeJS.ProcessEnv = env['COLLOQUY_DYNAMO_STARTED'] === '1' ? {} : env;
  const { AWS_REGION, AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN = '' } = own;
  const isComplete = AWS_ACCESS_KEY_ID !== '' && AWS_SECRET_ACCESS_KEY !== '';
  return {
    endpoint,
    region: AWS_REGION === undefined || AWS_REGION === '' ? 'eu-central-1' : AWS_REGION,
    credentials: isComplete
      ? {
          accessKeyId: AWS_ACCESS_KEY_ID,
          secretAccessKey: AWS_SECRET_ACCESS_KEY,
          ...(AWS_SESSION_TOKEN !== '' && { sessionToken: AWS_SESSION_TOKEN }),
        }
      : { accessKeyId: 'test', secretAccessKey: 'test' },
  };
}
