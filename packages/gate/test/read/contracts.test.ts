import { describe, expect, it } from 'vitest';
import { accessClasses, type ContractEntry } from '../../src/model/Contract.ts';
import { readContracts } from '../../src/read/readContracts.ts';
import { findingsOf, lineOf, settings, treeOf } from './project.ts';

const path = 'src/contract.ts';
const entry = `{ keys: 'one item', access: 'point', budget: { dynamoRequests: '1' }, errors: [], clauses: ['PS-A-01'], adr: '0012' }`;
const read = (text: string): readonly ContractEntry[] =>
  readContracts(treeOf({ [path]: text }), settings())[0]?.entries ?? [];
const contract = (methods: string, before = '', form = ': object = ', after = ''): string =>
  `${before}export const contract${form}{ trait: 'Store', methods: ${methods} }${after};\n`;
const linesOf = (text: string): readonly string[] => findingsOf(() => read(text)).map(lineOf);

describe('a contract', () => {
  it('is read from literals, with the place of each part', () => {
    const text = `import type { TraitContract } from './TraitContract.ts';
import { type Store } from './Store.ts';

export const contract: TraitContract<Store, Budget> = {
  trait: 'Store',
  methods: {
    head: {
      keys: 'one item',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: { usual: '1', 'large one': \`2\` } },
      errors: ['read_only'],
      clauses: ['PS-A-01', "PS-A-02"],
      adr: '0012',
    },
  },
};
`;
    const [found] = readContracts(treeOf({ [path]: text }), settings());
    const at = (line: number, column: number): object => ({ file: path, line, column });
    expect(found).toMatchObject({ trait: 'Store', place: at(4, 14) });
    expect(found?.entries).toEqual([
      {
        trait: 'Store',
        method: 'head',
        place: at(7, 5),
        keys: 'one item',
        access: 'point',
        budget: { sqlStatements: '1', dynamoRequests: { usual: '1', 'large one': '2' } },
        errors: ['read_only'],
        clauses: ['PS-A-01', 'PS-A-02'],
        adr: '0012',
        faults: [],
        places: {
          keys: at(8, 7),
          access: at(9, 7),
          budget: at(10, 7),
          errors: at(11, 7),
          clauses: at(12, 7),
          adr: at(13, 7),
          'errors.read_only': at(11, 16),
          'budget.sqlStatements': at(10, 17),
          'budget.dynamoRequests': at(10, 37),
          'budget.dynamoRequests.usual': at(10, 55),
          'budget.dynamoRequests.large one': at(10, 67),
          'clauses.PS-A-01': at(12, 17),
          'clauses.PS-A-02': at(12, 28),
        },
      },
    ]);
  });

  it.each([
    ['satisfies', contract(`{ head: ${entry} }`, '', ' = ', ' satisfies TraitContract<Store>')],
    ['as const', contract(`{ head: ${entry} }`, '', ' = ', ' as const')],
    ['both, and parentheses', contract(`({ head: ${entry} })`, '', ' = ', ' as const satisfies TraitContract<Store>')],
    ['a constant by its name', contract('{ head }', `const head = ${entry} as const;\n`)],
    ['a constant under another name', contract('{ head: one }', `const one = ${entry};\n`)],
    ['a constant that is written later', `${contract('{ head: one }')}const one = ${entry};\n`],
    [
      'a spread constant',
      contract(`{ head: { ...one, adr: '0012' } }`, `const one = ${entry.replace('0012', '0001')};\n`),
    ],
    ['a spread that wins', contract(`{ head: { adr: '0001', ...one } }`, `const one = ${entry};\n`)],
    [
      'a spread list',
      contract(`{ head: ${entry.replace("['PS-A-01']", '[...all]')} }`, `const all = ['PS-A-01'] as const;\n`),
    ],
    ['a spread literal', contract(`{ ...{ head: ${entry} } }`)],
    ['a name in quotes', contract(`{ 'head': ${entry} }`)],
    ['an export apart', `const own = { trait: 'Store', methods: { head: ${entry} } };\nexport { own as contract };\n`],
    [
      'types beside it',
      `interface A { readonly a: 1 }\nexport type B = A;\ndeclare const c: A;\n${contract(`{ head: ${entry} }`)}`,
    ],
  ])('is plain data: %s', (_, text) => {
    const [only, ...more] = read(text);
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      method: 'head',
      adr: '0012',
      clauses: ['PS-A-01'],
      budget: { dynamoRequests: '1' },
      faults: [],
    });
  });

  const spot = (text: string, part: string): string => {
    const before = text.slice(0, text.indexOf(part)).split('\n');
    return `READ-05 ${path}:${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
  };
  it.each([
    ['a call', contract('{ head: make() }'), 'make()', 'a call must be run: write the value itself'],
    ['a frozen object', contract('Object.freeze({})'), 'Object.freeze', 'a call must be run: write the value itself'],
    ['a new object', contract('new Map()'), 'new Map', 'a call must be run: write the value itself'],
    ['a computed name', contract("{ ['head']: {} }"), "['head']", 'this name must be computed: write it out'],
    [
      'a getter',
      contract('{ get head() { return {}; } }'),
      'get head',
      'a method or getter must be run: write the value itself',
    ],
    ['a method', contract('{ head() {} }'), 'head()', 'a method or getter must be run: write the value itself'],
    [
      'a template',
      contract('{ head: `${one}` }', 'const one = 1;\n'),
      '`$',
      'a template with values in it must be run: write the value itself',
    ],
    ['a sum', contract("{ head: 'a' + 'b' }"), "'a' +", 'this expression must be run: write the value itself'],
    [
      'a choice',
      contract('{ head: one ? 1 : 2 }', 'const one = true;\n'),
      'one ?',
      'a choice must be run: write the value itself',
    ],
    [
      'a spread choice',
      contract('{ ...(true ? {} : {}) }'),
      'true ?',
      'a choice must be run: spread a constant of this file, by its name',
    ],
    [
      'a part of a constant',
      contract('{ head: one.a }', 'const one = { a: 1 };\n'),
      'one.a',
      'a part of something must be looked up: write the value itself',
    ],
    ['a function', contract('{ head: () => 1 }'), '() =>', 'a function must be run: write the value itself'],
    ['an unknown name', contract('{ head: one }'), 'one }', 'one is no constant of this file: write the value itself'],
    [
      'undefined',
      contract('{ head: undefined }'),
      'undefined',
      'undefined is no constant of this file: write the value itself',
    ],
    ['an unknown spread', contract('{ ...one }'), 'one }', 'one is no constant of this file: write the value itself'],
    [
      'an import',
      `import { one } from './one.ts';\n${contract('{ head: one }')}`,
      'import',
      'here something runs: a file of contracts has types and constants only',
    ],
    [
      'an import that is not used',
      `import './one.ts';\n${contract('{}')}`,
      'import',
      'here something runs: a file of contracts has types and constants only',
    ],
    [
      'a re-export',
      `export * from './one.ts';\n${contract('{}')}`,
      'export *',
      'here something runs: a file of contracts has types and constants only',
    ],
    [
      'a change after it',
      `${contract('{}')}Object.assign(contract, {});\n`,
      'Object.assign',
      'here something runs: a file of contracts has types and constants only',
    ],
    [
      'a change in a constant',
      `${contract('{}')}const more = Object.assign(contract, {});\n`,
      'Object.assign',
      'a call must be run: write the value itself',
    ],
    [
      'a function beside it',
      `function f() {}\n${contract('{}')}`,
      'function',
      'here something runs: a file of contracts has types and constants only',
    ],
    ['let', `let one = {};\n${contract('{ head: one }')}`, 'one =', 'one can be assigned anew: declare it with const'],
    [
      'a constant made of itself',
      contract('{ head: a }', 'const a = { b };\nconst b = [a];\n'),
      'a =',
      'a is made of itself: write it out',
    ],
    ['a name twice', contract('{ head: {}, "head": {} }'), '"head"', 'head stands here twice: keep one of them'],
    ['a prototype', contract('{ __proto__: {} }'), '__proto__', '__proto__ is no name of a property: take another'],
    [
      'a list in an object',
      contract('{ ...one }', 'const one = [1];\n'),
      '...one',
      'only an object can be spread into an object',
    ],
    [
      'an object in a list',
      contract('{ head: [...one] }', 'const one = {};\n'),
      '...one',
      'only a list can be spread into a list',
    ],
    ['a hole', contract('{ head: [, 1] }'), ', 1]', 'a hole is no value: write the value itself'],
  ])('is refused with %s', (_, text, part, message) => {
    expect(linesOf(text)).toEqual([`${spot(text, part)} ${message}`]);
  });

  it('is refused when lists that name each other make it endless', () => {
    const lists = Array.from({ length: 40 }, (_, at) => `const l${at + 1} = [...l${at}, ...l${at}];\n`).join('');
    expect(linesOf(contract('{ head: l40 }', `const l0 = [1];\n${lists}`))).toEqual([
      expect.stringMatching(/^READ-05 src\/contract\.ts:\d+:\d+ this is more than 100000 values: write less$/),
    ]);
  });

  it.each([
    [
      'is missing',
      {},
      'READ-05 src/contract.ts:1:1 the contract of Store is missing: there is no file src/contract.ts',
    ],
    [
      'has another name',
      { [path]: 'export const other = {};\n' },
      'READ-05 src/contract.ts:1:1 the contract of Store is missing: src/contract.ts exports no constant contract',
    ],
    [
      'is not exported',
      { [path]: 'const contract = {};\n' },
      'READ-05 src/contract.ts:1:1 the contract of Store is missing: src/contract.ts exports no constant contract',
    ],
    [
      'is no object',
      { [path]: 'export const contract = [1];\n' },
      'READ-05 src/contract.ts:1:25 the contract of Store is a list, not an object',
    ],
    [
      'is of another trait',
      { [path]: "export const contract = { trait: 'Other', methods: {} };\n" },
      "READ-05 src/contract.ts:1:27 the contract of Store does not say that it is: it must have trait: 'Store'",
    ],
    [
      'has no methods',
      { [path]: "export const contract = { trait: 'Store' };\n" },
      'READ-05 src/contract.ts:1:25 methods in the contract of Store is missing',
    ],
    [
      'has methods that are a text',
      { [path]: "export const contract = { trait: 'Store', methods: 'a' };\n" },
      'READ-05 src/contract.ts:1:52 methods in the contract of Store is a text, not an object',
    ],
    [
      'does not parse',
      { [path]: "export const contract = { trait: 'Store\n" },
      'READ-02 src/contract.ts:1:40 src/contract.ts does not parse: Unterminated string literal',
    ],
  ])('is refused when it %s', (_, files, line) => {
    expect(findingsOf(() => readContracts(treeOf(files), settings())).map(lineOf)).toEqual([line]);
  });

  it.each([
    ["keys: ' '", 'keys is " ": it must be a text that says which records are touched, by which key'],
    ["access: 'cheap'", `access is "cheap": it must be one of ${accessClasses.join(', ')}`],
    ['access: 1', `access is 1: it must be one of ${accessClasses.join(', ')}`],
    ["budget: '1'", 'budget is a text: it must have a formula for each unit'],
    ['budget: { a: 1, b: 2 }', 'budget.a is 1: it must be a formula, or one for each case'],
    ['budget: { a: {} }', 'budget.a is empty: it must be a formula, or one for each case'],
    ['budget: { a: { x: 1, y: 2 } }', 'budget.a.x is 1: it must be a formula'],
    ["errors: 'a'", 'errors is a text: it must be a list of error codes'],
    ["clauses: 'PS-A-01'", 'clauses is a text: it must be a list of ids of clauses'],
    ["clauses: ['PS-A-01', null]", 'clauses has null in it: it must be a list of ids of clauses'],
    ["adr: '12'", 'adr is "12": it must be the four digits of a decision'],
    ['adr: 12', 'adr is 12: it must be the four digits of a decision'],
    ['more: 1', 'more is no part of an entry'],
  ])('tells of an entry with %s', (part, message) => {
    const [name = ''] = part.split(':');
    const [only] = read(contract(`{ head: { ...one, ${part} } }`, `const one = ${entry};\n`));
    expect(only?.faults.map((fault) => fault.message)).toEqual([message]);
    expect(only?.faults[0]?.place.line).toBe(2);
    expect({ ...only }[name as keyof ContractEntry]).toBeUndefined();
  });

  it('tells of every part that is missing, and of an entry that is no object', () => {
    const [only] = read(contract('{ head: {} }'));
    expect(only?.faults.map(({ message }) => message)).toEqual(
      ['keys', 'access', 'budget', 'errors', 'clauses', 'adr'].map((part) => `${part} is missing`),
    );
    const [text] = read(contract("{ head: 'free' }"));
    expect(text?.faults.map(({ message }) => message)).toEqual(['the entry is a text: it must be an object']);
  });

  it('may promise nothing where nothing is asked for', () => {
    const [only] = read(
      contract(`{ head: ${entry.replace("{ dynamoRequests: '1' }", '{}').replace("['PS-A-01']", '[]')} }`),
    );
    expect(only).toMatchObject({ budget: {}, clauses: [], faults: [] });
  });
});
