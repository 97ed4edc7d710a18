import { parseEnvelope } from './layout.ts';

/** The version of the data key that an envelope says it was sealed under; undefined for what is no envelope of a record. Not believed. */
export function keyVersionOf(envelope: Uint8Array): number | undefined {
  return parseEnvelope(envelope, 'record')?.keyVersion;
}
