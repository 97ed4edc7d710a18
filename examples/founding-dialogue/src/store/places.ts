import { join } from 'node:path';

/**
 * What lies in the folder of the keys beside key file and vault. In earnest each has a place of its own that whoever can write the database
 * cannot write: the audit, the notes, and the key that the notes are verified by.
 */
export function placesIn(keys: string) {
  return {
    audit: join(keys, 'audit', 'crypto.jsonl'),
    notes: join(keys, 'notes'),
    verifierKey: join(keys, 'notes.vkey'),
  } as const;
}
