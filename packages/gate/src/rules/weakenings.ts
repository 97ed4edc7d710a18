import { limitOf } from '../budget/limits.ts';
import { accessClasses } from '../model/Contract.ts';
import type { Configuration } from '../read/configuration.ts';

/** A setting that demands less than it did. */
export interface Weakening {
  /** From the root of the configuration: `['traits', 'PartitionStore', 'floor']`. */
  readonly path: readonly string[];
  /** What became of it. */
  readonly message: string;
}

type Table<Value> = Readonly<Record<string, Value>>;

function get<Value>(table: Table<Value>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** What is in the first list and not in the second. */
function missing(from: readonly string[], to: readonly string[]): readonly string[] {
  return from.filter((text) => !to.includes(text));
}

function dropped(path: readonly string[], before: readonly string[], after: readonly string[]): readonly Weakening[] {
  const texts = missing(before, after);
  return texts.length === 0 ? [] : [{ path, message: `no longer has ${texts.join(', ')}` }];
}

function moved(path: readonly string[], before: string, after: string): readonly Weakening[] {
  return before === after ? [] : [{ path, message: `was ${before}, and is ${after}` }];
}

function traits(before: Configuration['traits'], after: Configuration['traits']): readonly Weakening[] {
  return Object.entries(before).flatMap(([name, was]) => {
    const path = ['traits', name];
    const is = get(after, name);
    if (is === undefined) return [{ path, message: 'is no longer listed' }];
    // The class "index" is for analytics traits, "scan" for service traits, and the rules of scope are for partition traits.
    const isLooser = is.kind !== was.kind && is.kind !== 'partition';
    return [
      ...(isLooser ? moved([...path, 'kind'], was.kind, is.kind) : []),
      ...(is.floor < was.floor ? moved([...path, 'floor'], String(was.floor), String(is.floor)) : []),
      ...dropped([...path, 'proofs'], was.proofs, is.proofs),
    ];
  });
}

/** A trait that comes to the list under lighter rules than partition traits are under, or with fewer proofs than one of them: what is refused there would be put here. */
function newTraits(before: Configuration['traits'], after: Configuration['traits']): readonly Weakening[] {
  const owed = new Set(
    Object.values(before)
      .filter(({ kind }) => kind === 'partition')
      .flatMap((trait) => trait.proofs),
  );
  return missing(Object.keys(after), Object.keys(before)).flatMap((name): readonly Weakening[] => {
    const { kind, proofs: listed } = after[name] ?? { kind: undefined, proofs: [] };
    if (kind !== 'partition')
      return [{ path: ['traits', name, 'kind'], message: `is ${kind ?? 'none'}, of a trait that is new` }];
    const fewer = missing([...owed], listed);
    const message = `does not have ${fewer.join(', ')}, which other partition traits have`;
    return fewer.length === 0 ? [] : [{ path: ['traits', name, 'proofs'], message }];
  });
}

function proofs(before: Configuration['proofs'], after: Configuration['proofs']): readonly Weakening[] {
  return Object.entries(before).flatMap(([name, was]) => {
    const path = ['proofs', name];
    const is = get(after, name);
    if (is === undefined) return [{ path, message: 'is no longer listed' }];
    return [
      ...dropped([...path, 'sources'], was.sources, is.sources),
      ...dropped([...path, 'measures'], was.measures, is.measures),
    ];
  });
}

/**
 * A limit is what it comes to, set or built in: one that is set as tight as the built-in one is no weakening, and one that is taken out may be.
 */
function limits(before: Configuration, after: Configuration): readonly Weakening[] {
  return accessClasses.flatMap((access) => {
    const units = new Set([before, after].flatMap((side) => Object.keys(get(side.limits, access) ?? {})));
    return [...units].flatMap((unit) => {
      const [was, is] = [limitOf(access, unit, before), limitOf(access, unit, after)];
      const looser: string[] = [];
      if (is.constant > was.constant) looser.push(`allows ${is.constant}, and allowed ${was.constant}`);
      for (const [variable, least] of Object.entries(is.growth)) {
        const old = get(was.growth, variable);
        if (old === undefined) looser.push(`allows growth with ${variable}`);
        else if (least < old) looser.push(`allows one for ${least} ${variable}, and allowed one for ${old}`);
      }
      return looser.length === 0 ? [] : [{ path: ['limits', access, unit], message: looser.join('; ') }];
    });
  });
}

/** True when one folder is another or lies below it. */
function isWithin(folder: string, other: string): boolean {
  return `${folder}/`.startsWith(other.endsWith('/') ? other : `${other}/`);
}

/** Every setting that demands less in `after` than in `before`. What is added, raised or narrowed is none. */
export function weakenings(before: Configuration, after: Configuration): readonly Weakening[] {
  const opened = after.opaque.filter((folder) => !before.opaque.some((other) => isWithin(folder, other)));
  const foreign = Object.entries(after.foreignTypes).flatMap(([type, names]) => {
    const added = missing(names, get(before.foreignTypes, type) ?? []);
    return added.length === 0 ? [] : [{ path: ['foreignTypes', type], message: `is allowed to ${added.join(', ')}` }];
  });
  const paths = ['dialogueId', 'marker', 'decisions', 'changes', 'traitReport', 'exceptions', 'owners'] as const;
  return [
    ...traits(before.traits, after.traits),
    ...newTraits(before.traits, after.traits),
    ...dropped(['traitFolders'], before.traitFolders, after.traitFolders),
    ...missing(Object.keys(after.notTraits), Object.keys(before.notTraits)).map((name) => ({
      path: ['notTraits', name],
      message: 'is no trait any more, or not to be one',
    })),
    ...(opened.length === 0 ? [] : [{ path: ['opaque'], message: `is widened by ${opened.join(', ')}` }]),
    ...foreign,
    ...dropped(['clauses', 'registry'], before.clauses.registry, after.clauses.registry),
    ...dropped(['clauses', 'documents'], before.clauses.documents, after.clauses.documents),
    ...proofs(before.proofs, after.proofs),
    ...limits(before, after),
    ...paths.flatMap((path) => moved([path], before[path], after[path])),
  ];
}
