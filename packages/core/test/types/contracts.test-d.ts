/*
 * The contracts beside the traits are complete by type: a method without an entry, or an entry without a method, does not compile.
 * Compiled by `npm run typecheck`; nothing here runs.
 */
import type { MethodContract, TraitContract } from '../../src/traits/contracts/TraitContract.ts';

interface Trait {
  head(): void;
  get(): void;
}

interface Budget {
  readonly calls: string;
}

const entry: MethodContract<Budget> = {
  access: 'one item by key',
  budget: { calls: '1' },
  errors: ['integrity_error'],
  clauses: ['PS-HEAD-01'],
  adr: '0012',
};

export const whole: TraitContract<Trait, Budget> = {
  trait: 'Trait',
  commonErrors: [],
  methods: { head: entry, get: entry },
};

export const missing: TraitContract<Trait, Budget> = {
  trait: 'Trait',
  commonErrors: [],
  // @ts-expect-error `get` has no entry
  methods: { head: entry },
};

export const extra: TraitContract<Trait, Budget> = {
  trait: 'Trait',
  commonErrors: [],
  // @ts-expect-error the trait has no `list`
  methods: { head: entry, get: entry, list: entry },
};

// @ts-expect-error an entry without a decision admits nothing
export const undecided: MethodContract<Budget> = { access: '', budget: { calls: '' }, errors: [], clauses: [] };

// @ts-expect-error a decision has a number
export const unnumbered: MethodContract<Budget> = { ...entry, adr: 'soon' };

// @ts-expect-error there is no such clause
export const unclaused: MethodContract<Budget> = { ...entry, clauses: ['PS-HEAD-99'] };

// @ts-expect-error there is no such error code
export const uncoded: MethodContract<Budget> = { ...entry, errors: ['went_wrong'] };

// @ts-expect-error a budget is that of the trait
export const unbudgeted: MethodContract<Budget> = { ...entry, budget: { cost: '1' } };
