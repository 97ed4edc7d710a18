import { describe, expect, it } from 'vitest';
import { imports, traitsOf, type Files } from './project.ts';

/** A small project in which one method reaches declarations of every kind. */
const files: Files = {
  'src/traits/Store.ts': `${imports}import type { Filter, Found, Level } from '../types.ts';
import type { Value } from '../domain/Value.ts';

/** What a backend implements. */
export interface Store {
  find(id: DialogueId, filter: Filter, level: Level, options?: CallOptions): Promise<Scoped<Found> | undefined>;
  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head>>;
  pick<T extends Head>(id: DialogueId, take: (head: Head, at: number) => T): Promise<Scoped<{ readonly taken: T; readonly value: Value }>>;
}
`,
  'src/types.ts': `import type { CallOptions } from './options.ts';
export enum Level { low, high = 4 }
export const sizes = { small: 1, large: 2 } as const;
type Names<T> = { readonly [K in keyof T]: K };
export interface Filter extends CallOptions {
  readonly label: string;
  readonly kinds: readonly ('open' | 'closed')[];
  matches(text: string, at?: number): boolean;
}
export interface Found {
  readonly size: keyof typeof sizes;
  readonly names: Names<Filter>;
  readonly made: ReturnType<typeof make>;
  readonly next?: Found;
}
function make(text: string) {
  return { text, length: text.length };
}
`,
  'src/domain/Value.ts': `export interface Value { readonly of: string }
`,
};

/** The shapes of the methods by name, after replacing texts in a file. */
function shapesAfter(edit: Edit): Readonly<Record<string, string>> {
  const changed = { ...files, ...edit.files };
  for (const [path, from, to] of edit.replace ?? []) {
    const text = changed[path] ?? ground(path);
    if (text.split(from).length !== 2) throw new Error(`${path} has ${JSON.stringify(from)} not exactly once`);
    Object.assign(changed, { [path]: text.replace(from, () => to) });
  }
  const { traits } = traitsOf(changed, { opaque: ['src/domain'], notTraits: {} });
  return Object.fromEntries((traits[0]?.methods ?? []).map(({ name, shape }) => [name, shape]));
}

function ground(path: string): string {
  if (path !== 'src/options.ts') throw new Error(`no ${path}`);
  return `export interface CallOptions { readonly signal?: AbortSignal }
export interface Head { readonly n: number; readonly state: 'open' | 'closed' }
`;
}

/** The shapes of the project as it is, read once. */
let unchanged: Readonly<Record<string, string>> | undefined;
const shapesBefore = (): Readonly<Record<string, string>> => (unchanged ??= shapesAfter({ name: 'nothing' }));

interface Edit {
  readonly name: string;
  readonly replace?: readonly (readonly [path: string, from: string, to: string])[];
  readonly files?: Files;
  /** Methods whose shape changes. */
  readonly changes?: readonly string[];
}

const store = 'src/traits/Store.ts';
const types = 'src/types.ts';
const options = 'src/options.ts';
const edit = (name: string, path: string, from: string, to: string, ...changes: readonly string[]): Edit => ({
  name,
  replace: [[path, from, to]],
  changes,
});

const innocent: readonly Edit[] = [
  { name: 'nothing' },
  edit('a comment on a method', store, '  head(', '  /** The head. */\n  head('),
  edit('a comment in a signature', store, 'level: Level', 'level /* how */: Level'),
  edit('a comment in a type that is reached', types, '  readonly label', '  // What it is called.\n  readonly label'),
  edit('a comment on the trait', store, 'What a backend implements', 'What every backend implements'),
  edit('layout', store, 'filter: Filter, level: Level', '\n    filter: Filter,\n    level: Level'),
  edit(
    'a trailing comma',
    store,
    'options?: CallOptions): Promise<Scoped<Head>>',
    'options?: CallOptions,): Promise<Scoped<Head>>',
  ),
  edit('a parameter renamed', store, 'filter: Filter', 'which: Filter'),
  edit('the first parameter renamed', store, 'head(id:', 'head(dialogue:'),
  edit('a parameter of a callback renamed', store, '(head: Head, at: number)', '(one: Head, index: number)'),
  edit('a parameter of a method that is reached renamed', types, 'matches(text: string', 'matches(label: string'),
  edit(
    'a type parameter renamed',
    store,
    'pick<T extends Head>(id: DialogueId, take: (head: Head, at: number) => T): Promise<Scoped<{ readonly taken: T;',
    'pick<Taken extends Head>(id: DialogueId, take: (head: Head, at: number) => Taken): Promise<Scoped<{ readonly taken: Taken;',
  ),
  edit(
    'a type parameter of an alias renamed',
    types,
    'Names<T> = { readonly [K in keyof T]: K }',
    'Names<Of> = { readonly [Key in keyof Of]: Key }',
  ),
  edit(
    'members reordered',
    types,
    "  readonly label: string;\n  readonly kinds: readonly ('open' | 'closed')[];",
    "  readonly kinds: readonly ('open' | 'closed')[];\n  readonly label: string;",
  ),
  edit(
    'members of a literal reordered',
    store,
    'readonly taken: T; readonly value: Value',
    'readonly value: Value; readonly taken: T',
  ),
  edit('a union reordered', types, "('open' | 'closed')", "('closed' | 'open')"),
  edit('a union in the result reordered', store, 'Scoped<Found> | undefined', 'undefined | Scoped<Found>'),
  edit('members of an enumeration reordered', types, 'low, high = 4', 'high = 4, low = 0'),
  edit('a member in quotes', types, 'readonly label:', "readonly 'label':"),
  edit('other quotes', types, "'open' | 'closed'", '"open" | "closed"'),
  edit('an array in its long form', types, "readonly ('open' | 'closed')[]", "ReadonlyArray<'open' | 'closed'>"),
  edit('parentheses', store, 'level: Level', 'level: (Level)'),
  edit('a comma instead of a semicolon', types, 'label: string;', 'label: string,'),
  {
    name: 'an import under another name',
    replace: [
      [store, 'import type { Filter,', 'import type { Filter as Which,'],
      [store, 'filter: Filter', 'filter: Which'],
    ],
  },
  {
    name: 'an import of the module',
    replace: [
      [
        store,
        "import type { Filter, Found, Level } from '../types.ts';",
        "import type { Filter, Found } from '../types.ts';\nimport type * as Types from '../types.ts';",
      ],
      [store, 'level: Level', 'level: Types.Level'],
    ],
  },
  {
    name: 'an import where it is used',
    replace: [
      [store, 'Filter, Found, Level }', 'Filter, Found }'],
      [store, 'level: Level', "level: import('../types.ts').Level"],
    ],
  },
  {
    name: 'a type moved to another file',
    replace: [[types, 'export enum Level { low, high = 4 }\n', "export type { Level } from './level.ts';\n"]],
    files: { 'src/level.ts': 'export enum Level { low, high = 4 }\n' },
  },
  {
    name: 'methods reordered',
    replace: [
      [store, '  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head>>;\n', ''],
      [store, '  find(', '  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head>>;\n  find('],
    ],
  },
  {
    name: 'declarations reordered',
    replace: [
      [types, 'export enum Level { low, high = 4 }\n', ''],
      [types, 'function make', 'export enum Level { low, high = 4 }\nfunction make'],
    ],
  },
  {
    name: 'a declaration in two parts that merge',
    replace: [
      [
        types,
        'export interface Found {\n  readonly size: keyof typeof sizes;',
        'export interface Found { readonly size: keyof typeof sizes }\nexport interface Found {',
      ],
    ],
  },
  {
    name: 'a trait that inherits a method',
    replace: [
      [store, '  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head>>;\n', ''],
      [
        store,
        'export interface Store {',
        'interface Base {\n  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head>>;\n}\nexport interface Store extends Base {',
      ],
    ],
  },
  edit(
    'a method as a property',
    store,
    'head(id: DialogueId, options?: CallOptions): Promise',
    'readonly head: (id: DialogueId, options?: CallOptions) => Promise',
  ),
  edit(
    'what an opaque type is',
    'src/domain/Value.ts',
    'readonly of: string',
    'readonly of: number; readonly more: true',
  ),
  edit(
    'a declaration that no method reaches',
    types,
    'function make',
    'export interface Other { readonly a: 1 }\nfunction make',
  ),
  edit('another method', store, '  head(', '  other(id: DialogueId): Promise<Scoped<Head>>;\n  head('),
  {
    name: 'another type of the same name elsewhere',
    files: { 'src/other.ts': 'export interface Filter { readonly none: true }\n' },
  },
];

const offending: readonly Edit[] = [
  edit('a parameter more', store, 'head(id: DialogueId,', 'head(id: DialogueId, at: number,', 'head'),
  edit('a parameter less', store, 'head(id: DialogueId, options?: CallOptions)', 'head(id: DialogueId)', 'head'),
  edit('parameters in another order', store, 'filter: Filter, level: Level', 'level: Level, filter: Filter', 'find'),
  edit('a parameter made optional', store, 'level: Level, options', 'level?: Level, options', 'find'),
  edit(
    'an option made obligatory',
    store,
    'level: Level, options?: CallOptions',
    'level: Level, options: CallOptions',
    'find',
  ),
  edit(
    'a rest parameter',
    store,
    'level: Level, options?: CallOptions',
    'level: Level, ...options: CallOptions[]',
    'find',
  ),
  edit('the type of a parameter', store, 'level: Level', 'level: Level | undefined', 'find'),
  edit('the result', store, 'Scoped<Found> | undefined', 'Scoped<Found>', 'find'),
  edit(
    'an option more',
    options,
    'readonly signal?: AbortSignal',
    'readonly signal?: AbortSignal; readonly all?: boolean',
    'find',
    'head',
  ),
  edit('an option that was optional', options, 'signal?:', 'signal:', 'find', 'head'),
  edit('a state more', options, "'open' | 'closed'", "'open' | 'closed' | 'lost'", 'head', 'pick'),
  edit('a field renamed', options, 'readonly n:', 'readonly m:', 'head', 'pick'),
  edit('the type of a field', options, 'n: number', 'n: bigint', 'head', 'pick'),
  edit('a field that may be written', options, 'readonly n:', 'n:', 'head', 'pick'),
  edit('a method that is reached', types, 'at?: number): boolean', 'at?: number): number', 'find'),
  edit('an optional parameter of it', types, 'at?: number', 'at: number', 'find'),
  edit('a member of an enumeration', types, 'low, high', 'low, middle, high', 'find'),
  edit('a value of an enumeration', types, 'high = 4', 'high = 5', 'find'),
  edit('a constant whose type is used', types, 'small: 1,', 'small: 1, middle: 3,', 'find'),
  edit('a function whose result is used', types, 'return { text, length: text.length }', 'return { text }', 'find'),
  edit('a mapped type', types, '{ readonly [K in keyof T]: K }', '{ readonly [K in keyof T]?: K }', 'find'),
  edit('what is inherited', types, 'Filter extends CallOptions', 'Filter', 'find'),
  edit('a signature in a literal', store, '(head: Head, at: number) => T', '(head: Head) => T', 'pick'),
  edit('the limit of a type parameter', store, 'pick<T extends Head>', 'pick<T extends Head | string>', 'pick'),
  edit('a type parameter in another place', store, 'readonly taken: T;', 'readonly taken: Head;', 'pick'),
  edit('another opaque type', store, 'readonly value: Value', 'readonly value: readonly Value[]', 'pick'),
  edit('an array of arrays', types, "('open' | 'closed')[]", "('open' | 'closed')[][]", 'find'),
  edit('an intersection instead of a union', store, 'filter: Filter', 'filter: Filter & Head', 'find'),
  edit('a brand', 'src/types.ts', 'readonly label: string', 'readonly label: string & { readonly mark: true }', 'find'),
  {
    name: 'a type of the same name from elsewhere',
    replace: [
      [
        store,
        "import type { Filter, Found, Level } from '../types.ts';",
        "import type { Found, Level } from '../types.ts';\nimport type { Filter } from '../other.ts';",
      ],
    ],
    files: { 'src/other.ts': 'export interface Filter { readonly none: true }\n' },
    changes: ['find'],
  },
  {
    name: 'two types of one name that change places',
    replace: [
      [
        store,
        "import type { Filter, Found, Level } from '../types.ts';",
        "import type { Filter, Found, Level } from '../types.ts';\nimport type { Filter as Other } from '../other.ts';",
      ],
      [store, 'filter: Filter', 'filter: Other, other: Filter'],
    ],
    files: { 'src/other.ts': 'export interface Filter { readonly none: true }\n' },
    changes: ['find'],
  },
];

describe('the shape of a method', () => {
  it.each(innocent.map((one) => [one.name, one] as const))('stays: %s', (_, one) => {
    expect(shapesAfter(one)).toMatchObject(shapesBefore());
  });

  it.each(offending.map((one) => [one.name, one] as const))('changes: %s', (_, one) => {
    const before = shapesBefore();
    const after = shapesAfter(one);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(one.changes);
  });

  it('is 64 hexadecimal digits', () => {
    expect(Object.values(shapesBefore()).every((shape) => /^[0-9a-f]{64}$/.test(shape))).toBe(true);
  });

  it('tells two types of one name apart in both places', () => {
    const other = { 'src/other.ts': 'export interface Filter { readonly none: true }\n' };
    const importBoth: Edit['replace'] = [
      [
        store,
        "import type { Filter, Found, Level } from '../types.ts';",
        "import type { Filter, Found, Level } from '../types.ts';\nimport type { Filter as Other } from '../other.ts';",
      ],
    ];
    const shapeOf = (parameters: string): string | undefined =>
      shapesAfter({ name: '', replace: [...importBoth, [store, 'filter: Filter', parameters]], files: other })['find'];
    expect(shapeOf('a: Filter, b: Other')).toBe(shapeOf('b: Filter, a: Other'));
    expect(shapeOf('a: Filter, b: Other')).not.toBe(shapeOf('a: Other, b: Filter'));
  });

  it('follows the arguments of a generic base', () => {
    const generic = (argument: string): string | undefined =>
      shapesAfter({
        name: '',
        replace: [
          [store, '  head(id: DialogueId, options?: CallOptions): Promise<Scoped<Head>>;\n', ''],
          [
            store,
            'export interface Store {',
            `interface Base<T> {\n  head(id: DialogueId, of: T, options?: CallOptions): Promise<Scoped<T & Head>>;\n}\nexport interface Store extends Base<${argument}> {`,
          ],
        ],
      })['head'];
    expect(generic('Filter')).toBe(generic('Filter'));
    expect(generic('Filter')).not.toBe(generic('Found'));
    expect(generic('{ a: 1 }')).not.toBe(generic('{ a: 2 }'));
  });
});
