import { parseArgs } from 'node:util';
import type { Replay } from '../suite/LawContext.ts';

/** The command line was not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface Arguments {
  readonly kit: string;
  readonly filter?: string;
  readonly seed?: number;
  readonly runs?: number;
  readonly replay?: Replay;
  readonly mutants: boolean;
  readonly measure: boolean;
  readonly report?: string;
  /** Folders, as they were named. */
  readonly sources: readonly string[];
}

const options = {
  kit: { type: 'string' },
  filter: { type: 'string' },
  seed: { type: 'string' },
  runs: { type: 'string' },
  path: { type: 'string' },
  commands: { type: 'string' },
  mutants: { type: 'boolean', default: false },
  measure: { type: 'boolean', default: false },
  report: { type: 'string' },
  sources: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const;

/** @throws UsageError with what is wrong and what to write instead */
export function parseArguments(args: readonly string[]): Arguments | 'help' | 'version' {
  const values = read(args);
  if (values.help) return 'help';
  if (values.version) return 'version';
  const { kit, filter, path, commands, report, mutants, measure, sources = [] } = values;
  if (kit === undefined || kit === '') throw new UsageError('--kit is missing: name the module that exports the kit.');
  if (commands !== undefined && path === undefined) throw new UsageError('--commands goes together with --path.');
  const seed = integer('--seed', values.seed, -(2 ** 31), 2 ** 31 - 1);
  const runs = integer('--runs', values.runs, 1, 1_000_000);
  return {
    kit,
    mutants,
    measure,
    sources,
    ...(filter === undefined ? {} : { filter }),
    ...(seed === undefined ? {} : { seed }),
    ...(runs === undefined ? {} : { runs }),
    ...(report === undefined ? {} : { report }),
    ...(path === undefined ? {} : { replay: { path, ...(commands === undefined ? {} : { commands }) } }),
  };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function integer(name: string, text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = /^-?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${name} is an integer from ${least} to ${most}, not ${JSON.stringify(text)}.`);
}
