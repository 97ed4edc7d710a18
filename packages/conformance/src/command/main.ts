import { readFile, writeFile } from 'node:fs/promises';
import { judgeKits, type Kits } from '../report/judgeKits.ts';
import type { Report, SourcesReport } from '../report/Report.ts';
import { SourcesError } from '../report/sourcesDigest.ts';
import { help } from './help.ts';
import { KitError, loadKits } from './loadKits.ts';
import { parseArguments, UsageError, type Arguments } from './parseArguments.ts';
import { printable } from './printable.ts';
import { progressOn } from './progress.ts';
import { changedSources, readSources } from './readSources.ts';
import { summaryOf } from './summary.ts';

/** Where the command writes: data to `out`, everything else to `err`. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether `err` is a terminal, for progress. */
  readonly terminal: boolean;
}

/** The exit codes; `help.ts` says what they mean. */
export const exitCodes = { green: 0, failed: 1, usage: 2, unusable: 3 } as const;

/** The command `colloquy-conformance`. Answers with the exit code. */
export async function main(args: readonly string[], output: Output): Promise<number> {
  try {
    const parsed = parseArguments(args);
    if (parsed === 'help') {
      output.out(help);
      return exitCodes.green;
    }
    if (parsed === 'version') {
      output.out(`${await version()}\n`);
      return exitCodes.green;
    }
    // Before anything of them is loaded.
    const sources = await readSources(parsed.sources);
    const report = await judge(await loadKits(parsed.kit), parsed, sources, output);
    const changed = changedSources(sources, await readSources(parsed.sources));
    if (changed.length > 0) {
      output.err(printable(`Changed while it was judged: ${changed.join(', ')}. There is no report; run it again.\n`));
      return exitCodes.failed;
    }
    await deliver(report, parsed, output);
    return report.green ? exitCodes.green : exitCodes.failed;
  } catch (error) {
    if (error instanceof UsageError || error instanceof SourcesError) {
      output.err(`${printable(error.message)}\nTry colloquy-conformance --help.\n`);
      return exitCodes.usage;
    }
    if (error instanceof KitError) {
      output.err(`${printable(error.message)}\n`);
      return exitCodes.unusable;
    }
    throw error;
  }
}

async function judge(
  kits: Kits,
  parsed: Arguments,
  sources: readonly SourcesReport[],
  output: Output,
): Promise<Report> {
  const progress = progressOn(output);
  const { kit: _, report: __, ...settings } = parsed;
  const report = await judgeKits({ ...settings, sources, kits, progress: progress.step });
  progress.end();
  return report;
}

async function deliver(report: Report, { report: file }: Arguments, output: Output): Promise<void> {
  const json = `${JSON.stringify(report, null, 2)}\n`;
  const summary = `${summaryOf(report)}\n`;
  if (file === '-') {
    output.out(json);
    output.err(summary);
    return;
  }
  output.out(summary);
  if (file === undefined) return;
  try {
    await writeFile(file, json);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report cannot be written: ${reason}`, { cause: error });
  }
}

async function version(): Promise<string> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
