/**
 * The parts of an event that are used here, of an HTTP API or a function URL, payload format 2.0.
 *
 * Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface HttpEvent {
  readonly rawPath: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    /** The same when Lambda or a queue delivers the event once more. */
    readonly requestId: string;
    readonly http: { readonly method: string };
  };
}

/** Of the second argument of a handler. https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html */
export interface LambdaContext {
  /** Milliseconds until Lambda ends the invocation. */
  getRemainingTimeInMillis(): number;
}

export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Handler = (event: HttpEvent, context: LambdaContext) => Promise<HttpResponse>;

/** An answer with a body of JSON. */
export function answer(
  statusCode: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    statusCode,
    // What was sealed in the table is not kept by anyone on the way.
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}
