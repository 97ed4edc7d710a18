import { parseFormula } from '../budget/Formula.ts';
import { casesOf } from '../budget/casesOf.ts';
import type { ContractEntry } from '../model/Contract.ts';
import type { Side } from '../model/Side.ts';

/** What the contracts say about the methods that there are. An entry without a method is a fault by itself (CONTRACT-01), and nothing more is asked of it. */
export function entriesOf({ traits, contracts }: Side): readonly ContractEntry[] {
  return contracts.flatMap(({ trait, entries }) => {
    const methods = traits.find(({ name }) => name === trait)?.methods ?? [];
    return entries.filter(({ method }) => methods.some(({ name }) => name === method));
  });
}

/** True when a budget can be held against measurements: what cannot is a fault by itself (BUDGET-01, CONTRACT-02). */
export function isBounded({ access, budget }: ContractEntry): boolean {
  if (access === undefined || budget === undefined) return false;
  const texts = Object.values(budget).flatMap((bound) => casesOf(bound).map(([, text]) => text));
  return (access === 'none' || texts.length > 0) && texts.every((text) => typeof parseFormula(text) !== 'string');
}
