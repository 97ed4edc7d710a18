import { add, countNotes, type NewMethod } from '../support/countNotes.ts';
import type { PullRequest } from '../support/PullRequest.ts';

const store = 'src/DialogueStore.ts';
const subject = 'DialogueStore.countNotes';

/** The new method with another signature: everything else about it is in order. */
function signed(
  title: string,
  rule: PullRequest['findings'][number][0],
  signature: string,
  declarations = '',
): PullRequest {
  const method: NewMethod = { ...countNotes, signature, declarations };
  return {
    title,
    edit: (project) => void add(project, method),
    findings: [[rule, subject, `${store}: countNotes`]],
  };
}

const scoped = 'Promise<Scoped<{ readonly notes: number }>>';

/** Signatures that a partitioned backend cannot serve, and ways to make them look as if it could. */
export const signatures: readonly PullRequest[] = [
  signed('no parameter', 'SCOPE-01', `(): ${scoped}`),
  signed('the id is not the first', 'SCOPE-01', `(limit: number, options?: CallOptions): ${scoped}`),
  signed('the id as a plain string', 'SCOPE-01', `(id: string): ${scoped}`),
  signed('the id as any', 'SCOPE-01', `(id: any): ${scoped}`),
  signed('the id, or none', 'SCOPE-01', `(id: DialogueId | undefined): ${scoped}`),
  signed('an optional id', 'SCOPE-01', `(id?: DialogueId): ${scoped}`),
  signed('the id, or a star', 'SCOPE-01', `(id: DialogueId | '*'): ${scoped}`),
  signed('an object with the id', 'SCOPE-01', `(where: { readonly id: DialogueId }): ${scoped}`),
  signed('a list of ids', 'SCOPE-01', `(ids: readonly DialogueId[]): ${scoped}`),
  signed(
    'another type of the same name',
    'SCOPE-01',
    `(id: Other.DialogueId): ${scoped}`,
    'declare namespace Other {\n  type DialogueId = string;\n}\n\n',
  ),
  signed('an id that the caller may widen', 'SCOPE-01', `<Id>(id: Id): ${scoped}`),
  signed('no promise', 'SCOPE-02', '(id: DialogueId): Scoped<{ readonly notes: number }>'),
  signed('a bare number', 'SCOPE-02', '(id: DialogueId): Promise<number>'),
  signed('any', 'SCOPE-02', '(id: DialogueId): Promise<any>'),
  signed('scoped any', 'SCOPE-02', '(id: DialogueId): Promise<Scoped<any>>'),
  signed('unknown', 'SCOPE-02', '(id: DialogueId): Promise<unknown>'),
  signed('nothing', 'SCOPE-02', '(id: DialogueId): Promise<void>'),
  signed('scoped, or not', 'SCOPE-02', '(id: DialogueId): Promise<Scoped<Head> | Head>'),
  signed(
    'a marker of its own',
    'SCOPE-02',
    '(id: DialogueId): Promise<Marked>',
    'interface Marked {\n  readonly dialogueId: DialogueId;\n}\n\n',
  ),
  signed('a type that the caller chooses', 'SCOPE-02', '<T>(id: DialogueId): Promise<T>'),
  signed('a stream of notes', 'SCOPE-02', '(id: DialogueId): AsyncIterable<Note>'),
  signed('more ids behind the first', 'SCOPE-03', `(id: DialogueId, others: readonly DialogueId[]): ${scoped}`),
  signed('any number of ids', 'SCOPE-03', `(id: DialogueId, ...others: DialogueId[]): ${scoped}`),
  signed(
    'ids in the options',
    'SCOPE-03',
    `(id: DialogueId, options?: { readonly alsoIn?: ReadonlySet<DialogueId> }): ${scoped}`,
  ),
  signed(
    'a callback that names dialogues',
    'SCOPE-03',
    `(id: DialogueId, next: () => DialogueId | undefined): ${scoped}`,
  ),
  signed(
    'a list of scoped values inside a scoped one',
    'SCOPE-03',
    '(id: DialogueId): Promise<Scoped<{ readonly like: readonly Scoped<Head>[] }>>',
  ),
  signed(
    'a map of ids inside a scoped value',
    'SCOPE-03',
    '(id: DialogueId): Promise<Scoped<{ readonly counts: ReadonlyMap<DialogueId, number> }>>',
  ),
  signed('a statement', 'SCOPE-04', `(id: DialogueId, sql: string): ${scoped}`),
  signed(
    'an expression of DynamoDB',
    'SCOPE-04',
    `(id: DialogueId, filter: { readonly KeyConditionExpression: string }): ${scoped}`,
  ),
  signed(
    'what DynamoDB answers with',
    'SCOPE-04',
    '(id: DialogueId): Promise<Scoped<{ readonly LastEvaluatedKey: string }>>',
  ),
  signed('a type of a package', 'SCOPE-04', `(id: DialogueId, client: import('zod').ZodType): ${scoped}`),
  signed('a stream of Node', 'SCOPE-04', `(id: DialogueId, into: import('node:stream').Writable): ${scoped}`),
  signed('a method that a backend may leave out', 'TRAIT-02', `?(id: DialogueId): ${scoped}`),
  {
    title: 'two overloads, of which one is scoped',
    edit: (project) => {
      add(project, countNotes).replace(store, '  countNotes(id', '  countNotes(): Promise<number>;\n  countNotes(id');
    },
    findings: [['TRAIT-02', subject, `${store}: countNotes`]],
  },
  {
    title: 'a member of any name',
    edit: (project) =>
      void project.replace(
        store,
        'export interface DialogueStore {',
        'export interface DialogueStore {\n  [name: string]: any;\n',
      ),
    findings: [['TRAIT-02', 'DialogueStore.[string]', `${store}: [name: string]`]],
  },
  {
    title: 'a method that comes in by inheritance',
    edit: (project) => {
      add(project, { ...countNotes, signature: `(id: string): ${scoped}` })
        .replace(store, `  countNotes(id: string): ${scoped};\n`, '')
        .replace(store, 'export interface DialogueStore {', 'export interface DialogueStore extends Counting {')
        .replace(
          store,
          'export interface Head {',
          `interface Counting {\n  countNotes(id: string): ${scoped};\n}\n\nexport interface Head {`,
        );
    },
    findings: [['SCOPE-01', subject, `${store}: countNotes`]],
  },
  {
    title: 'a method that comes in by a second declaration',
    edit: (project) => {
      add(project, { ...countNotes, signature: `(id: string): ${scoped}` });
      project.replace(store, `  countNotes(id: string): ${scoped};\n`, '');
      project.write(
        store,
        `${project.read(store)}\nexport interface DialogueStore {\n  countNotes(id: string): ${scoped};\n}\n`,
      );
    },
    findings: [['SCOPE-01', subject, `${store}: countNotes`]],
  },
  {
    title: 'a second trait beside the first',
    edit: (project) =>
      void project.write(
        'src/Extras.ts',
        'export interface DialogueExtras {\n  search(text: string): Promise<readonly string[]>;\n}\n',
      ),
    findings: [['TRAIT-01', 'DialogueExtras', 'src/Extras.ts: export interface DialogueExtras']],
  },
  {
    title: 'a second trait as a type',
    edit: (project) =>
      void project.write(
        'src/Extras.ts',
        'export type DialogueExtras = { readonly search: (text: string) => Promise<readonly string[]> };\n',
      ),
    findings: [['TRAIT-01', 'DialogueExtras', 'src/Extras.ts: export type DialogueExtras']],
  },
];
