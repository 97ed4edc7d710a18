import { judgeValue, type Reading } from './judgeValue.ts';
import type { ConfigurationFault, Layer } from './Layer.ts';
import { choosers, sectionOf, settings, type Setting } from './settings.ts';

/** The one version of the form. */
const formVersion = 1;

interface Scope {
  readonly origin: string;
  readonly reading: Reading;
  readonly given: Layer['given'][number][];
  readonly faults: ConfigurationFault[];
}

/**
 * Reads an object of the form of the file: strictly, and with every fault at once.
 *
 * @param versioned a file says its version; code does not
 */
export function readObject(origin: string, object: unknown, reading: Reading, versioned: boolean): Layer {
  const scope: Scope = { origin, reading, given: [], faults: [] };
  const { given, faults } = scope;
  if (!isObject(object)) {
    faults.push({ origin, path: '', message: 'must be an object' });
    return scope;
  }
  const { version, ...rest } = object;
  if (versioned && version !== formVersion) {
    const newer = typeof version === 'number' && version > formVersion;
    const message = newer ? 'is that of a newer release' : `must be ${formVersion}`;
    // What another version would mean is not known here, so nothing else of it is judged.
    faults.push({ origin, path: 'version', message });
    return scope;
  }
  for (const [key, value] of Object.entries(versioned ? rest : object)) {
    if (value === undefined) continue;
    if (key === 'backend' || key === 'keys') readSection(key, value, scope);
    else readSetting(key, value, undefined, scope);
  }
  return { origin, given, faults };
}

function readSection(section: 'backend' | 'keys', value: unknown, scope: Scope): void {
  if (!isObject(value)) {
    scope.faults.push({ origin: scope.origin, path: section, message: 'must be an object' });
    return;
  }
  const chosen = value[choosers[section].slice(section.length + 1)];
  for (const [key, each] of Object.entries(value)) {
    if (each !== undefined)
      readSetting(`${section}.${key}`, each, typeof chosen === 'string' ? chosen : undefined, scope);
  }
}

function readSetting(path: string, value: unknown, chosen: string | undefined, scope: Scope): void {
  const { origin, reading, given, faults } = scope;
  const named = settings.filter((setting) => setting.path === path);
  const setting =
    named.find(({ of }) => of === undefined || of === chosen) ?? (chosen === undefined ? named[0] : undefined);
  if (setting === undefined) {
    faults.push({ origin, path, message: unknown(path, named, chosen) });
    return;
  }
  const judged = judgeValue(setting, value, reading);
  if ('fault' in judged) faults.push({ origin, path, message: judged.fault });
  else given.push({ path, of: chosen, value: judged.value, origin });
}

/** Says what would have been known in its place. */
function unknown(path: string, named: readonly Setting[], chosen: string | undefined): string {
  const section = sectionOf(path);
  const owners = named.map(({ of }) => of).join(' and ');
  if (owners !== '') return `belongs to ${owners}, and this is ${chosen ?? ''}: exactly one backend is active`;
  const known = settings.filter((setting) => {
    return sectionOf(setting.path) === section && (setting.of === undefined || setting.of === chosen);
  });
  const names = known.map((setting) => setting.path.slice(section === undefined ? 0 : section.length + 1));
  const sections = section === undefined ? ['version', ...names, 'backend', 'keys'] : names;
  return `is not known; known are ${sections.join(', ')}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
