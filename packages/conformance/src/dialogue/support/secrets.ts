import { inspect } from 'node:util';
import { hexOf } from './spec.ts';

/** Something that must not be found anywhere, by a name for messages. */
export interface Secret {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The forms in which bytes are written down: as they are, hexadecimal, base64 and base64url at each offset, JSON text, UTF-16. */
export function formsOf({ bytes }: Secret): readonly Buffer[] {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString('utf8');
  const isText = Buffer.compare(Buffer.from(text), buffer) === 0;
  const base64 = [0, 1, 2].flatMap((skip) => {
    // Whole groups of three bytes, so that the neighbours of the secret do not show in its form.
    const whole = buffer.subarray(skip, skip + Math.floor((buffer.byteLength - skip) / 3) * 3);
    return whole.byteLength < 9 ? [] : [whole.toString('base64'), whole.toString('base64url')];
  });
  const texts = [
    buffer.toString('hex'),
    buffer.toString('hex').toUpperCase(),
    ...base64,
    ...(isText ? [JSON.stringify(text).slice(1, -1), encodeURIComponent(text.toWellFormed())] : []),
  ];
  return [buffer, ...(isText ? [Buffer.from(text, 'utf16le')] : []), ...texts.map((each) => Buffer.from(each))];
}

/** The names of the secrets that are found in some bytes, in any form. */
export function foundIn(haystack: Uint8Array, secrets: readonly Secret[]): readonly string[] {
  const bytes = Buffer.from(haystack.buffer, haystack.byteOffset, haystack.byteLength);
  return secrets.filter((secret) => formsOf(secret).some((form) => bytes.includes(form))).map(({ name }) => name);
}

/** Everything that can be read off an error: message, stack, context, causes, JSON, and what `util.inspect` shows of it. */
export function everythingOf(error: unknown): Uint8Array {
  const seen = new Set<unknown>();
  const parts: string[] = [
    inspect(error, { depth: 30, showHidden: true, maxArrayLength: null, maxStringLength: null }),
  ];
  const walk = (value: unknown): void => {
    if (seen.has(value)) return;
    seen.add(value);
    if (typeof value === 'string') parts.push(value);
    if (value instanceof Uint8Array) parts.push(hexOf(value), Buffer.from(value).toString('latin1'));
    if (typeof value !== 'object' || value === null) return;
    if (value instanceof Error) {
      parts.push(value.message, String(value.stack), JSON.stringify(value));
      walk(value.cause);
    }
    for (const name of Reflect.ownKeys(value)) walk((value as Readonly<Record<PropertyKey, unknown>>)[name]);
  };
  walk(error);
  return new Uint8Array(Buffer.from(parts.join('\n')));
}
