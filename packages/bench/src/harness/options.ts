import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { scales, type Scale } from './scales.ts';

export interface BenchOptions {
  /** Names of benchmarks; empty: all. */
  readonly names: readonly string[];
  readonly scale: Scale;
  /** Where the figures go as JSON. */
  readonly json: string | undefined;
  readonly help: boolean;
}

/**
 * Reads the command line.
 *
 * @param folder what a relative file is relative to
 * @throws TypeError for an unknown option
 */
export function readOptions(args: readonly string[], folder: string): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      full: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.quick && values.full) throw new TypeError('Give --quick or --full, not both.');
  return {
    names: positionals,
    scale: values.quick ? scales.quick : scales.full,
    json: values.json === undefined ? undefined : resolve(folder, values.json),
    help: values.help,
  };
}
