import type { IncomingHttpHeaders } from 'node:http';
import { KmsError } from './KmsError.ts';

/** The members of a JSON object, none of them trusted. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Who sends a request, for which Region, and what it asks for. */
export interface RequestHead {
  readonly operation: string;
  readonly principal: string;
  readonly region: string;
}

const authorization =
  /^AWS4-HMAC-SHA256 Credential=([A-Za-z0-9]{1,128})\/\d{8}\/([a-z0-9-]{1,64})\/kms\/aws4_request, ?SignedHeaders=[a-z0-9;-]+, ?Signature=[0-9a-f]{64}$/;

/**
 * What the headers say. They must have the shape of AWS JSON 1.1 under Signature Version 4; the signature itself is not verified.
 *
 * @throws KmsError
 */
export function readHead(method: string | undefined, headers: IncomingHttpHeaders): RequestHead {
  const target = /^TrentService\.([A-Za-z]{1,64})$/.exec(String(headers['x-amz-target']))?.[1];
  if (method !== 'POST' || target === undefined) throw new KmsError('UnknownOperationException', '');
  if (headers['content-type'] !== 'application/x-amz-json-1.1') {
    throw new KmsError('UnknownOperationException', 'Content-Type is not application/x-amz-json-1.1');
  }
  const signed = authorization.exec(headers.authorization ?? '');
  if (signed === null || !/^\d{8}T\d{6}Z$/.test(String(headers['x-amz-date']))) {
    throw new KmsError('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  return { operation: target, principal: signed[1] ?? '', region: signed[2] ?? '' };
}

/** @throws KmsError when the text is not a JSON object */
export function readBody(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Falls through to the one answer for all that is no object.
  }
  throw new KmsError('SerializationException', '');
}

/** A text member, or undefined when it is absent. @throws KmsError when it is something else */
export function textIn(input: JsonObject, name: string): string | undefined {
  const value = input[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new KmsError('SerializationException', `${name} is not a string`);
  return value;
}

/** @throws KmsError */
export function neededText(input: JsonObject, name: string): string {
  const value = textIn(input, name);
  if (value === undefined || value === '') {
    throw new KmsError('ValidationException', `1 validation error detected: Value at '${name}' must not be null`);
  }
  return value;
}

/** Bytes in base64. @throws KmsError */
export function neededBytes(input: JsonObject, name: string, limit: number): Uint8Array {
  const text = neededText(input, name);
  const bytes = new Uint8Array(Buffer.from(text, 'base64'));
  if (Buffer.from(bytes).toString('base64') !== text) {
    throw new KmsError('SerializationException', `${name} is not base64`);
  }
  if (bytes.length < 1 || bytes.length > limit) {
    throw new KmsError('ValidationException', `1 validation error detected: '${name}' must have length 1 to ${limit}`);
  }
  return bytes;
}

/** A map of texts; empty when it is absent. @throws KmsError */
export function textMap(input: JsonObject, name: string): Readonly<Record<string, string>> {
  const value = input[name] ?? {};
  if (typeof value !== 'object' || Object.values(value).some((each) => typeof each !== 'string')) {
    throw new KmsError('SerializationException', `${name} is not a map of strings`);
  }
  return value as Readonly<Record<string, string>>;
}

/** A list of texts; empty when it is absent. @throws KmsError */
export function textList(input: JsonObject, name: string): readonly string[] {
  const value = input[name] ?? [];
  if (!Array.isArray(value) || value.some((each) => typeof each !== 'string')) {
    throw new KmsError('SerializationException', `${name} is not a list of strings`);
  }
  return value as readonly string[];
}

/** Base64, as AWS JSON carries bytes. */
export function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
