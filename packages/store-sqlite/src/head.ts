import {
  refuseUnder,
  toHeld,
  type DialogueId,
  type Head,
  type Held,
  type HeldRow,
  type ResidedCall,
} from '@colloquy/core';
import type Database from 'better-sqlite3';
import { statement } from './statement.ts';

export const headSql =
  'SELECT n, commit_id AS commitId, header, auth, residence, move FROM heads WHERE dialogue_id = ?';

export type ReadHeld = (id: DialogueId) => Held;
export type ReadHead = (id: DialogueId) => Head | undefined;

/** Reads a head and what holds it. A head that is missing beside a log or records is for core to judge, on every backend alike. */
export function heldReader(database: Database.Database): ReadHeld {
  const head = statement<[DialogueId], HeldRow>(database, headSql);
  return (id) => toHeld(id, head.get(id));
}

/**
 * Reads a head for a call that a residence may forbid.
 *
 * @throws ColloquyError `dialogue_moved`, `dialogue_moving`
 */
export function headReader(readHeld: ReadHeld, call: ResidedCall): ReadHead {
  return (id) => {
    const { head, residence } = readHeld(id);
    refuseUnder(call, id, residence, head?.n ?? 0);
    return head;
  };
}
