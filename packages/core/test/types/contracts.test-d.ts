/*
 * The contracts beside the traits are complete by type: a method without an entry, or an entry without a method, does not compile.
 * Compiled by `npm run typecheck`; nothing here runs.
 */
import type { Bound } from '../../src/traits/contracts/Bound.ts';
import type {
  BackendCalls,
  KeyBudget,
  MethodContract,
  PartitionBudget,
  TraitContract,
} from '../../src/traits/contracts/TraitContract.ts';

interface Trait {
  readonly name: string;
  head(): void;
  get(): void;
}

const entry: MethodContract<PartitionBudget> = {
  keys: 'one item by key',
  access: 'point',
  budget: { sqlStatements: '1', dynamoRequests: { usual: '1', rare: '2' } },
  errors: ['integrity_error'],
  clauses: ['PS-HEAD-01'],
  adr: '0012',
};

export const whole: TraitContract<Trait, PartitionBudget> = {
  trait: 'Trait',
  commonErrors: [],
  methods: { head: entry, get: entry },
};

export const missing: TraitContract<Trait, PartitionBudget> = {
  trait: 'Trait',
  commonErrors: [],
  // @ts-expect-error `get` has no entry
  methods: { head: entry },
};

export const extra: TraitContract<Trait, PartitionBudget> = {
  trait: 'Trait',
  commonErrors: [],
  // @ts-expect-error the trait has no `list`
  methods: { head: entry, get: entry, list: entry },
};

export const property: TraitContract<Trait, PartitionBudget> = {
  trait: 'Trait',
  commonErrors: [],
  // @ts-expect-error `name` is no method
  methods: { head: entry, get: entry, name: entry },
};

const { keys, access, budget, errors, clauses, adr } = entry;

// @ts-expect-error an entry says which records are touched
export const keyless: MethodContract<PartitionBudget> = { access, budget, errors, clauses, adr };

// @ts-expect-error an entry is of a class
export const classless: MethodContract<PartitionBudget> = { keys, budget, errors, clauses, adr };

// @ts-expect-error there is no such class
export const misclassed: MethodContract<PartitionBudget> = { ...entry, access: 'one item by key' };

// @ts-expect-error an entry has a budget
export const free: MethodContract<PartitionBudget> = { keys, access, errors, clauses, adr };

// @ts-expect-error an entry names its errors, or that there are none
export const errorless: MethodContract<PartitionBudget> = { keys, access, budget, clauses, adr };

// @ts-expect-error an entry without a decision admits nothing
export const undecided: MethodContract<PartitionBudget> = { keys, access, budget, errors, clauses };

// @ts-expect-error a decision has a number
export const unnumbered: MethodContract<PartitionBudget> = { ...entry, adr: 'soon' };

// @ts-expect-error a method of which nothing is demanded has no laws
export const lawless: MethodContract<PartitionBudget> = { ...entry, clauses: [] };

// @ts-expect-error there is no such clause
export const unclaused: MethodContract<PartitionBudget> = { ...entry, clauses: ['PS-HEAD-99'] };

// @ts-expect-error there is no such error code
export const uncoded: MethodContract<PartitionBudget> = { ...entry, errors: ['went_wrong'] };

// @ts-expect-error a budget is that of the trait
export const unbudgeted: MethodContract<PartitionBudget> = { ...entry, budget: { cost: '1' } };

// @ts-expect-error every unit has its bound
export const halfBudgeted: PartitionBudget = { sqlStatements: '1' };

// @ts-expect-error a formula is a text
export const counted: Bound = 1;

// @ts-expect-error the cases of a bound are formulas, and no bounds themselves
export const nested: Bound = { usual: { rare: '1' } };

export const called: BackendCalls<Trait> = { get: '1' };

// @ts-expect-error the backend has no such method
export const misdialled: BackendCalls<Trait> = { list: '1' };

// @ts-expect-error a property is not called
export const read: BackendCalls<Trait> = { name: '1' };

// @ts-expect-error no such unit
export const elsewhere: KeyBudget = { kmsRequests: '1', vaultRequests: '1' };
