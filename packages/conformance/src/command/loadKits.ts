import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AdapterKit } from '../kit/AdapterKit.ts';
import { measuredUnits } from '../kit/Metered.ts';
import type { ProviderKit, VaultKit } from '../kit/KeyKits.ts';
import type { Kits } from '../report/judgeKits.ts';

/** The module cannot be used. The message is for the person who wrote it. */
export class KitError extends Error {
  override readonly name = 'KitError';
}

/**
 * Loads the module that a person named, by path or package name, and takes its kits.
 *
 * @throws KitError
 */
export async function loadKits(name: string): Promise<Kits> {
  const exported = await load(name);
  const kit = kitFrom<AdapterKit>(
    exported['kit'] ?? exported['default'],
    'kit',
    ['durable', 'processes', 'stepped'],
    name,
  );
  checkAnalytics(kit, name);
  checkMeasures(kit, name);
  const providerKit = kitFrom<ProviderKit>(exported['providerKit'], 'providerKit', ['service'], name);
  checkFaults(providerKit, name);
  const vaultKit = kitFrom<VaultKit>(exported['vaultKit'], 'vaultKit', ['durable'], name);
  if (kit === undefined && providerKit === undefined && vaultKit === undefined) {
    const names = Object.keys(exported);
    const found = names.length === 0 ? 'nothing' : names.join(', ');
    throw new KitError(`${name} exports ${found}; export a kit as "kit", "providerKit" or "vaultKit" (see --help).`);
  }
  return {
    ...(kit === undefined ? {} : { kit }),
    ...(providerKit === undefined ? {} : { providerKit }),
    ...(vaultKit === undefined ? {} : { vaultKit }),
  };
}

async function load(name: string): Promise<Readonly<Record<string, unknown>>> {
  const path = resolve(name);
  const looksLikePath = name.startsWith('.') || name.startsWith('/') || /\.[cm]?[jt]s$/.test(name);
  if (looksLikePath && !existsSync(path)) throw new KitError(`There is no file ${path}.`);
  try {
    const specifier = existsSync(path) ? pathToFileURL(path).href : name;
    return (await import(specifier)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new KitError(`${name} cannot be loaded: ${reason}`, { cause: error });
  }
}

/** A word that no law knows would be judged as neither immediate nor absent. */
function checkAnalytics(kit: AdapterKit | undefined, module: string): void {
  const declared: unknown = kit?.capabilities.analytics;
  if (declared === undefined || declared === 'immediate' || declared === 'eventual') return;
  throw new KitError(`kit of ${module} is not a kit: capabilities.analytics must be immediate, eventual or absent.`);
}

/** Under another word what was measured would fit no budget. */
function checkMeasures(kit: AdapterKit | undefined, module: string): void {
  const declared: unknown = kit?.capabilities.measures;
  if (declared === undefined || measuredUnits.some((unit) => unit === declared)) return;
  const units = measuredUnits.join(', ');
  throw new KitError(`kit of ${module} is not a kit: capabilities.measures must be ${units} or absent.`);
}

/** The laws of a key provider follow from these, so their absence must not look like a capability. */
function checkFaults(kit: ProviderKit | undefined, module: string): void {
  if (kit === undefined) return;
  const { faults, callBound, requestsPerCall }: Readonly<Record<string, unknown>> = { ...kit.capabilities };
  const wrong = [
    typeof faults === 'object' && faults !== null ? [] : ['capabilities.faults must say how each fault is produced'],
    typeof callBound === 'number' ? [] : ['capabilities.callBound must be a number of milliseconds'],
    typeof requestsPerCall === 'number' ? [] : ['capabilities.requestsPerCall must be a number'],
  ].flat();
  if (wrong.length > 0) throw new KitError(`providerKit of ${module} is not a kit: ${wrong.join('; ')}.`);
}

/** Checks the shape as far as a mistake would otherwise show as a riddle later. */
function kitFrom<K extends { readonly name: string }>(
  value: unknown,
  as: string,
  capabilities: readonly string[],
  module: string,
): K | undefined {
  if (value === undefined) return undefined;
  const faults = faultsOf(value, capabilities);
  if (faults.length > 0) throw new KitError(`${as} of ${module} is not a kit: ${faults.join('; ')}.`);
  return value as K;
}

function faultsOf(value: unknown, names: readonly string[]): readonly string[] {
  if (typeof value !== 'object' || value === null)
    return [`it is ${value === null ? 'null' : `a ${typeof value}`}, not an object`];
  const { name, capabilities, create } = value as Readonly<Record<string, unknown>>;
  const faults: string[] = [];
  if (typeof name !== 'string' || name === '') faults.push('name must be a text');
  if (typeof create !== 'function') faults.push('create must be a function that opens a fixture');
  if (typeof capabilities !== 'object' || capabilities === null) {
    return [...faults, `capabilities must be an object with ${names.join(', ')}`];
  }
  for (const capability of names) {
    const declared = (capabilities as Readonly<Record<string, unknown>>)[capability];
    if (typeof declared !== 'boolean') faults.push(`capabilities.${capability} must be true or false`);
  }
  return faults;
}
