import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Closable, Kit } from '../../../src/suite/Kit.ts';
import type { Law } from '../../../src/suite/Law.ts';
import type { LawContext } from '../../../src/suite/LawContext.ts';

/** A folder for audit files. */
export interface AuditFixture extends Closable {
  readonly folder: string;
  /** A file in a folder of its own that does not exist yet. */
  readonly path: string;
  /** The lines of the file, each without its newline; what follows the last newline is not one. */
  readonly lines: () => Promise<readonly string[]>;
}

export type AuditCapabilities = Readonly<Record<string, never>>;
export type AuditLaw = Law<AuditFixture, AuditCapabilities>;
export type AuditLawContext = LawContext<AuditFixture, AuditCapabilities>;

export const auditKit: Kit<AuditFixture, AuditCapabilities> = {
  name: 'crypto audit',
  capabilities: {},
  create: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'colloquy-audit-'));
    const path = join(folder, 'audit', 'crypto.jsonl');
    return {
      folder,
      path,
      lines: async () => (await readFile(path, 'latin1')).split('\n').slice(0, -1),
      close: async () => rm(folder, { recursive: true, force: true }),
    };
  },
};
