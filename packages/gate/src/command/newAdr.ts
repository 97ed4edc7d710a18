import { newDecision } from '../decisions/newDecision.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import type { Terminal } from './Terminal.ts';

export interface NewAdrArguments {
  readonly root: string;
  readonly config: string;
  readonly method: readonly string[];
  readonly title: string;
}

/** Begins a record and says where it lies. */
export function newAdr({ root, config, method, title }: NewAdrArguments, terminal: Terminal): ExitCode {
  const date = terminal.now().toISOString().slice(0, 10);
  const file = newDecision({ root, configuration: config, methods: method, title, date });
  terminal.out(`${file}\n`);
  terminal.err(
    'Answer its questions, fill in its front matter, and have it accepted: colloquy-gate check refuses it until then.\n',
  );
  return exitCodes.passed;
}
