import {
  openBackend,
  openColloquy,
  resolveBackendConfiguration,
  type CodeSettings,
  type Colloquy,
  type ConfigurationOptions,
  type OpenBackend,
} from '@colloquy/factory';
import type { Format } from './Output.ts';
import { Output } from './Output.ts';
import { UsageError } from './UsageError.ts';

/** The options that every command has. */
export interface CommonOptions {
  readonly config?: string;
  readonly json?: boolean;
  readonly ndjson?: boolean;
  readonly color: boolean;
}

/** What a command works with. */
export interface Context {
  readonly output: Output;
  /** Aborted when a person interrupts. */
  readonly signal: AbortSignal;
  /** Where the configuration is: what the command line says goes over the environment. */
  readonly where: ConfigurationOptions;
  /** Opens the active store. Never makes anything. */
  open(settings?: CodeSettings): Promise<Colloquy>;
  /** Opens the active backend without keys, read-only. */
  openWithoutKeys(): Promise<OpenBackend>;
}

export function contextOf({ config, json, ndjson, color }: CommonOptions, signal: AbortSignal): Context {
  if (json === true && ndjson === true) throw new UsageError('Give either --json or --ndjson.');
  const format: Format = json === true ? 'json' : ndjson === true ? 'ndjson' : 'text';
  const where: ConfigurationOptions = config === undefined ? {} : { file: config };
  return {
    output: new Output({ format, colour: color }),
    signal,
    where,
    open: async (settings) => openColloquy({ ...where, signal, ...(settings === undefined ? {} : { settings }) }),
    openWithoutKeys: async () =>
      openBackend(resolveBackendConfiguration({ ...where, settings: { readOnly: true } }), { signal }),
  };
}
