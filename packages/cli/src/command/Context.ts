import type { MovedNotice } from '@colloquy/core';
import {
  openBackend,
  openColloquy,
  resolveBackendConfiguration,
  type BackendConfiguration,
  type CodeSettings,
  type Colloquy,
  type ConfigurationOptions,
  type OpenBackend,
} from '@colloquy/factory';
import { noticeJson, noticeLines } from '../report/moved.ts';
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
  /**
   * Opens the active store. Never makes anything.
   *
   * @param onMoved is told of a dialogue that has left the store and is read all the same; default: a notice on standard error
   */
  open(settings?: CodeSettings, onMoved?: (notice: MovedNotice) => void): Promise<Colloquy>;
  /** Opens the active backend without keys, read-only. */
  openWithoutKeys(): Promise<OpenBackend>;
  /** What it is opened from; keys and tenant may be missing. */
  configuration(): BackendConfiguration;
}

export function contextOf({ config, json, ndjson, color }: CommonOptions, signal: AbortSignal): Context {
  if (json === true && ndjson === true) throw new UsageError('Give either --json or --ndjson.');
  const format: Format = json === true ? 'json' : ndjson === true ? 'ndjson' : 'text';
  const where: ConfigurationOptions = config === undefined ? {} : { file: config };
  const output = new Output({ format, colour: color });
  const tell = (notice: MovedNotice): void => {
    output.note(format === 'text' ? noticeLines(output.margin, notice) : [noticeJson(notice)]);
  };
  return {
    output,
    signal,
    where,
    configuration: () => resolveBackendConfiguration(where),
    open: async (settings, onMoved = tell) =>
      openColloquy({ ...where, signal, onMoved, ...(settings === undefined ? {} : { settings }) }),
    openWithoutKeys: async () =>
      openBackend(resolveBackendConfiguration({ ...where, settings: { readOnly: true } }), { signal }),
  };
}
