import { describe, expect, it } from 'vitest';
import { ground, imports, traitAt, traitsOf, type Files } from './project.ts';

const ok = 'Promise<Scoped<Head>>';
const store = (text: string, more: Files = {}): Files => ({ 'src/traits/Store.ts': `${imports}${text}`, ...more });

/** Names of methods, and odd members as `name: what`. */
function membersOf(files: Files): { readonly methods: readonly string[]; readonly odd: readonly string[] } {
  const [trait] = traitsOf(files).traits;
  return {
    methods: trait?.methods.map(({ name }) => name) ?? [],
    odd: trait?.oddMembers.map(({ name, what }) => `${name}: ${what}`) ?? [],
  };
}

describe('members of a trait', () => {
  it('are inherited, merged and intersected', () => {
    const text = `interface Base<T> { base(id: DialogueId, of: T): ${ok} }
interface First extends Base<number> { first(id: DialogueId): ${ok} }
interface First { merged(id: DialogueId): ${ok} }
type Second = { second(id: DialogueId): ${ok} } & Pick<{ third(id: DialogueId): ${ok}; left(): void }, 'third'>;
export type Store = First & Second;
`;
    expect(membersOf(store(text))).toEqual({ methods: ['first', 'merged', 'base', 'second', 'third'], odd: [] });
  });

  it('are found behind another name and a re-export', () => {
    const text = `export { type Hidden as Store } from '../hidden.ts';\n`;
    const hidden = `import type { DialogueId } from './id.ts';
export interface Hidden { head(id: DialogueId): Promise<void> }
`;
    const [trait] = traitsOf({ 'src/traits/Store.ts': text, 'src/hidden.ts': hidden }).traits;
    expect(trait?.place).toEqual({ file: 'src/hidden.ts', line: 2, column: 18 });
    expect(trait?.methods.map(({ name, place }) => ({ name, place }))).toEqual([
      { name: 'head', place: { file: 'src/hidden.ts', line: 2, column: 27 } },
    ]);
  });

  it('are those of an abstract class, but for private ones', () => {
    const text = `export abstract class Store {
  #hidden = 1;
  private own(): void {}
  protected inner(): void {}
  abstract head(id: DialogueId): ${ok};
}
`;
    expect(membersOf(store(text))).toEqual({ methods: ['head'], odd: [] });
  });

  it('are methods also as a property with the type of one function, and data when they are primitive', () => {
    const text = `type Kind = 'a' | 'b' | undefined;
enum Level { low, high }
export interface Store {
  readonly head: (id: DialogueId) => ${ok};
  readonly name: string;
  readonly kind?: Kind;
  readonly level: Level;
  readonly id: DialogueId;
  readonly count: number | null;
}
`;
    expect(membersOf(store(text))).toEqual({ methods: ['head'], odd: [] });
  });

  it('are odd when no rule about methods can judge them', () => {
    const text = `interface Both { (id: DialogueId): ${ok}; readonly extra: number }
declare const sign: unique symbol;
export interface Store {
  maybe?(id: DialogueId): ${ok};
  readonly perhaps: ((id: DialogueId) => ${ok}) | undefined;
  twice(id: DialogueId): ${ok};
  twice(id: DialogueId, at: number): ${ok};
  thing: { readonly a: number };
  whatever: any;
  unknown: unknown;
  get size(): number;
  both: Both;
  [sign](id: DialogueId): ${ok};
  [name: string]: any;
  (id: DialogueId): ${ok};
  new (id: DialogueId): Store;
}
`;
    const { methods, odd } = membersOf(store(text));
    expect(methods).toEqual([]);
    expect(odd).toEqual([
      'maybe: an optional method',
      'perhaps: an optional method',
      'twice: 2 overloads',
      'thing: a property of type { readonly a: number; }',
      'whatever: of type any',
      'unknown: a property of type unknown',
      'size: a getter or setter',
      'both: a function with members of its own',
      '[sign]: a method with a computed name',
      '[string]: an index signature',
      '(): a call signature',
      'new(): a construct signature',
    ]);
  });

  it('are odd at the place where they are written', () => {
    const text = `export interface Store {\n  head(id: DialogueId): ${ok};\n  maybe?(id: DialogueId): ${ok};\n}\n`;
    const [trait] = traitsOf(store(text)).traits;
    expect(trait?.oddMembers[0]?.place).toEqual({ file: 'src/traits/Store.ts', line: 6, column: 3 });
  });

  it('are judged where a trait extends or is another one', () => {
    const text = `export interface Store { head(id: DialogueId): ${ok} }
export interface Wider extends Store { every(label: string): ${ok} }
export type Same = Wider;
`;
    const { traits, unlisted } = traitsOf(store(text), {
      traits: {
        Store: traitAt('src/traits/Store.ts'),
        Wider: traitAt('src/traits/Store.ts'),
        Same: traitAt('src/traits/Store.ts', 'service'),
      },
    });
    const seen = traits.map(({ name, kind, methods }) => [
      name,
      kind,
      methods
        .filter(({ notTheDialogue }) => notTheDialogue !== undefined)
        .map((method) => `${method.trait}.${method.name}`),
      methods.length,
    ]);
    expect(seen).toEqual([
      ['Store', 'partition', [], 1],
      ['Wider', 'partition', ['Wider.every'], 2],
      ['Same', 'service', ['Same.every'], 2],
    ]);
    expect(unlisted).toEqual([]);
  });

  it('show parameters and result as they are written, on one line and without comments', () => {
    const text = `interface Base<T> { of(id: DialogueId, value: T): ${ok} }
export interface Store extends Base<Head> {
  find(
    id: DialogueId, // the id
    /* what to look for */ options: { readonly a: 1;  readonly b?: string },
    each?: (head: Head) => void,
  ): Promise<
    | Scoped<
        Head
      >
    | undefined
  >;
}
`;
    const [trait] = traitsOf(store(text)).traits;
    expect(trait?.methods.map(({ name, parameters, result }) => ({ name, parameters, result }))).toEqual([
      {
        name: 'find',
        parameters: [
          'id: DialogueId',
          'options: { readonly a: 1; readonly b?: string }',
          'each?: (head: Head) => void',
        ],
        result: 'Promise<Scoped<Head> | undefined>',
      },
      { name: 'of', parameters: ['id: DialogueId', 'value: Head'], result: 'Promise<Scoped<Head>>' },
    ]);
  });
});

describe('what is exported from a trait folder and listed nowhere', () => {
  const others = `export interface WithMethod { a(): void }
export interface WithFunction { readonly a: () => void }
export interface WithOptional { a?(): void }
export interface Inheriting extends WithMethod {}
export type Aliased = { a(): void };
export type Joined = WithMethod & { readonly b: 1 };
export abstract class Abstract { abstract a(): void }
export interface Excused { a(): void }
interface Kept { a(): void }
export type Other = Kept;
export interface Data { readonly a: 1; readonly kept: Kept; readonly list: readonly string[] }
export type Text = string & { readonly brand: true };
export type Choice = 'a' | 'b';
export type Fn = (a: string) => void;
export type List = readonly string[];
export interface Rows extends Array<string> {}
export type Bound = string | Readonly<Record<string, string>>;
export type Either = Data | Kept;
export class Concrete { a(): void {} }
export const value: WithMethod = { a() {} };
export enum Level { low }
`;
  const files = store(`export interface Store { head(id: DialogueId): ${ok} }\nexport type SameStore = Store;\n`, {
    'src/traits/others.ts': others,
    'src/traits/index.ts': `export type { Store as Renamed } from './Store.ts';
export type { Elsewhere } from '../elsewhere.ts';
export type { Pool } from 'pg';
`,
    'src/elsewhere.ts': 'export interface Elsewhere { a(): void }\nexport interface Beyond { a(): void }\n',
  });

  it('is told with its place', () => {
    const { unlisted } = traitsOf(files, { notTraits: { Excused: 'no backend implements it' } });
    expect(unlisted.map(({ name, place }) => `${name} ${place.file}:${place.line}:${place.column}`)).toEqual([
      'Elsewhere src/elsewhere.ts:1:18',
      'Abstract src/traits/others.ts:7:23',
      'Aliased src/traits/others.ts:5:13',
      'Either src/traits/others.ts:18:13',
      'Inheriting src/traits/others.ts:4:18',
      'Joined src/traits/others.ts:6:13',
      'Other src/traits/others.ts:10:13',
      'WithFunction src/traits/others.ts:2:18',
      'WithMethod src/traits/others.ts:1:18',
      'WithOptional src/traits/others.ts:3:18',
    ]);
  });

  it('is nothing where all is listed', () => {
    expect(Object.keys(ground).length).toBe(3);
    expect(traitsOf(store(`export interface Store { head(id: DialogueId): ${ok} }\n`)).unlisted).toEqual([]);
  });
});
