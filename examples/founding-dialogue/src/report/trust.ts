import { facts, heading, type Layout } from '@colloquy/cli';
import type { AuditReport, Checkpoint } from '@colloquy/core';

export interface Trust {
  /** The folder of keys and notes. */
  readonly keys: string;
  readonly audit: AuditReport;
  readonly checkpoint: Checkpoint;
}

/** What lies apart from the database, and what it is good for. */
export function trustLines(layout: Layout, { keys, audit, checkpoint }: Trust): readonly string[] {
  const sound = audit.findings.length === 0 ? 'no finding' : `${audit.findings.length} findings`;
  return [
    ...heading(layout, 'Beside the database'),
    ...facts(layout, [
      ['folder', keys],
      ['keys', 'key file and vault: without them the database tells no text'],
      ['audit', `${audit.events} uses of keys recorded, each with the hash of the one before; verified: ${sound}`],
      ['checkpoint', `a signed note that the log stands at n = ${checkpoint.n}: a shorter or rewritten one is found`],
    ]),
  ];
}
