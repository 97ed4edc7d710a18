import { add, countNotes } from '../support/countNotes.ts';
import type { PullRequest } from '../support/PullRequest.ts';

const contract = 'src/contracts/dialogueStoreContract.ts';
const store = 'src/DialogueStore.ts';

function contractIs(title: string, from: string, to: string, at: string): PullRequest {
  return {
    title,
    edit: (project) => void project.replace(contract, from, to),
    findings: [['READ-05', 'DialogueStore', `${contract}: ${at}`]],
  };
}

const empty = {
  title: 'the folder of decisions is empty',
  files: ['0001-one-store', '0002-methods-of-the-store', '0003-beside-the-store'],
};

/** What cannot be judged is refused, and never passed. */
export const reading: readonly PullRequest[] = [
  {
    title: 'no configuration',
    edit: (project) => void project.remove('colloquy-gate.json'),
    findings: [['READ-01', 'colloquy-gate.json', 'colloquy-gate.json: ']],
  },
  {
    title: 'a configuration that is cut off',
    edit: (project) => void project.write('colloquy-gate.json', '{ "version": 1,'),
    findings: [['READ-01', 'colloquy-gate.json', 'colloquy-gate.json: ']],
  },
  {
    title: 'a setting with a slip of the pen',
    edit: (project) => void project.replace('colloquy-gate.json', '"exceptions"', '"exeptions"'),
    findings: [['READ-01', 'colloquy-gate.json', 'colloquy-gate.json: "exeptions"']],
  },
  {
    title: 'a trait that does not parse',
    edit: (project) =>
      void project.replace(store, 'export interface DialogueStore {', 'export interface DialogueStore {{'),
    findings: [['READ-02', store, `${store}: `]],
  },
  {
    title: 'a contract that does not parse',
    edit: (project) => void project.replace(contract, "trait: 'DialogueStore',", "trait: 'DialogueStore"),
    findings: [['READ-02', contract, `${contract}: `]],
  },
  {
    title: 'the trait has another name',
    edit: (project) => void project.replace(store, 'export interface DialogueStore', 'export interface NoteStore'),
    findings: [['READ-03', 'DialogueStore', `${store}: `]],
  },
  {
    title: 'the file of the trait is gone',
    edit: (project) => void project.remove('src/KeyVault.ts'),
    findings: [['READ-03', 'KeyVault', 'src/KeyVault.ts: ']],
  },
  {
    title: 'an empty trait',
    edit: (project) =>
      void project.write('src/KeyVault.ts', 'export interface KeyVault {\n  readonly name: string;\n}\n'),
    findings: [['READ-04', 'KeyVault', 'src/KeyVault.ts: export interface KeyVault']],
  },
  {
    title: 'the contract file is gone',
    edit: (project) => void project.remove(contract),
    findings: [['READ-05', 'DialogueStore', `${contract}: `]],
  },
  contractIs(
    'a contract that is computed',
    "errors: [...common],\n      clauses: ['DS-HEAD-01'],",
    "errors: [...common],\n      clauses: clausesOf('head'),",
    'clauses: clausesOf',
  ),
  contractIs(
    'a budget that depends',
    "budget: { sqlStatements: '2', dynamoRequests: '1' }",
    "budget: process.env['CI'] ? { dynamoRequests: '1' } : { dynamoRequests: 'records' }",
    'budget: process.env',
  ),
  contractIs(
    'a budget from elsewhere',
    "budget: { sqlStatements: '2', dynamoRequests: '1' }",
    'budget: cheap',
    'budget: cheap',
  ),
  contractIs(
    'an entry that is written twice',
    '    get: {',
    "    get: { keys: 'all', access: 'point', budget: {}, errors: [], clauses: ['DS-GET-01'], adr: '0002' },\n    get: {",
    'get: {',
  ),
  contractIs('a contract of another trait', "trait: 'DialogueStore'", "trait: 'KeyVault'", "trait: 'KeyVault'"),
  {
    title: empty.title,
    edit: (project) => {
      for (const name of empty.files) project.remove(`docs/adr/${name}.md`);
    },
    findings: [['READ-06', 'docs/adr', 'docs/adr: ']],
  },
  {
    title: 'front matter that does not parse',
    edit: (project) =>
      void project.replace('docs/adr/0003-beside-the-store.md', 'status: accepted', 'status: [accepted'),
    findings: [['READ-06', '0003', 'docs/adr/0003-beside-the-store.md: ']],
  },
  {
    title: 'front matter with a slip of the pen',
    edit: (project) => void project.replace('docs/adr/0003-beside-the-store.md', 'methods:', 'method:'),
    findings: [['READ-06', '0003', 'docs/adr/0003-beside-the-store.md: method:']],
  },
  {
    title: 'no report',
    edit: (project) => void (project.reports.instead['keyvalue'] = undefined),
    findings: [['READ-07', 'keyvalue', 'reports/keyvalue.json: ']],
  },
  {
    title: 'a report that is cut off',
    edit: (project) => void (project.reports.instead['keyvalue'] = '{ "schema": 2, '),
    findings: [['READ-07', 'keyvalue', 'reports/keyvalue.json: ']],
  },
  {
    title: 'a report of an older suite',
    edit: (project) => void (project.reports.instead['keyvalue'] = '{ "schema": 1, "green": true }'),
    findings: [['READ-07', 'keyvalue', 'reports/keyvalue.json: ']],
  },
  {
    title: 'a report of no suites',
    edit: (project) =>
      void (project.reports.instead['keyvalue'] =
        '{ "schema": 2, "suite": "colloquy-conformance", "seed": 1, "runs": 1, "green": true, "sources": [], "suites": [] }'),
    findings: [['READ-07', 'keyvalue', 'reports/keyvalue.json: ']],
  },
  {
    title: 'a type that comes from nowhere',
    edit: (project) => void add(project, { ...countNotes, signature: '(id: DialogueId): Promise<Scoped<Nothing>>' }),
    findings: [['READ-09', 'DialogueStore.countNotes', `${store}: countNotes`]],
  },
  {
    title: 'an import that leads nowhere',
    edit: (project) => void project.replace(store, "from './domain/Note.ts'", "from './domain/Notes.ts'"),
    findings: [['READ-09', store, `${store}: import type { Note }`]],
  },
  {
    title: 'a fault that is silenced',
    edit: (project) =>
      void project.replace(
        store,
        "import type { Note } from './domain/Note.ts'",
        "// @ts-ignore: it is there at run time\nimport type { Note } from './domain/Notes.ts'",
      ),
    findings: [['READ-09', store, `${store}: `]],
  },
  {
    title: 'no registry of clauses',
    edit: (project) => void project.remove('src/clauses.ts'),
    findings: [['READ-10', 'src/clauses.ts', 'src/clauses.ts: ']],
  },
  {
    title: 'no documents of clauses',
    edit: (project) => void project.remove('docs/spec/store.md'),
    findings: [['READ-10', 'docs/spec', 'docs/spec: ']],
  },
  {
    title: 'exceptions that do not parse',
    edit: (project) => void project.write('gate-exceptions.yaml', '- rule: [\n'),
    findings: [['READ-01', 'gate-exceptions.yaml', 'gate-exceptions.yaml: ']],
  },
];
