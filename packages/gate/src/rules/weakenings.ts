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
    // The class "index" is for analytics traits, and the rules of scope are for partition traits.
    const isLooser = is.kind !== was.kind && is.kind !== 'partition' && was.kind !== 'analytics';
    return [
      ...(isLooser ? moved([...path, 'kind'], was.kind, is.kind) : []),
      ...(is.floor < was.floor ? moved([...path, 'floor'], String(was.floor), String(is.floor)) : []),
      ...dropped([...path, 'proofs'], was.proofs, is.proofs),
    ];
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
 * A limit that differs is weaker unless each of its parts is as tight as it was. One that is set anew, or no longer set, is judged as weaker: it takes the place of a
 * built-in limit, or gives way to it, and a decision says why.
 */
function limits(before: Configuration['limits'], after: Configuration['limits']): readonly Weakening[] {
  const found: Weakening[] = [];
  for (const access of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [get(before, access) ?? {}, get(after, access) ?? {}];
    for (const unit of new Set([...Object.keys(was), ...Object.keys(is)])) {
      const path = ['limits', access, unit];
      const [old, now] = [get(was, unit), get(is, unit)];
      if (old === undefined) found.push({ path, message: 'is set, and was built in' });
      else if (now === undefined) found.push({ path, message: 'is built in, and was set' });
      else {
        if (now.constant > old.constant)
          found.push({ path, message: `allows ${now.constant}, and allowed ${old.constant}` });
        for (const [variable, least] of Object.entries(now.growth)) {
          const oldLeast = get(old.growth, variable);
          if (oldLeast === undefined) found.push({ path, message: `allows growth with ${variable}` });
          else if (least < oldLeast) {
            found.push({ path, message: `allows one for ${least} ${variable}, and allowed one for ${oldLeast}` });
          }
        }
      }
    }
  }
  return found;
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
    ...limits(before.limits, after.limits),
    ...paths.flatMap((path) => moved([path], before[path], after[path])),
  ];
}
