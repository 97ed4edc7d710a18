import { beforeAll, describe, expect, it } from 'vitest';
import type { Method } from '../../src/model/Trait.ts';
import { readTraits } from '../../src/read/readTraits.ts';
import { createDiskTree } from '../../src/read/diskTree.ts';
import { folderOf, ground, imports, settings } from './project.ts';

/** A signature, and what must be seen in it: first parameter, result, further dialogues. */
interface Case {
  readonly signature: string;
  readonly first?: string;
  readonly result?: string;
  readonly more?: readonly string[];
}

const ok = 'Promise<Scoped<Head>>';
const first = (signature: string, message: string): Case => ({ signature: `(${signature}): ${ok}`, first: message });
const result = (type: string, message: string, ...more: readonly string[]): Case => ({
  signature: `(id: DialogueId): ${type}`,
  result: message,
  more,
});
const more = (signature: string, ...messages: readonly string[]): Case => ({ signature, more: messages });
const named = (path: string): string => `a further parameter names a dialogue: ${path}`;
const many = (path: string): string => `the result names any number of dialogues: ${path}`;

const cases: readonly Case[] = [
  // Innocent.
  { signature: `(id: DialogueId): ${ok}` },
  { signature: '(id: DialogueId, options?: CallOptions): Promise<Scoped<Head> | undefined>' },
  { signature: `(this: void, id: DialogueId): ${ok}` },
  { signature: `<I extends DialogueId>(id: I): ${ok}` },
  {
    signature: '<T extends PartitionScoped>(id: DialogueId, read: (text: string) => T): Promise<T>',
    more: [named('read()')],
  },
  { signature: '<T extends object>(id: DialogueId): Promise<Scoped<T>>' },
  { signature: `(id: Alias): Promise<ScopedHead>` },
  { signature: '(id: DialogueId): Promise<Handle>' },
  { signature: '(id: DialogueId): Promise<Scoped<{ readonly heads: readonly Head[]; readonly parent: DialogueId }>>' },
  { signature: '(id: DialogueId): Promise<Scoped<{ a: 1 }> | Scoped<{ b: 2 }> | undefined>' },
  { signature: `(id: DialogueId, input: unknown, keys: readonly string[], tree: Tree): ${ok}` },
  // The first parameter.
  first('', 'there is no parameter: the first one must be the DialogueId'),
  first('id?: DialogueId', 'the first parameter is optional'),
  first('...ids: DialogueId[]', 'the first parameter takes any number of values'),
  first('...both: [DialogueId, CallOptions]', 'the first parameter takes any number of values'),
  first('{ length }: DialogueId', 'the first parameter is taken apart: it must be the DialogueId itself'),
  first('id: any', 'the first parameter is any'),
  first('id: never', 'the first parameter is never: nobody can call it'),
  first('id: unknown', 'the first parameter is wider than DialogueId: unknown'),
  first('id: string', 'the first parameter is wider than DialogueId: string'),
  first('id: DialogueId | undefined', 'the first parameter is wider than DialogueId: DialogueId | undefined'),
  first('id: DialogueId | Label', 'the first parameter is wider than DialogueId: DialogueId | Label'),
  first(
    "id: DialogueId & 'one'",
    'the first parameter is narrower than DialogueId: { readonly [brand]: true; } & "one"',
  ),
  first('id: Label', 'the first parameter is no DialogueId: Label'),
  first('label: number', 'the first parameter is no DialogueId: number'),
  first('request: { readonly id: DialogueId }', 'the first parameter is no DialogueId: { readonly id: DialogueId; }'),
  { signature: `<T>(id: T): ${ok}`, first: 'the first parameter is no DialogueId: T' },
  { signature: `<T extends string>(id: T): ${ok}`, first: 'the first parameter is wider than DialogueId: T' },
  // The result.
  result('Scoped<Head>', 'the result is no Promise: Scoped<Head>'),
  result('any', 'the result is any'),
  result('void', 'the result is no Promise: void'),
  result('never', 'the result is no Promise: never'),
  result('unknown', 'the result is no Promise: unknown'),
  result('Promise<any>', 'the result is a Promise of any'),
  result('Promise<Scoped<any>>', 'the result is a Promise of any'),
  result('Promise<unknown>', 'the result is a Promise of unknown'),
  result('Promise<void>', 'the result names no dialogue'),
  result('Promise<undefined>', 'the result names no dialogue'),
  result('Promise<never>', 'the result names no dialogue'),
  result('Promise<Scoped<never>>', 'the result names no dialogue'),
  result('Promise<Scoped<Head> | null>', 'the result is not PartitionScoped: null'),
  result('Promise<Scoped<Head> | Head>', 'the result is not PartitionScoped: Head'),
  result(
    'Promise<{ readonly dialogueId: DialogueId }>',
    'the result is not PartitionScoped: { readonly dialogueId: DialogueId; }',
  ),
  result('PromiseLike<Scoped<Head>>', 'the result is no Promise: PromiseLike<Scoped<Head>>'),
  result('Later<Scoped<Head>>', 'the result is no Promise: Later<Scoped<Head>>', many('result.then(resolve)(value)')),
  result(
    'Mine.Promise<Scoped<Head>>',
    'the result is no Promise: Promise<Scoped<Head>>',
    many('result.then(resolve)(value)'),
  ),
  result('Promise<Scoped<Head>> | undefined', 'the result is no Promise: Promise<Scoped<Head>> | undefined'),
  { signature: '<T>(id: DialogueId): Promise<T>', result: 'the result is not PartitionScoped: T' },
  { signature: '<T>(id: DialogueId): T', result: 'the result is no Promise: T' },
  // Several dialogues in the result.
  result('AsyncIterable<Scoped<Head>>', 'the result is no Promise: AsyncIterable<Scoped<Head>>', many('result[]')),
  result(
    'Promise<readonly Scoped<Head>[]>',
    'the result is not PartitionScoped: readonly Scoped<Head>[]',
    many('result[]'),
  ),
  more('(id: DialogueId): Promise<Scoped<{ readonly others: readonly DialogueId[] }>>', many('result.others[]')),
  more('(id: DialogueId): Promise<Scoped<{ both: [Scoped<Head>, number] }>>', many('result.both[]')),
  more('(id: DialogueId): Promise<Scoped<{ by: Map<string, { deep: Scoped<Head> }> }>>', many('result.by[].deep')),
  more('(id: DialogueId): Promise<Scoped<{ by: ReadonlySet<DialogueId> }>>', many('result.by[]')),
  more('(id: DialogueId): Promise<Scoped<{ by: Record<string, Scoped<Head>> }>>', many('result.by[]')),
  more('(id: DialogueId): Promise<Scoped<{ by: Record<DialogueId, Head> }>>', many('result.by[]')),
  more('(id: DialogueId): Promise<Scoped<{ all(): Generator<Scoped<Head>, void> }>>', many('result.all()[]')),
  more('(id: DialogueId): Promise<Scoped<{ all(): AsyncGenerator<Scoped<Head>, void> }>>', many('result.all()[]')),
  more('(id: DialogueId): Promise<Scoped<{ open(other: DialogueId): Promise<Head> }>>', many('result.open(other)')),
  more('(id: DialogueId): Promise<Scoped<Opaque>>', many('result.related[]')),
  more('(id: DialogueId): Promise<Scoped<Walk>>', many('result.[asyncIterator]().next().value')),
  more(
    '(id: DialogueId): Promise<Scoped<Endless<Head>>>',
    many(`result${'.next'.repeat(10)}.nex... (a type that grows without end)`),
  ),
  // Several dialogues in the arguments.
  more(`(id: DialogueId, other: DialogueId): ${ok}`, named('other')),
  more(`(id: DialogueId, ...others: DialogueId[]): ${ok}`, named('others[]')),
  more(
    `(id: DialogueId, options: CallOptions & { readonly also?: readonly DialogueId[] }): ${ok}`,
    named('options.also[]'),
  ),
  more(`(id: DialogueId, each: (id: DialogueId) => void): ${ok}`, named('each(id)')),
  more(`(id: DialogueId, next: () => Promise<DialogueId>): ${ok}`, named('next()')),
  more(`(id: DialogueId, by: ReadonlyMap<DialogueId, string>): ${ok}`, named('by[]')),
  more(`(id: DialogueId, by: Record<DialogueId, string>): ${ok}`, named('by[]')),
  more(`(id: DialogueId, page: Opaque, at: number): ${ok}`, named('page.related[]')),
  more(`(id: DialogueId, head: Scoped<Head>): ${ok}`, named('head')),
  more(`(id: DialogueId, one: DialogueId & 'one', two: { id: DialogueId }): ${ok}`, named('one'), named('two.id')),
  more(`<T extends { id: DialogueId }>(id: DialogueId, one: T): ${ok}`, named('one.id')),
];

const source = `${imports}import type { Opaque } from '../domain/Opaque.ts';
declare const other: unique symbol;
type Alias = DialogueId;
type Label = string & { readonly [other]: true };
type ScopedHead = Scoped<Head>;
type Tree = { readonly [name: string]: Tree | string };
interface Later<T> { then(resolve: (value: T) => void): void }
declare namespace Mine { interface Promise<T> { then(resolve: (value: T) => void): void } }
interface Endless<T> { readonly next: Endless<T[]> }
interface Walk { [Symbol.asyncIterator](): { next(): { done: boolean; value: Scoped<Head> } } }
type Handle = Scoped<{ readonly current: Scoped<Head>; refresh(options?: CallOptions): Promise<Scoped<Head>> }>;
export interface Store {
${cases.map(({ signature }, at) => `  m${at}${signature};`).join('\n')}
}
`;
const opaque = `import type { DialogueId } from '../id.ts';
export interface Opaque { readonly related: readonly DialogueId[] }
`;

describe('what a signature says of dialogues', () => {
  let methods: readonly Method[];
  beforeAll(() => {
    const files = { ...ground, 'src/traits/Store.ts': source, 'src/domain/Opaque.ts': opaque };
    const read = readTraits(createDiskTree(folderOf(files)), settings({ opaque: ['src/domain'] }));
    methods = read.traits[0]?.methods ?? [];
  });

  it.each(cases.map((one, at) => [one.signature, one, at] as const))('%s', (_, one, at) => {
    const method = methods[at];
    expect({
      name: method?.name,
      first: method?.notTheDialogue?.message,
      result: method?.notScoped?.message,
      more: method?.moreDialogues.map(({ message }) => message),
    }).toEqual({ name: `m${at}`, first: one.first, result: one.result, more: one.more ?? [] });
  });

  it('stands where the parameter or the result is written', () => {
    const at = cases.findIndex(({ signature }) => signature.includes('one: DialogueId'));
    const line = source.split('\n').findIndex((text) => text.startsWith(`  m${at}(`)) + 1;
    const text = source.split('\n')[line - 1] ?? '';
    const places = methods[at]?.moreDialogues.map(({ place }) => place);
    expect(places).toEqual(
      ['one:', 'two:'].map((word) => ({ file: 'src/traits/Store.ts', line, column: text.indexOf(word) + 1 })),
    );
    const unscoped = cases.findIndex(({ signature }) => signature.endsWith('): Promise<any>'));
    expect(methods[unscoped]?.notScoped?.place.column).toBe(`  m${unscoped}(id: DialogueId): `.length + 1);
    const missing = cases.findIndex(({ signature }) => signature.startsWith('():'));
    expect(methods[missing]?.notTheDialogue?.place.column).toBe(3);
  });
});
