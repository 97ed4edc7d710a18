import { BadRequest } from './problem.ts';
import type { HttpEvent } from './HttpEvent.ts';

/** The JSON object of a request. What is in it is for the store to judge. @throws BadRequest */
export function bodyOf({ body = '', isBase64Encoded = false }: HttpEvent): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    value = JSON.parse(isBase64Encoded ? decoder.decode(Buffer.from(body, 'base64')) : body);
  } catch {
    throw new BadRequest(400, 'The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadRequest(400, 'The body is no JSON object.');
  }
  return value as Readonly<Record<string, unknown>>;
}
