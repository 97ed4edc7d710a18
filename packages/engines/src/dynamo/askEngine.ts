import { request } from 'node:http';

/** Of the right form, by nobody: local engines check no signatures. */
const authorization = [
  'AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/dynamodb/aws4_request',
  'SignedHeaders=host;x-amz-date;x-amz-target',
  `Signature=${'0'.repeat(64)}`,
].join(', ');

/** An answer over HTTP. */
export interface Reply {
  readonly status: number;
  readonly body: string;
}

/**
 * Sends one request to a local engine, as the AWS JSON 1.0 protocol writes it, on a connection of its own. No SDK is needed for it.
 *
 * @param operation - such as `ListTables`
 * @returns what it answers, whatever that is
 * @throws Error when there is no connection, or it breaks; when `signal` aborts it
 */
export async function askEngine(port: number, operation: string, input: object, signal?: AbortSignal): Promise<Reply> {
  const headers = {
    authorization,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-date': '20260101T000000Z',
    'x-amz-target': `DynamoDB_20120810.${operation}`,
  };
  const options = { host: '127.0.0.1', port, method: 'POST', headers, agent: false, signal };
  return await new Promise<Reply>((resolve, reject) => {
    const outgoing = request(options, (incoming) => {
      let body = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (chunk: string) => (body += chunk));
      incoming.once('error', reject);
      incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, body }));
    });
    outgoing.once('error', reject);
    outgoing.end(JSON.stringify(input));
  });
}
