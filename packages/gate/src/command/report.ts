import { renderReport } from '../renderReport.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import type { Terminal } from './Terminal.ts';

export interface ReportArguments {
  readonly root: string;
  readonly config: string;
  readonly print?: boolean;
}

/** Writes the trait report to its file, or prints it. */
export function report({ root, config, print = false }: ReportArguments, terminal: Terminal): ExitCode {
  const { file, text } = renderReport({ root, configuration: config, write: !print });
  if (print) terminal.out(text);
  else terminal.err(`${file} is written.\n`);
  return exitCodes.passed;
}
