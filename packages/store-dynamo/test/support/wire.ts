import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { dynamoConfig } from '@colloquy/engines';

/*
 * What the local engine never answers: throttling, conflicts, cancellations, items left undone, pages cut anywhere, answers that are lost.
 * Played on the wire, in front of the real engine: whatever the client makes of it, its own attempts and tokens included, is real.
 */

export type Json = Readonly<Record<string, unknown>>;

/** A request as it left the client. */
export interface Sent {
  readonly operation: string;
  readonly body: Json;
}

/** An answer of the service. */
export interface Answer {
  readonly status: number;
  readonly body: Json;
}

/** What becomes of a request: an answer or a failure in place of the service, or what the service answers, as it is or changed. */
export type Step =
  | 'through'
  | { readonly instead: Answer | Error }
  | { readonly after: Answer | Error | ((answer: Answer) => Answer) };

export type Play = (sent: Sent, nth: number) => Step | Promise<Step>;

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

interface Response {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

interface Handler {
  handle(request: Request, options?: object): Promise<{ readonly response: Response }>;
  destroy(): void;
}

/** The connections to the engine, shared by all clients of a file. */
let inner: Handler | undefined;

/** An exception as the service sends it. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
export function exception(name: string, { status = 400, ...more }: { readonly status?: number } & Json = {}): Answer {
  return { status, body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `${name}.`, ...more } };
}

/** A cancelled transaction, with a reason for each action in order. */
export function cancelled(...codes: readonly string[]): Answer {
  return exception('TransactionCanceledException', {
    CancellationReasons: codes.map((Code) => (Code === 'None' ? { Code } : { Code, Message: `${Code}.` })),
  });
}

/** A failure of the network. */
export function failure(code: string, more: object = {}): Error {
  return Object.assign(new Error(code), { code, ...more });
}

function textOf(body: string | Uint8Array = ''): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

function answered({ status, body }: Answer): { readonly response: Response } {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'scripted' };
  return { response: { statusCode: status, headers, body: Readable.from([Buffer.from(JSON.stringify(body))]) } };
}

const play = (answer: Answer | Error): { readonly response: Response } => {
  if (answer instanceof Error) throw answer;
  return answered(answer);
};

/**
 * A client of the engine whose requests go by the play, numbered from 0. It tries once by itself, unless told otherwise.
 *
 * @returns the client, and all requests that it has sent
 */
export function playedClient(
  of: Play,
  config: DynamoDBClientConfig = {},
): { readonly client: DynamoDBClient; readonly sent: Sent[] } {
  inner ??= new DynamoDBClient(dynamoConfig()).config.requestHandler as unknown as Handler;
  const service = inner;
  const sent: Sent[] = [];
  const handler: Handler = {
    destroy: () => undefined,
    handle: async (request, options) => {
      const [, operation = ''] = (request.headers['x-amz-target'] ?? '').split('.');
      const each = { operation, body: JSON.parse(textOf(request.body)) as Json };
      const step = await of(each, sent.push(each) - 1);
      if (step === 'through') return service.handle(request, options);
      if ('instead' in step) return play(step.instead);
      const { response } = await service.handle(request, options);
      const text = (await buffer(response.body)).toString();
      const answer = { status: response.statusCode, body: JSON.parse(text) as Json };
      return play(typeof step.after === 'function' ? step.after(answer) : step.after);
    },
  };
  const requestHandler = handler as unknown as NonNullable<DynamoDBClientConfig['requestHandler']>;
  return { client: new DynamoDBClient({ ...dynamoConfig(), maxAttempts: 1, ...config, requestHandler }), sent };
}

/** The steps for requests of one operation, in order; all others, and those behind the script, go through. */
export function script(operation: string, steps: readonly Step[]): Play {
  let at = 0;
  return (sent) => (sent.operation === operation ? (steps[at++] ?? 'through') : 'through');
}
