import { dirname, resolve } from 'node:path';
import { compareAscii, localRegisterDirectory } from '@colloquy/core';
import type { Backend, BackendConfiguration, Configuration, KeySettings } from './Configuration.ts';
import { configurationError, type ConfigurationFault, type Given, type Layer } from './Layer.ts';
import { configurationFileName, readConfigurationFile } from './readFile.ts';
import { readEnvironment } from './readEnvironment.ts';
import { readObject } from './readObject.ts';
import { choosers, fileVariable, sectionOf, settings } from './settings.ts';

type Overrides<T> = T extends { readonly name: unknown } | { readonly provider: unknown } ? Partial<T> : never;

/** A secret of the file, as code may give it too. */
export interface FromEnvironment {
  readonly env: string;
}

/** What code sets: it goes over environment and file. Relative paths start from the current folder. */
export interface CodeSettings {
  readonly backend?: Overrides<Exclude<Backend, { readonly name: 'postgres' }>> | PostgresOverrides;
  readonly keys?: Overrides<KeySettings>;
  readonly tenant?: string;
  readonly actor?: string;
  readonly name?: string;
  readonly movers?: readonly string[];
  readonly moves?: string;
  readonly readOnly?: boolean;
  readonly audit?: string;
}

type PostgresBackend = Extract<Backend, { readonly name: 'postgres' }>;
export type PostgresOverrides = Partial<Omit<PostgresBackend, 'url'>> & { readonly url?: string | FromEnvironment };

export interface ConfigurationOptions {
  /** The file, which must then be there; false: none. Default: what `COLLOQUY_CONFIG` names, else `colloquy.json` in the current folder if it is there. */
  readonly file?: string | false;
  /** Default `process.env`; `{}` for none. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * False: no variable sets anything; one that the file names for a secret is read. For a store that is not the one active one of this
   * process. Default true.
   */
  readonly variables?: boolean;
  /** What goes over both. */
  readonly settings?: CodeSettings;
  /** Where relative paths of environment and code start, and `colloquy.json` is looked for. Default: the current folder. */
  readonly folder?: string;
}

/**
 * What a file, the environment and code have come to. Code goes over the environment, the environment over the file, the file over
 * defaults, setting by setting. A source that names another backend (or another key provider) than those below it leaves nothing of
 * theirs: settings of two backends are never mixed.
 *
 * @throws ColloquyError `configuration_invalid`, whose `context.faults` are all that is wrong, with their places
 * @example
 * const { backend, origins } = resolveConfiguration();
 * console.log(backend.name, origins.get('backend.name')); // 'sqlite', '/srv/app/colloquy.json'
 */
export function resolveConfiguration(options: ConfigurationOptions = {}): Configuration {
  // Demanded, so it is there.
  return resolved(options, ['backend', 'keys']) as Configuration;
}

/**
 * {@link resolveConfiguration} for what is done without any key: keys and tenant may be missing.
 *
 * @throws ColloquyError `configuration_invalid`
 * @example
 * await using backend = await openBackend(resolveBackendConfiguration({ file: 'colloquy.json' }));
 */
export function resolveBackendConfiguration(options: ConfigurationOptions = {}): BackendConfiguration {
  return resolved(options, ['backend']);
}

function resolved(options: ConfigurationOptions, needed: readonly ('backend' | 'keys')[]): BackendConfiguration {
  const { environment = process.env, folder = process.cwd(), settings: code = {}, variables = true } = options;
  const faults: ConfigurationFault[] = [];
  const variable = variables ? environment[fileVariable] : undefined;
  const named = options.file ?? (variable === '' ? undefined : variable);
  const path = named === false ? undefined : resolve(folder, named ?? configurationFileName);
  const file = path === undefined ? undefined : readConfigurationFile(path, environment, named !== undefined);
  const reading = { folder: resolve(folder), environment };
  // Strongest first.
  const layers = [
    readObject('code', code, reading, false),
    variables ? readEnvironment(reading) : undefined,
    file,
  ].filter((layer) => layer !== undefined);
  for (const layer of layers) faults.push(...layer.faults);
  const given = new Map<string, Given>();
  for (const setting of settings) {
    if (setting.of !== undefined) continue;
    const first = layers.flatMap((layer) => layer.given).find((each) => each.path === setting.path);
    if (first !== undefined) given.set(setting.path, first);
  }
  for (const section of ['backend', 'keys'] as const) {
    take(section, layers, given, faults, needed.includes(section));
  }
  if (needed.includes('keys') && !given.has('tenant') && !faults.some((fault) => fault.path === 'tenant')) {
    faults.push({ origin: 'configuration', path: 'tenant', message: 'is missing; COLLOQUY_TENANT sets it' });
  }
  if (faults.length > 0) throw configurationError(told(faults, path, file !== undefined));
  return assembled(given, file === undefined ? undefined : path);
}

/**
 * Where the file itself could not be read, what else is missing may stand in it, and is not told; where there is none, that is told with
 * what is missing.
 */
function told(
  faults: readonly ConfigurationFault[],
  path: string | undefined,
  isThere: boolean,
): readonly ConfigurationFault[] {
  const isMissing = ({ origin }: ConfigurationFault): boolean => origin === 'configuration';
  if (faults.some((fault) => fault.origin === path && fault.path === '')) return faults.filter((f) => !isMissing(f));
  if (isThere || path === undefined) return faults;
  return faults.map((f) =>
    isMissing(f) && f.path === choosers.backend ? { ...f, message: `${f.message}; there is no ${path}` } : f,
  );
}

/** Takes the settings of the member that is chosen in a section, and tells what does not belong to it and what it lacks. */
function take(
  section: 'backend' | 'keys',
  layers: readonly Layer[],
  given: Map<string, Given>,
  faults: ConfigurationFault[],
  needed: boolean,
): void {
  const chooser = choosers[section];
  const chosen = given.get(chooser)?.value;
  const settingsOf = ({ given: all }: Layer): Layer['given'] =>
    all.filter(({ path }) => sectionOf(path) === section && path !== chooser);
  if (chosen === undefined) {
    const isFaulty = faults.some(({ path }) => path === chooser || path === section);
    const setting = settings.find(({ path }) => path === chooser);
    const members = Array.isArray(setting?.kind) ? setting.kind.join(', ') : '';
    if ((needed || layers.some((layer) => settingsOf(layer).length > 0)) && !isFaulty) {
      const message = `is missing: one of ${members}; ${setting?.variable ?? ''} sets it`;
      faults.push({ origin: 'configuration', path: chooser, message });
    }
    return;
  }
  for (const layer of layers) {
    const own = settingsOf(layer);
    const choice = layer.given.find(({ path }) => path === chooser)?.value;
    // It speaks of another one, and cuts off what lies below it.
    if (choice !== undefined && choice !== chosen) break;
    for (const { of, path, value, origin } of own) {
      const owner: string | undefined = of ?? settings.find((each) => each.path === path && each.of === chosen)?.of;
      if (owner === chosen) {
        if (!given.has(path)) given.set(path, { value, origin });
        continue;
      }
      const other = owner ?? settings.find((each) => each.path === path)?.of ?? '';
      const message = `belongs to ${other}, and ${chooser} is ${String(chosen)}: exactly one is active`;
      faults.push({ origin, path, message });
    }
  }
  for (const { path, variable, of, required } of settings) {
    if (of !== chosen || required === undefined || given.has(path) || faults.some((fault) => fault.path === path))
      continue;
    faults.push({ origin: 'configuration', path, message: `is missing; ${variable} sets it` });
  }
}

function assembled(given: ReadonlyMap<string, Given>, file: string | undefined): BackendConfiguration {
  const section = (name: string): Record<string, unknown> | undefined => {
    const entries = [...given].filter(([path]) => path.startsWith(`${name}.`));
    return entries.length === 0
      ? undefined
      : Object.fromEntries(entries.map(([path, { value }]) => [path.slice(name.length + 1), value]));
  };
  const text = (path: string): string | undefined => given.get(path)?.value as string | undefined;
  const keys = section('keys') as unknown as KeySettings | undefined;
  const backend = section('backend') as unknown as Backend;
  const moves = text('moves') ?? (keys && defaultRegister(keys));
  const defaults = ['actor', 'movers', 'name', 'readOnly', ...(moves === undefined ? [] : ['moves'])].filter(
    (path) => !given.has(path),
  );
  const origins = [
    ...[...given].map(([path, { origin }]) => [path, origin] as const),
    ...defaults.map((path) => [path, 'default'] as const),
  ];
  // Each value was judged by its setting, and those that are required are there.
  return Object.freeze({
    backend,
    keys,
    tenant: text('tenant'),
    name: text('name') ?? backend.name,
    movers: (given.get('movers')?.value as readonly string[] | undefined) ?? [],
    moves,
    actor: text('actor') ?? 'unnamed',
    audit: text('audit'),
    readOnly: given.get('readOnly')?.value === true,
    file,
    origins: new Map(origins.sort(([a], [b]) => compareAscii(a, b))),
  });
}

/** Beside what it is about: whoever has the keys of the store reads it. */
function defaultRegister(keys: KeySettings): string {
  return localRegisterDirectory(keys.provider === 'local' ? keys.directory : dirname(keys.vault));
}
