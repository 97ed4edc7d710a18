import { formats } from '../formats/index.ts';
import type { Unreadable } from '../read/Unreadable.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import type { Terminal } from './Terminal.ts';

/** What could not be read, in the words of `check`. */
export function unreadable({ findings }: Unreadable, terminal: Terminal): ExitCode {
  const seen = { traits: 0, methods: 0, decisions: 0, clauses: 0, proofs: 0, measurements: 0 };
  terminal.err(formats.text({ findings, excepted: [], seen, base: undefined }));
  return exitCodes.unreadable;
}
