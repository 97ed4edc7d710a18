import { describe, expect, it } from 'vitest';
import { findingsOf, imports, lineOf, traitAt, traitsOf, type Files } from './project.ts';

const ok = 'Promise<Scoped<Head>>';
const store = (text: string, more: Files = {}): Files => ({ 'src/traits/Store.ts': `${imports}${text}`, ...more });
const method = (signature: string): string => `export interface Store {\n  head${signature};\n}\n`;
/** A comment that silences the compiler, put together here so that it silences nothing here. */
const silence = (what: string): string => `// @ts-${what}`;
const linesOf = (files: Files, change: Readonly<Record<string, unknown>> = {}): readonly string[] =>
  findingsOf(() => traitsOf(files, change)).map(lineOf);

describe('READ-02', () => {
  it('names every file that does not parse, with its place', () => {
    const files = store(`import type { A } from '../a.ts';\n${method(`(id: DialogueId): ${ok}`)}}\n`, {
      'src/a.ts': 'export interface A { readonly a: 1\n',
    });
    expect(linesOf(files)).toEqual([
      "READ-02 src/a.ts:2:1 src/a.ts does not parse: '}' expected",
      'READ-02 src/traits/Store.ts:8:1 src/traits/Store.ts does not parse: Declaration or statement expected',
    ]);
  });
});

describe('READ-03', () => {
  const good = method(`(id: DialogueId): ${ok}`);

  it('names all that is not where the configuration says', () => {
    const lines = linesOf(store(good), {
      traits: {
        Store: traitAt('src/traits/Store.ts'),
        Gone: traitAt('src/traits/Gone.ts'),
        Other: traitAt('src/traits/Store.ts'),
      },
      dialogueId: 'src/id.ts#Id',
      marker: 'src/nowhere.ts#PartitionScoped',
    });
    expect(lines).toEqual([
      'READ-03 src/id.ts:1:1 the dialogue id Id is not exported from src/id.ts',
      'READ-03 src/nowhere.ts:1:1 the marker PartitionScoped: there is no file src/nowhere.ts',
      'READ-03 src/traits/Gone.ts:1:1 the trait Gone: there is no file src/traits/Gone.ts',
      'READ-03 src/traits/Store.ts:1:1 the trait Other is not exported from src/traits/Store.ts',
    ]);
  });

  it.each([
    [
      'not exported',
      'interface Store { head(): void }\nexport type Any = Store;\n',
      'is not exported from src/traits/Store.ts',
    ],
    ['a value', 'export const Store = { head() {} };\n', 'is not exported from src/traits/Store.ts'],
    ['a text', 'export type Store = string;\n', 'is no interface'],
    ['a union', 'export type Store = { a(): void } | { b(): void };\n', 'is no interface'],
    ['any', 'export type Store = any;\n', 'is no interface'],
  ])('refuses a trait that is %s', (_, text, message) => {
    expect(findingsOf(() => traitsOf(store(text))).map(lineOf)).toEqual([
      expect.stringMatching(new RegExp(`^READ-03 src/traits/Store\\.ts:\\d+:\\d+ the trait Store ${message}$`)),
    ]);
  });

  it.each([
    ['any', 'any'],
    ['a text', 'string'],
    ['unknown', 'unknown'],
    ['never', 'never'],
  ])('refuses a dialogue id that is %s', (_, type) => {
    const files = store(good, { 'src/id.ts': `export type DialogueId = ${type};\n` });
    expect(linesOf(files)[0]).toBe(
      'READ-03 src/id.ts:1:13 the dialogue id DialogueId is a type of any value: give it a brand, so that the compiler tells it from other texts',
    );
  });

  it.each([
    ['any', 'export type PartitionScoped = any;', 'is no interface'],
    [
      'empty',
      'export interface PartitionScoped {}',
      'has no property of the type of the dialogue id, so it names no dialogue',
    ],
    [
      'of any id',
      'export interface PartitionScoped { readonly dialogueId: any }',
      'has no property of the type of the dialogue id, so it names no dialogue',
    ],
  ])('refuses a marker that is %s', (_, text, message) => {
    const files = store(good, { 'src/scoped.ts': `${text}\nexport type Scoped<T> = T & PartitionScoped;\n` });
    expect(linesOf(files).map((line) => line.replace(/:\d+:\d+/, ''))).toEqual([
      `READ-03 src/scoped.ts the marker PartitionScoped ${message}`,
    ]);
  });
});

describe('READ-09', () => {
  it.each([
    ['a name that its module does not export', "import type { Gone } from '../options.ts';\n", 'x: Gone', '6:27 Gone'],
    ['a member that a module lacks', "import type * as all from '../options.ts';\n", 'x: all.Gone', '6:31 Gone'],
    ['an import in place', '', "x: import('../options.ts').Gone", '5:51 Gone'],
    ['a name that nobody declares', '', 'x: Gone', '5:27 Gone'],
    ['a value that nobody declares', '', 'x: typeof gone', '5:34 gone'],
    ['a property that is not there', '', "x: Head['gone']", "5:27 the type Head['gone']"],
    ['a type that lacks an argument', '', 'x: Map', '5:27 the type Map'],
    ['a type parameter of its own', '', 'x: <T = Gone>() => T', '5:32 Gone'],
  ])('names %s', (_, before, parameter, expected) => {
    const text = `${before}${method(`(id: DialogueId, ${parameter}): ${ok}`)}`;
    expect(linesOf(store(text))).toEqual([`READ-09 src/traits/Store.ts:${expected} does not resolve`]);
  });

  it('names the import of a file that is not there once, and as a matter of the file', () => {
    const text = `import type { Gone, Lost as Found } from './gone.ts';
export interface Store {
  head(id: DialogueId, x: Gone, y: Found): ${ok};
  get(id: DialogueId, x: Gone, z: Map): ${ok};
  all(id: DialogueId, x: import('./none.ts').Gone): ${ok};
}
`;
    const findings = findingsOf(() => traitsOf(store(text)));
    expect(findings.map(({ subject, ...rest }) => `${subject} ${lineOf({ subject, ...rest })}`)).toEqual([
      'src/traits/Store.ts READ-09 src/traits/Store.ts:4:1 the import of ./gone.ts leads nowhere',
      'Store.get READ-09 src/traits/Store.ts:7:35 the type Map does not resolve',
      'src/traits/Store.ts READ-09 src/traits/Store.ts:8:26 the import of ./none.ts leads nowhere',
    ]);
  });

  it('names a package that is not installed where a trait may name it, and leaves others to SCOPE-04', () => {
    const text = `import type { Gone } from 'not-installed';
import type * as all from 'not-installed';
export interface Store {
  head(id: DialogueId, x: Gone): ${ok};
  get(id: DialogueId, x: all.Lost): ${ok};
  put(id: DialogueId, x: import('not-installed').Lost): ${ok};
}
`;
    const [trait] = traitsOf(store(text)).traits;
    expect(
      trait?.methods.flatMap(({ foreign }) => foreign.map(({ message, place }) => `${place.line} ${message}`)),
    ).toEqual([
      '7 not-installed#Gone is a type of a package',
      '8 not-installed#Lost is a type of a package',
      '9 not-installed#Lost is a type of a package',
    ]);
    expect(linesOf(store(text), { foreignTypes: { 'not-installed#Lost': ['Store'] } })).toEqual([
      'READ-09 src/traits/Store.ts:8:30 not-installed#Lost is not installed',
      'READ-09 src/traits/Store.ts:9:26 not-installed#Lost is not installed',
    ]);
  });

  it('names a type that is made of itself, where it is used and where it is made', () => {
    const text = `type Gone = Gone['a'];\n${method(`(id: DialogueId, x: Gone): ${ok}`)}`;
    expect(linesOf(store(text))).toEqual([
      'READ-09 src/traits/Store.ts:6:27 the type Gone does not resolve',
      'READ-09 src/traits/Store.ts:4:13 the type Gone does not resolve',
    ]);
  });

  it('sees it in a declaration that is reached, and in none that is not', () => {
    const text = `import type { A } from '../a.ts';\n${method(`(id: DialogueId, a: A): ${ok}`)}`;
    const a = 'export interface A { readonly b: B }\nexport interface B extends Gone { readonly c: Lost }\n';
    expect(linesOf(store(text, { 'src/a.ts': a }))).toEqual([
      'READ-09 src/a.ts:2:28 Gone does not resolve',
      'READ-09 src/a.ts:2:47 Lost does not resolve',
    ]);
    const apart = 'export interface A { readonly b: 1 }\nexport interface B extends Gone {}\n';
    expect(traitsOf(store(text, { 'src/a.ts': apart })).traits[0]?.methods.length).toBe(1);
  });

  it.each([
    ['a line', `${silence('ignore')}\n`],
    ['a line that is expected to be wrong', `${silence('expect-error')}\n`],
    ['a file', `${silence('nocheck')}\n`],
  ])('refuses a comment that silences the compiler for %s', (_, comment) => {
    const text = `import type { A } from '../a.ts';\n${method(`(id: DialogueId, a: A): ${ok}`)}`;
    const name = /@ts-[a-z-]+/.exec(comment)?.[0];
    const lines = linesOf(store(text, { 'src/a.ts': `${comment}export interface A { readonly b: 1 }\n` }));
    expect(lines.map((line) => line.replace(/:1:\d+/, ''))).toEqual([
      `READ-09 src/a.ts ${name} keeps the compiler from saying what does not resolve`,
    ]);
  });

  it('says of a file that silences the compiler nothing else', () => {
    const text = `${silence('ignore')}\nimport type { Gone } from './gone.ts';\n${method(`(id: DialogueId, x: Gone): ${ok}`)}`;
    expect(linesOf(store(text))).toEqual([
      'READ-09 src/traits/Store.ts:4:1 @ts-'.concat('ignore keeps the compiler from saying what does not resolve'),
    ]);
  });

  it('takes no text for such a comment', () => {
    const text = method(`(id: DialogueId, a: '${silence('ignore')}'): ${ok}`);
    expect(traitsOf(store(text)).traits[0]?.methods.length).toBe(1);
  });
});
