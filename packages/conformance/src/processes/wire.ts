import { ColloquyError, isColloquyError, type ErrorCode } from '@colloquy/core';

/**
 * Plain data as one line of JSON, between the suite and its processes: bytes, numbers that JSON lacks and errors come back as what
 * they were. Names with a `$` in front are its own.
 */
export function toWire(value: unknown): string {
  return JSON.stringify(encode(value));
}

/** What {@link toWire} was given. */
export function fromWire(line: string): unknown {
  return decode(JSON.parse(line) as unknown);
}

function encode(value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map(encode);
  if (value instanceof Error) return { $error: encodeError(value) };
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, encode(field)]));
}

function encodeError(error: Error): unknown {
  const { name, message, stack } = error;
  const code = isColloquyError(error) ? error.code : undefined;
  return { name, message, code, stack };
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(decode);
  if ('$bytes' in value) return new Uint8Array(Buffer.from(String(value.$bytes), 'base64'));
  if ('$number' in value) return Number(value.$number);
  if ('$error' in value) return decodeError(value.$error as EncodedError);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, decode(field)]));
}

interface EncodedError {
  readonly name: string;
  readonly message: string;
  readonly code?: ErrorCode;
  readonly stack?: string;
}

function decodeError({ name, message, code, stack }: EncodedError): Error {
  const error = code === undefined ? new Error(message) : new ColloquyError(code, message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
