import { join } from 'node:path';

/**
 * What lies beside a database and its keys. In earnest each has a place of its own that whoever can write the database cannot write: the
 * record of every use of a key, the signed notes, and the key that the notes are verified by.
 *
 * @param path of the database
 * @param keys folder of key file and vault
 */
export function placesOf(path: string, keys: string) {
  return {
    audit: join(auditDirectory(path), 'crypto.jsonl'),
    notes: join(keys, 'notes'),
    verifierKey: join(keys, 'notes.vkey'),
  } as const;
}

/** Apart from the keys: also an attempt to open without them is recorded, and makes nothing where they should be. */
export function auditDirectory(path: string): string {
  return `${path}.audit`;
}
