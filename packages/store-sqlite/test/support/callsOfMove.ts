import type { DialogueId, MigrationPort } from '@colloquy/core';
import { key } from './commits.ts';
import { batch, entry, headAt, record, residence } from './residences.ts';

const importing = residence('importing');

const claim = { from: null, to: importing, head: null };
const rows = batch({
  entries: [entry(1), entry(2)],
  records: [record('claim#00#01')],
  removeEntries: [7],
  removeRecords: [key('claim#00#07')],
});
const activate = { from: importing, to: null, head: null, entry: entry(3) };
const leave = { from: null, to: residence('moved', 'two'), head: headAt(3), entry: entry(4) };
const purge = { from: leave.to, to: residence('purging', 'two'), head: headAt(4) };

interface CallOfMove {
  readonly make: (port: MigrationPort, id: DialogueId) => Promise<boolean>;
  /** In their transaction, BEGIN and COMMIT among them. */
  readonly statements: number;
}

/** The calls of one move that write, in the order in which they come: each stands upon the one before. */
export const callsOfMove = {
  claim: { make: async (port, id) => (await port.change(id, claim)).changed, statements: 2 + 3 },
  batch: { make: async (port, id) => (await port.writeBatch(id, importing, rows)).written, statements: 2 + 6 },
  activate: { make: async (port, id) => (await port.change(id, activate)).changed, statements: 2 + 4 },
  leave: { make: async (port, id) => (await port.change(id, leave)).changed, statements: 2 + 4 },
  purge: { make: async (port, id) => (await port.change(id, purge)).changed, statements: 2 + 2 },
} as const satisfies Record<string, CallOfMove>;

export function isCallOfMove(name: string): name is keyof typeof callsOfMove {
  return Object.hasOwn(callsOfMove, name);
}
