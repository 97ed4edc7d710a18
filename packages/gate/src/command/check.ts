import { appendFileSync, writeFileSync } from 'node:fs';
import { assess } from '../assess.ts';
import { formatNames, formats, isFormatName, type FormatName } from '../formats/index.ts';
import type { Outcome } from '../model/Outcome.ts';
import { isReadRule } from '../rules/registry.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import { UsageError, type Terminal } from './Terminal.ts';

export interface CheckArguments {
  readonly root: string;
  readonly config: string;
  readonly against?: string;
  readonly format?: readonly string[];
  readonly today?: string;
}

/** Judges a change and writes what came of it in every format that was asked for. */
export async function check(
  { root, config, against, format = ['text'], today }: CheckArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const targets = format.map(targetOf);
  if (targets.filter(({ file }) => file === undefined).length > 1) {
    throw new UsageError('Only one format goes to standard output: give the others a file, as in sarif=gate.sarif.');
  }
  const outcome = await assess({
    root,
    configuration: config,
    today: today === undefined ? terminal.now().toISOString().slice(0, 10) : dayOf(today),
    ...(against === undefined ? {} : { against }),
  });
  for (const target of targets) write(target, outcome, terminal);
  if (outcome.findings.some(({ rule }) => isReadRule(rule))) return exitCodes.unreadable;
  return outcome.findings.length === 0 ? exitCodes.passed : exitCodes.refused;
}

interface Target {
  readonly name: FormatName;
  readonly file: string | undefined;
}

function targetOf(text: string): Target {
  const at = text.indexOf('=');
  const [name, file] = at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
  if (!isFormatName(name))
    throw new UsageError(`There is no format ${JSON.stringify(name)}: ${formatNames.join(', ')}.`);
  if (file === '') throw new UsageError(`--format ${name}= names no file.`);
  return { name, file };
}

function write({ name, file }: Target, outcome: Outcome, terminal: Terminal): void {
  const text = formats[name](outcome);
  if (file === undefined) {
    terminal.out(text);
    return;
  }
  try {
    // The summary of a job is one file for all of its steps.
    if (name === 'summary') appendFileSync(file, text);
    else writeFileSync(file, text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The ${name} cannot be written: ${reason}`, { cause: error });
  }
}

function dayOf(text: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (isDay && new Date(text).toISOString().startsWith(text)) return text;
  throw new UsageError(`--today is a day as YYYY-MM-DD, not ${JSON.stringify(text)}.`);
}
