import { describe, expect, it } from 'vitest';
import { byCodeUnits } from '../../src/read/byCodeUnits.ts';
import { readClauses } from '../../src/read/readClauses.ts';
import { readConfiguration } from '../../src/read/readConfiguration.ts';
import { findingsOf, lineOf, settings, treeOf, type Files } from './project.ts';

const text = JSON.stringify(settings(), undefined, 2);
const linesOf = (json: string): readonly string[] =>
  findingsOf(() => readConfiguration(treeOf({ 'colloquy-gate.json': json }))).map(lineOf);
const swap = (from: string, to: string): string => {
  expect(text.split(from).length).toBe(2);
  return text.replace(from, () => to);
};

describe('the configuration', () => {
  it('is read from its file, or from another', () => {
    expect(readConfiguration(treeOf({ 'colloquy-gate.json': text }))).toEqual(settings());
    expect(readConfiguration(treeOf({ 'other.json': text }), 'other.json')).toEqual(settings());
  });

  it.each([
    ['nothing', '', '1:1 colloquy-gate.json is no JSON: Unexpected end of JSON input'],
    ['a comment', swap('  "version"', '  // one\n  "version"'), '2:'],
    ['no quotes', swap('"version": 1', 'version: 1'), '2:3 colloquy-gate.json is no JSON'],
    ['a comma too many', swap('"version": 1,', '"version": 1,,'), '2:16 colloquy-gate.json is no JSON'],
    [
      'a name twice',
      swap('"version": 1,', '"version": 1,\n  "version": 1,'),
      '3:3 colloquy-gate.json has a setting that stands there twice',
    ],
    ['another version', swap('"version": 1', '"version": 2'), '2:3 version: Invalid input: expected 1'],
    ['an unknown setting', swap('"version": 1', '"version": 1, "a": 1'), '2:17 a: there is no such setting'],
    ['a slip of the pen', swap('"exceptions"', '"exeptions"'), '33:3 exeptions: there is no such setting'],
    ['a setting that is missing', swap('"version": 1,', ''), '1:1 version: is missing'],
    ['a slip deeper in', swap('"floor"', '"flor"'), '8:7 traits.Store.flor: there is no such setting'],
    ['a kind that is none', swap('"partition"', '"shared"'), '7:7 traits.Store.kind: Invalid option'],
    ['a floor of nothing', swap('"floor": 1', '"floor": 0'), '8:7 traits.Store.floor: Too small'],
    [
      'a path that leaves the project',
      swap('"docs/adr"', '"../adr"'),
      '30:3 decisions: must be a path inside the project, with /',
    ],
    [
      'no traits',
      text.replace(/"traits": \{[^]*?\n {2}\},/, '"traits": {},'),
      '3:3 traits: must list at least one trait',
    ],
    ['a list', '[]', '1:1 Invalid input: expected object, received array'],
  ])('is refused with %s', (_, json, line) => {
    const [first, ...more] = linesOf(json);
    expect(more).toEqual([]);
    expect(first).toMatch(/^READ-01 colloquy-gate\.json:\d+:\d+ \S/);
    expect(first).toContain(line);
  });

  it('is refused when it is not there', () => {
    expect(findingsOf(() => readConfiguration(treeOf({}))).map(lineOf)).toEqual([
      'READ-01 colloquy-gate.json:1:1 there is no colloquy-gate.json in files',
    ]);
  });
});

describe('the clauses', () => {
  const files: Files = {
    'src/clauses/a.ts': `export const a = { 'PS-A-01': 'one', "PS-A-02": 'two' } as const;\n`,
    'src/clauses/b/b.ts': `const own = { 'KIT-B-01': 'one' };\nexport { own };\nexport const list = ['x'];\n`,
    'src/clauses/notes.md': 'PS-X-01',
    'docs/a.md': `# A
- **PS-A-01** One. **PS-A-02 Two.** And **PS-A-03**x, **DOC-01**.
  PS-A-04 is mentioned, **not PS-A-05**, \`**\`.
<!-- **PS-A-06** -->
\`\`\`
**PS-A-07**
\`\`\`
`,
    'docs/deep/b.MD': '**KIT-B-01**\n',
    'docs/c.txt': '**PS-A-08**\n',
  };
  const read = (change: Files, setting = settings()): readonly (readonly string[])[] => {
    const { registered, documented } = readClauses(treeOf({ ...files, ...change }), setting);
    return [[...registered].toSorted(byCodeUnits), [...documented].toSorted(byCodeUnits)].map((ids) => ids);
  };
  const refused = (change: Files, clauses = settings().clauses): readonly string[] => {
    return findingsOf(() => readClauses(treeOf({ ...files, ...change }), { ...settings(), clauses })).map(lineOf);
  };

  it('are ids in the registry and in bold in the documents', () => {
    expect(read({})).toEqual([
      ['KIT-B-01', 'PS-A-01', 'PS-A-02'],
      ['KIT-B-01', 'PS-A-01', 'PS-A-02', 'PS-A-03'],
    ]);
    const one = { ...settings(), clauses: { registry: ['src/clauses/a.ts'], documents: ['docs/a.md'] } };
    expect(read({}, one)[0]).toEqual(['PS-A-01', 'PS-A-02']);
  });

  it.each([
    [
      'a registry that is gone',
      {},
      { registry: ['src/none'], documents: ['docs'] },
      'READ-10 src/none:1:1 there is no file of the registry of clauses at src/none',
    ],
    [
      'documents that are gone',
      {},
      { registry: ['src/clauses'], documents: ['docs', 'text'] },
      'READ-10 text:1:1 there is no document of clauses at text',
    ],
    [
      'a registry without ids',
      {},
      { registry: ['src/other.ts'], documents: ['docs'] },
      'READ-10 src/other.ts:1:1 there is no id of a clause in the registry src/other.ts',
    ],
    [
      'documents without ids',
      {},
      { registry: ['src/clauses'], documents: ['docs/empty.md'] },
      'READ-10 docs/empty.md:1:1 there is no id of a clause in the documents docs/empty.md',
    ],
    [
      'a name that is no id',
      { 'src/clauses/a.ts': "export const a = { 'PS-A-01': '', other: '' };\n" },
      settings().clauses,
      'READ-10 src/clauses/a.ts:1:35 other is no id of a clause, such as PS-HEAD-01',
    ],
    [
      'ids that are computed',
      { 'src/clauses/a.ts': 'export const a = make();\n' },
      settings().clauses,
      'READ-10 src/clauses/a.ts:1:18 a call must be run: write the value itself',
    ],
    [
      'a file that does not parse',
      { 'src/clauses/a.ts': 'export const a = {;\n' },
      settings().clauses,
      'READ-02 src/clauses/a.ts:1:19 src/clauses/a.ts does not parse: Property assignment expected',
    ],
  ])('are refused with %s', (_, change, clauses, line) => {
    const other = { ...change, 'src/other.ts': 'export const other = 1;\n', 'docs/empty.md': 'none' };
    expect(refused(other, clauses)).toEqual([line]);
  });
});
