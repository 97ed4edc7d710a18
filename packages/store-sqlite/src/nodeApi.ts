import { ColloquyError } from '@colloquy/core';

/** What better-sqlite3 13 is built against. Node has it from 22.14 on. */
const needed = 10;

/**
 * Refuses a Node on which the driver would crash the whole process as soon as it opens a database.
 *
 * @throws ColloquyError `cannot_open`
 */
export function requireNodeApi(place: string, found = process.versions['napi']): void {
  if (Number(found) >= needed) return;
  throw new ColloquyError(
    'cannot_open',
    `${place} cannot be opened on Node ${process.versions.node}: better-sqlite3 needs Node 22.14 or newer.`,
    { context: { place, nodeApi: found, needed } },
  );
}
