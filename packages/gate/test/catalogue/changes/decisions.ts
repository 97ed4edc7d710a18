import { add, countNotes, entryOf, record, recordOf, type NewMethod } from '../support/countNotes.ts';
import type { PullRequest } from '../support/PullRequest.ts';
import { answered } from '../support/questions.ts';

const store = 'src/DialogueStore.ts';
const contract = 'src/contracts/dialogueStoreContract.ts';
const subject = 'DialogueStore.countNotes';
const second = 'docs/adr/0002-methods-of-the-store.md';

/** The new method with something wrong in its record. */
function decided(title: string, method: Partial<NewMethod>, ...findings: PullRequest['findings']): PullRequest {
  return { title, edit: (project) => void add(project, { ...countNotes, ...method }), findings };
}

const withAnswer = (heading: string, answer: string): string =>
  answered.replace(new RegExp(`(### ${heading.replaceAll('?', String.raw`\?`)}\n\n)[^\n]+`), `$1${answer}`);

/** An answer that is none. */
function unanswered(title: string, answer: string): PullRequest {
  const heading = 'What bounds it?';
  return decided(title, { questions: withAnswer(heading, answer) }, ['ADR-07', '0004', `${record}: ### ${heading}`]);
}

/** Decisions that are missing, old, open or bent. */
export const decisions: readonly PullRequest[] = [
  {
    title: 'a new method without a record',
    edit: (project) =>
      void add(project, { ...countNotes, entry: entryOf(countNotes, { adr: "'0002'" }) }).remove(record),
    findings: [['ADR-01', subject, `${store}: countNotes`]],
  },
  {
    title: 'a new method whose record is about another one',
    edit: (project) => {
      add(project, countNotes).replace(record, 'DialogueStore.countNotes: {', 'DialogueStore.head: {');
    },
    findings: [['ADR-01', subject, `${store}: countNotes`]],
  },
  {
    title: 'a new method that is slipped into an old record',
    edit: (project) => {
      add(project, { ...countNotes, entry: entryOf(countNotes, { adr: "'0002'" }) })
        .remove(record)
        .replace(
          second,
          'methods:\n',
          'methods:\n  DialogueStore.countNotes: { partition-key: dialogue id, bound: one item, capability: required }\n',
        );
    },
    findings: [['ADR-08', '0002', `${second}: DialogueStore.countNotes`]],
  },
  decided('a record that is still proposed', { status: 'proposed' }, ['ADR-06', subject, `${contract}: adr: '0004'`]),
  decided('a record that was rejected', { status: 'rejected' }, ['ADR-06', subject, `${contract}: adr: '0004'`]),
  {
    title: 'a record that does not exist',
    edit: (project) =>
      void add(project, { ...countNotes, entry: entryOf(countNotes, { adr: "'0044'" }) }).remove(record),
    findings: [['ADR-05', subject, `${contract}: adr: '0044'`]],
  },
  {
    title: 'a parameter more',
    edit: (project) =>
      void project
        .replace(store, 'load(\n    id: DialogueId,', 'load(\n    id: DialogueId,\n    from: string,')
        .replace('CHANGELOG.md', '### Added', '### Major\n\n- `DialogueStore.load` begins somewhere.\n\n### Added'),
    findings: [['ADR-02', 'DialogueStore.load', `${store}: load(`]],
  },
  {
    title: 'an option more, in a type that every method takes',
    edit: (project) => {
      project
        .replace(
          store,
          '  readonly signal?: AbortSignal;\n',
          '  readonly signal?: AbortSignal;\n  readonly everywhere?: boolean;\n',
        )
        .replace(
          'CHANGELOG.md',
          '### Added',
          '### Major\n\n- An option: DialogueStore.head, DialogueStore.get, DialogueStore.load, DialogueStore.commit, AnalyticsStore.statistics.\n\n### Added',
        );
    },
    findings: [
      ...['head(', 'get(', 'load(', 'commit('].map(
        (at) => ['ADR-02', `DialogueStore.${at.slice(0, -1)}`, `${store}: ${at}`] as const,
      ),
      ['ADR-02', 'AnalyticsStore.statistics', 'src/AnalyticsStore.ts: statistics('],
    ],
  },
  {
    title: 'a budget raised in silence',
    edit: (project) => {
      project
        .replace(contract, "dynamoRequests: 'ceil(bytes / 1 MB)'", "dynamoRequests: '2 + ceil(bytes / 1 MB)'")
        .replace(
          'CHANGELOG.md',
          '### Added',
          '### Major\n\n- `DialogueStore.load` may take two requests more.\n\n### Added',
        );
    },
    findings: [['ADR-02', 'DialogueStore.load', `${store}: load(`]],
  },
  {
    title: 'a class of access changed in silence',
    edit: (project) => {
      project
        .replace(
          contract,
          "access: 'point',\n      budget: { sqlStatements: '1', dynamoRequests: '1' }",
          "access: 'page',\n      budget: { sqlStatements: '1', dynamoRequests: '1' }",
        )
        .replace('CHANGELOG.md', '### Added', '### Major\n\n- `DialogueStore.head` is a page.\n\n### Added');
    },
    findings: [['ADR-02', 'DialogueStore.head', `${store}: head(`]],
  },
  {
    title: 'an error code more in silence',
    edit: (project) => {
      project
        .replace(contract, "[...common, 'outcome_unknown']", "[...common, 'outcome_unknown', 'storage_full']")
        .replace('CHANGELOG.md', '### Added', '### Major\n\n- `DialogueStore.commit` may find no room.\n\n### Added');
    },
    findings: [['ADR-02', 'DialogueStore.commit', `${store}: commit(`]],
  },
  {
    title: 'a clause taken out of a contract',
    edit: (project) => {
      project
        .replace(contract, "['DS-LOAD-01', 'DS-LOAD-02']", "['DS-LOAD-01']")
        .replace('CHANGELOG.md', '### Added', '### Major\n\n- `DialogueStore.load` has no order.\n\n### Added');
    },
    findings: [['ADR-02', 'DialogueStore.load', `${store}: load(`]],
  },
  {
    title: 'a changed method with its record, and no word in the changelog',
    edit: (project) => {
      project
        .replace(store, 'load(\n    id: DialogueId,', 'load(\n    id: DialogueId,\n    from: string,')
        .replace(
          contract,
          "clauses: ['DS-LOAD-01', 'DS-LOAD-02'],\n      adr: '0002'",
          "clauses: ['DS-LOAD-01', 'DS-LOAD-02'],\n      adr: '0004'",
        )
        .write(record, recordOf({ ...countNotes, name: 'load' }));
    },
    findings: [['CHANGE-01', 'DialogueStore.load', 'CHANGELOG.md: ## Unreleased']],
  },
  {
    title: 'a removed method, with a word in the changelog and no record',
    edit: (project) => {
      removeGet(project);
      project.replace('CHANGELOG.md', '### Added', '### Major\n\n- `DialogueStore.get` is gone.\n\n### Added');
    },
    findings: [['READ-04', 'DialogueStore', `${store}: export interface DialogueStore`]],
  },
  {
    title: 'a removed method, another one in its place',
    edit: (project) => {
      removeGet(project);
      add(project, countNotes).replace(
        'CHANGELOG.md',
        '### Added',
        '### Major\n\n- `DialogueStore.get` is gone.\n\n### Added',
      );
    },
    findings: [['ADR-03', 'DialogueStore.get', `${store}: export interface DialogueStore`]],
  },
  {
    title: 'a removed method with its record, and no word in the changelog',
    edit: (project) => {
      removeGet(project);
      add(project, countNotes).replace(record, '---\n\n#', 'removes: [DialogueStore.get]\n---\n\n#');
    },
    findings: [['CHANGE-01', 'DialogueStore.get', 'CHANGELOG.md: ## Unreleased']],
  },
  {
    title: 'a renamed method',
    edit: (project) => {
      project
        .replace(store, '  get(', '  fetch(')
        .replace(contract, '    get: {', '    fetch: {')
        .replace(contract, "clauses: ['DS-GET-01'],\n      adr: '0002'", "clauses: ['DS-COUNT-01'],\n      adr: '0004'")
        .replace(
          'src/clauses.ts',
          'export const clauses = {\n',
          "export const clauses = {\n  'DS-COUNT-01': 'as before',\n",
        )
        .write('docs/spec/count.md', '# Fetching\n\n- **DS-COUNT-01** As before.\n')
        .write(record, recordOf({ ...countNotes, name: 'fetch' }))
        .replace(
          'CHANGELOG.md',
          '### Added',
          '### Major\n\n- `DialogueStore.get` is now `DialogueStore.fetch`.\n\n### Added',
        );
      project.reports.prove('DS-COUNT-01');
      for (const backend of ['relational', 'keyvalue'] as const)
        project.reports.measure(backend, 'DialogueStore.fetch', [{}]);
    },
    findings: [['ADR-03', 'DialogueStore.get', `${store}: export interface DialogueStore`]],
  },
  {
    title: 'two records of one number',
    edit: (project) =>
      void add(project, countNotes).write(
        'docs/adr/0003-another.md',
        recordOf({ ...countNotes })
          .replace(/methods:\n.*\n/, '')
          .replace(/## Questions[\s\S]*/, ''),
      ),
    findings: [['ADR-04', '0003', 'docs/adr/0003-another.md: ---']],
  },
  {
    title: 'an accepted record is deleted',
    edit: (project) => void project.remove('docs/adr/0001-one-store.md'),
    findings: [['ADR-08', '0001', 'docs/adr/0001-one-store.md: ']],
  },
  {
    title: 'an accepted record gets another number',
    edit: (project) => void project.move('docs/adr/0001-one-store.md', 'docs/adr/0005-one-store.md'),
    findings: [['ADR-08', '0001', 'docs/adr/0001-one-store.md: ']],
  },
  {
    title: 'a record that is superseded by none',
    edit: (project) =>
      void project.replace('docs/adr/0001-one-store.md', 'status: accepted', 'status: superseded by 0077'),
    findings: [['ADR-05', '0001', 'docs/adr/0001-one-store.md: status']],
  },
  {
    title: 'a record of a method that is nowhere',
    edit: (project) => {
      add(project, countNotes).replace(
        record,
        'methods:\n',
        'methods:\n  DialogueStore.gone: { partition-key: dialogue id, bound: one item, capability: required }\n',
      );
    },
    findings: [['ADR-05', '0004', `${record}: DialogueStore.gone`]],
  },
  decided('no partition key', { admitted: "{ partition-key: '', bound: one item, capability: required }" }, [
    'ADR-09',
    '0004',
    `${record}: DialogueStore.countNotes`,
  ]),
  decided('no bound', { admitted: '{ partition-key: dialogue id, capability: required }' }, [
    'ADR-09',
    '0004',
    `${record}: DialogueStore.countNotes`,
  ]),
  decided('no capability', { admitted: '{ partition-key: dialogue id, bound: one item }' }, [
    'ADR-09',
    '0004',
    `${record}: DialogueStore.countNotes`,
  ]),
  decided('one question fewer', { questions: answered.replace(/### What bounds it\?\n\n.*\n\n/, '') }, [
    'ADR-07',
    '0004',
    `${record}: ## Questions of the gate`,
  ]),
  unanswered('the placeholder', '_Answer:_'),
  unanswered('an answer in a comment', '<!-- It is bounded by the size of one item. -->'),
  unanswered('an empty answer', ''),
  unanswered('TBD', 'TBD'),
  unanswered('n/a', 'n/a'),
  unanswered('see above, at length', 'See above, same as above.'),
  unanswered('three words', 'One item only.'),
];

function removeGet(project: Parameters<PullRequest['edit']>[0]): void {
  const text = project.read(store);
  project.write(store, text.replace(/ {2}\/\*\* Notes under keys[\s\S]*?;\n\n/, ''));
  project.write(contract, project.read(contract).replace(/ {4}get: \{[\s\S]*?\n {4}\},\n/, ''));
}
