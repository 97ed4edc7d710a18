import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { errorCodes } from '../../src/errors/index.ts';
import { clauses } from '../../src/traits/clauses.ts';
import * as contracts from '../../src/traits/contracts/index.ts';
import type { Bound, MethodContract, TraitContract } from '../../src/traits/contracts/index.ts';

const folder = new URL('../../src/traits/contracts/', import.meta.url);
const sources = new Map(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
const decisions = new URL('../../../../docs/adr/', import.meta.url);

type AnyBudget = Readonly<Record<string, Bound | undefined>>;
const all = Object.values(contracts) as readonly TraitContract<Record<string, () => void>, AnyBudget>[];

interface Entry extends MethodContract<AnyBudget> {
  readonly name: string;
  readonly commonErrors: readonly string[];
}

const entries: readonly Entry[] = all.flatMap(({ trait, commonErrors, methods }) =>
  Object.entries(methods).map(([method, entry]) => ({ ...entry, name: `${trait}.${method}`, commonErrors })),
);

/** The formulas of a bound by case; of one without cases under the name ''. */
function formulasOf(bound: Bound | undefined): readonly (readonly [name: string, formula: string])[] {
  if (bound === undefined) return [];
  return typeof bound === 'string' ? [['', bound]] : Object.entries(bound);
}

const formulas = entries.flatMap(({ name, budget }) =>
  Object.entries(budget).flatMap(([unit, bound]) =>
    formulasOf(bound).map(([at, formula]) => ({ of: `${name}, ${unit}, ${at}`, formula })),
  ),
);

const int = '(?:0|[1-9][0-9]*)';
const variable = '[a-z][A-Za-z]*';
const term = `(?:${int}|(?:${int} \\* )?(?:${variable}|ceil\\(${variable} / ${int}(?: (?:KB|MB|KiB|MiB))?\\)))`;
const grammar = new RegExp(`^${term}(?: \\+ ${term})*$`);

test('there is a contract for each trait, with the methods of it', () => {
  expect(all.map(({ trait, methods }) => [trait, Object.keys(methods).length])).toEqual([
    ['AnalyticsPort', 4],
    ['AnalyticsStore', 5],
    ['DialogueStore', 23],
    ['KeyProvider', 3],
    ['KeyVault', 4],
    ['MigrationPort', 5],
    ['MigrationStore', 10],
    ['PartitionStore', 7],
    ['RepairPort', 2],
    ['StoreHeaderPort', 4],
  ]);
});

test('every formula is one', () => {
  expect(formulas.length).toBeGreaterThan(100);
  expect(formulas.filter(({ formula }) => !grammar.test(formula))).toEqual([]);
});

test.each([
  '',
  '1 GetItem',
  '1 +',
  '01',
  '-1',
  '1+1',
  '2 * 3',
  'ceil(bytes)',
  'ceil(bytes / 1 GB)',
  'ceil(bytes / 1.5 MiB)',
  'changes * conditions',
  'bytes / 2',
  'ceil(bytes / 1 MB), consistent',
])('%j is no formula', (text) => {
  expect(grammar.test(text)).toBe(false);
});

test('variables are those that are explained, and each of these is used', () => {
  const explained = [...(sources.get('Bound.ts') ?? '').matchAll(/^ \* - (.*?):/gm)]
    .flatMap(([, names = '']) => names.split(', '))
    .map((name) => name.replaceAll('`', ''));
  const used = formulas.flatMap(({ formula }) => formula.replaceAll('ceil(', '').match(/\b[a-z][A-Za-z]*/g) ?? []);
  expect(new Set(used)).toEqual(new Set(explained));
});

test('the divisor of a size has a unit, and that of a number none', () => {
  const sizes = new Set(['bytes', 'logBytes', 'bytesWritten', 'indexBytes']);
  const divided = formulas.flatMap(({ of, formula }) =>
    [...formula.matchAll(/ceil\((\w+) \/ \d+( \w+)?\)/g)].map(([, name = '', unit]) => ({ of, name, unit })),
  );
  expect(divided.filter(({ name, unit }) => sizes.has(name) !== (unit !== undefined))).toEqual([]);
});

test('units of one method that tell cases tell the same ones, at least two, by name', () => {
  for (const { name, budget } of entries) {
    const told = Object.values(budget)
      .filter((bound) => typeof bound === 'object')
      .map((bound) => Object.keys(bound));
    for (const names of told) {
      expect([name, names]).toEqual([name, told[0]]);
      expect([name, names.length >= 2, names.every((each) => each.trim() !== '')]).toEqual([name, true, true]);
    }
  }
});

test('every method has a budget in some unit, unless nothing is asked', () => {
  expect(entries.filter(({ budget }) => Object.keys(budget).length === 0).map(({ name }) => name)).toEqual([]);
});

test('clauses and error codes exist, each once, and no code is said twice', () => {
  for (const { name, clauses: ids, errors, commonErrors } of entries) {
    expect([name, ids.filter((id) => !Object.hasOwn(clauses, id))]).toEqual([name, []]);
    expect([name, ids.length]).toEqual([name, new Set(ids).size]);
    const codes = [...commonErrors, ...errors];
    expect([name, codes.filter((code) => !Object.hasOwn(errorCodes, code))]).toEqual([name, []]);
    expect([name, codes.length]).toEqual([name, new Set(codes).size]);
  }
});

test('every contract rests on decisions that were accepted', () => {
  const files = readdirSync(decisions);
  for (const adr of new Set(entries.map((entry) => entry.adr))) {
    const file = files.find((name) => name.startsWith(`${adr}-`));
    expect([adr, file]).toEqual([adr, expect.any(String)]);
    expect(readFileSync(new URL(file ?? '', decisions), 'utf8')).toMatch(/^status: accepted$/m);
  }
});

test('contracts are plain data: nothing is called, nothing computed, no value imported', () => {
  for (const [name, source] of sources) {
    if (!/^[a-z].*Contracts?\.ts$/.test(name)) continue;
    const bare = source
      .replaceAll(/\/\*[\s\S]*?\*\//g, '')
      .replaceAll(/'[^'\n]*'|"[^"\n]*"/g, "''")
      .replaceAll(/\/\/.*$/gm, '');
    expect([name, bare.match(/^import (?!type ).*$/gm)]).toEqual([name, null]);
    expect([name, bare.match(/[()`?]|=>|\b(?:function|class|let|new)\b/g)]).toEqual([name, null]);
  }
});
