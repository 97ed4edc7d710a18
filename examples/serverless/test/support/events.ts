import type { HttpEvent, HttpResponse, LambdaContext } from '../../src/http/HttpEvent.ts';

/** An event as an HTTP API sends it. */
export function eventOf(
  method: string,
  path: string,
  { body, key, requestId = 'JKJaXmPLvHcESHA=' }: { body?: unknown; key?: string; requestId?: string } = {},
): HttpEvent {
  return {
    rawPath: path,
    headers: key === undefined ? {} : { 'idempotency-key': key },
    requestContext: { requestId, http: { method } },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

/** A context with this much time, however much has passed. */
export const contextOf = (milliseconds = 30_000): LambdaContext => ({ getRemainingTimeInMillis: () => milliseconds });

/** Status and body of an answer. */
export function seen({ statusCode, body }: HttpResponse): { readonly status: number; readonly body: unknown } {
  return { status: statusCode, body: JSON.parse(body) };
}
