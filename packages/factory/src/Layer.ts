import { ColloquyError } from '@colloquy/core';

/** One thing that is wrong with a configuration. Never repeats a value: it may be a secret in the wrong place. */
export interface ConfigurationFault {
  /** A file, the name of an environment variable, or `code`. */
  readonly origin: string;
  /** The setting: `backend.path`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** What a setting can be. */
export type SettingValue = string | number | boolean | readonly string[];

/** A value that somebody has set. */
export interface Given {
  /** A text, a number, a flag or a list of texts; for paths absolute; for secrets the secret itself. */
  readonly value: SettingValue;
  readonly origin: string;
}

/** What one source has set. Sources do not know which backend is active, so that settings are kept by path and owner. */
export interface Layer {
  readonly origin: string;
  /** By path; a path that several members have (`keys.vault`) is told apart by the variable it stands under, else it is of any. */
  readonly given: readonly (Given & { readonly path: string; readonly of: string | undefined })[];
  readonly faults: readonly ConfigurationFault[];
}

/** @returns the error that carries every fault */
export function configurationError(faults: readonly ConfigurationFault[]): ColloquyError {
  const lines = faults.map(({ origin, path, message }) => `${path === '' ? origin : `${origin}: ${path}`} ${message}`);
  const count = faults.length === 1 ? 'is 1 fault' : `are ${faults.length} faults`;
  return new ColloquyError(
    'configuration_invalid',
    `There ${count} in the configuration; nothing was opened.\n${lines.join('\n')}`,
    { context: { faults } },
  );
}
