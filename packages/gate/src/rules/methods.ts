import type { Bound, ContractEntry } from '../model/Contract.ts';
import type { Change } from '../model/Change.ts';
import type { Side } from '../model/Side.ts';
import type { Method } from '../model/Trait.ts';
import { byCodeUnits } from '../read/byCodeUnits.ts';
import { relaxedSettings } from './records.ts';

/** `Trait.method`: how decisions, exceptions and the changelog name it. */
export function nameOf({ trait, name }: Method): string {
  return `${trait}.${name}`;
}

/** The methods of one side, by name. */
export function methodsOf({ traits }: Side): ReadonlyMap<string, Method> {
  return new Map(traits.flatMap(({ methods }) => methods.map((method) => [nameOf(method), method] as const)));
}

/** Names of everything that a side has, as `Trait.method`: what is no plain method is there too, and found by TRAIT-02. */
export function namesOf({ traits }: Side): ReadonlySet<string> {
  return new Set(
    traits.flatMap((trait) => [...trait.methods, ...trait.oddMembers].map(({ name }) => `${trait.name}.${name}`)),
  );
}

/** What the contract says about a method, or undefined. */
export function entryOf({ contracts }: Side, { trait, name }: Method): ContractEntry | undefined {
  return contracts.find((contract) => contract.trait === trait)?.entries.find(({ method }) => method === name);
}

/** New: not at the base. Without a base every method is new. */
export function isNew({ base }: Change, method: Method): boolean {
  return base === undefined || !methodsOf(base).has(nameOf(method));
}

/** The layout of a formula, and the order of its cases, are nobody's promise. */
function normalized(bound: Bound): string {
  const cases = typeof bound === 'string' ? [['', bound] as const] : Object.entries(bound);
  return JSON.stringify(
    cases.map(([name, text]) => [name, text.replaceAll(/\s+/g, '')]).sort(([a = ''], [b = '']) => byCodeUnits(a, b)),
  );
}

function changedUnits(before: ContractEntry['budget'], after: ContractEntry['budget']): readonly string[] {
  if (before === undefined || after === undefined) return [];
  const units = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const textOf = (budget: Readonly<Record<string, Bound>>, unit: string): string | undefined => {
    const bound = Object.hasOwn(budget, unit) ? budget[unit] : undefined;
    return bound === undefined ? undefined : normalized(bound);
  };
  return units.filter((unit) => textOf(before, unit) !== textOf(after, unit));
}

/**
 * What has changed of a method that stands on both sides, in words; nothing for one that is new.
 *
 * Changed: its shape (which leaves comments, layout and the names of parameters out), its class of access, the bound of any unit, an error code more, or a clause less. Not changed: the
 * prose of `keys`, a clause more, an error code less, another decision. A part of the contract that is missing or malformed is a fault of the contract, and no change.
 */
export function whatChanged({ base, head }: Change, method: Method): readonly string[] {
  const before = base === undefined ? undefined : methodsOf(base).get(nameOf(method));
  if (base === undefined || before === undefined) return [];
  const changes: string[] = [];
  if (before.shape !== method.shape) changes.push('its signature, or a type that it reaches');
  const [was, is] = [entryOf(base, before), entryOf(head, method)];
  if (was === undefined || is === undefined) return changes;
  if (was.access !== undefined && is.access !== undefined && was.access !== is.access) {
    changes.push(`its class, ${was.access}, which is ${is.access} now`);
  }
  for (const unit of changedUnits(was.budget, is.budget)) changes.push(`its budget of ${unit}`);
  const codes = was.errors === undefined ? [] : (is.errors ?? []).filter((code) => !was.errors?.includes(code));
  if (codes.length > 0) changes.push(`its errors, with ${codes.join(', ')}`);
  const { clauses } = is;
  const dropped = clauses === undefined ? [] : (was.clauses ?? []).filter((clause) => !clauses.includes(clause));
  if (dropped.length > 0) changes.push(`its clauses, without ${dropped.join(', ')}`);
  return changes;
}

/**
 * Methods at the base that are gone, by name. Those of a trait that the configuration no longer lists are not among them, unless a decision relaxes it: that is one
 * fault, of the configuration (CONFIG-01).
 */
export function removedMethods(change: Change): readonly Method[] {
  const { base, head } = change;
  if (base === undefined) return [];
  const present = namesOf(head);
  const relaxed = relaxedSettings(change);
  return [...methodsOf(base)]
    .filter(([name]) => !present.has(name))
    .map(([, method]) => method)
    .filter(({ trait }) => Object.hasOwn(head.configuration.traits, trait) || relaxed.has(`traits.${trait}`));
}
