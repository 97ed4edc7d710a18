import { utf8Length, type DialogueId, type LogEntry, type StoredRecord } from '@colloquy/core';

/** A number has at most 38 digits, two in a byte, and a byte more. */
const numberBytes = 21;

/** A list or map, whatever is in it; and each of its elements besides. */
const containerBytes = 3;
const elementBytes = 1;

/**
 * Bytes of a value as DynamoDB counts them, rounded up: numbers and booleans as large as they can be.
 *
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function valueBytes(value: unknown): number {
  if (typeof value === 'string') return utf8Length(value);
  if (value instanceof Uint8Array) return value.byteLength;
  if (Array.isArray(value))
    return value.reduce<number>((sum, each) => sum + elementBytes + valueBytes(each), containerBytes);
  if (typeof value !== 'object' || value === null) return numberBytes;
  return Object.entries(value).reduce(
    (sum, [name, each]) => sum + elementBytes + utf8Length(name) + valueBytes(each),
    containerBytes,
  );
}

/** Names and values of the keys of an index, but for what they repeat of the record. */
const indexBytes = 128;

/**
 * At least what any service stores of a record. DynamoDB stores the most: names of attributes, the id as part of the key, and status,
 * creation and key once more where an index lists the record.
 */
export function recordBytes(id: DialogueId, record: StoredRecord): number {
  const { key, digest, attributes, envelope } = record;
  const stored = { pk: `dialogue#${id}`, sk: key, key, digest, attributes, envelope };
  return valueBytes(stored) + indexBytes + valueBytes(attributes) + key.length + id.length;
}

/** At least what any service stores of an entry of the log; a head is smaller. */
export function entryBytes(id: DialogueId, { n, commitId, header, body, auth }: LogEntry): number {
  return valueBytes({ pk: `dialogue#${id}`, sk: String(n).padStart(16, '0'), n, commitId, header, body, auth });
}
