import { add, countNotes, record, recordOf } from '../support/countNotes.ts';
import { innocent, type PullRequest } from '../support/PullRequest.ts';

const store = 'src/DialogueStore.ts';
const contract = 'src/contracts/dialogueStoreContract.ts';

/** What must pass: a gate that refuses these would be switched off. */
export const innocents: readonly PullRequest[] = [
  innocent('nothing', () => undefined),
  innocent(
    'a comment',
    (project) =>
      void project.replace(
        store,
        '/** The head, or undefined. */',
        '/** The head of the dialogue, or undefined when there is none. */',
      ),
  ),
  innocent(
    'the name of a parameter',
    (project) => void project.replace(store, 'head(id: DialogueId', 'head(dialogue: DialogueId'),
  ),
  innocent('the order of the methods', (project) => {
    const text = project.read(store);
    const [load = ''] = /\n {2}\/\*\* The whole dialogue[\s\S]*?;\n/.exec(text) ?? [];
    project.write(
      store,
      text.replace(load, '').replace('export interface DialogueStore {', `export interface DialogueStore {${load}`),
    );
  }),
  innocent('the order of the types', (project) => {
    const text = project.read(store);
    const [head = ''] = /export interface Head \{[\s\S]*?\n\}\n\n/.exec(text) ?? [];
    project.write(
      store,
      text.replace(head, '').replace('export interface CallOptions', `${head}export interface CallOptions`),
    );
  }),
  innocent('a type in a file of its own', (project) => {
    const text = project.read(store);
    const [head = ''] = /export interface Head \{[\s\S]*?\n\}\n\n/.exec(text) ?? [];
    project
      .write('src/Head.ts', head)
      .write(
        store,
        text
          .replace(head, '')
          .replace('import type { Note }', "import type { Head } from './Head.ts';\nimport type { Note }"),
      );
  }),
  innocent('a trait in another file', (project) => {
    project
      .move('src/KeyVault.ts', 'src/Vault.ts')
      .replace('colloquy-gate.json', 'src/KeyVault.ts', 'src/Vault.ts')
      .replace('src/contracts/otherContracts.ts', '../KeyVault.ts', '../Vault.ts');
  }),
  innocent(
    'a field more in what the domain owns',
    (project) =>
      void project.replace(
        'src/domain/Note.ts',
        'readonly text: string;',
        'readonly text: string;\n  readonly at: number;',
      ),
  ),
  innocent('the order of entries in a contract', (project) => {
    const text = project.read(contract);
    const [load = ''] = / {4}load: \{[\s\S]*?\n {4}\},\n/.exec(text) ?? [];
    project.write(contract, text.replace(load, '').replace('    head: {', `${load}    head: {`));
  }),
  innocent('an error code less', (project) => void project.replace(contract, ", 'outcome_unknown'", '')),
  innocent(
    'other words for the key scope',
    (project) => void project.replace(contract, "'the whole partition'", "'every item of the partition'"),
  ),
  innocent('a clause more for an old method', (project) => {
    project
      .replace(contract, "['DS-HEAD-01']", "['DS-HEAD-01', 'DS-HEAD-02']")
      .replace(
        'src/clauses.ts',
        'export const clauses = {\n',
        "export const clauses = {\n  'DS-HEAD-02': 'absent is absent',\n",
      )
      .write('docs/spec/more.md', '- **DS-HEAD-02** Absent is absent.\n');
    project.reports.prove('DS-HEAD-02');
  }),
  innocent('a new method with everything that it owes', (project) => void add(project, countNotes)),
  innocent('a new method on the analytics trait, with its lighter rules', (project) => {
    add(project, {
      ...countNotes,
      trait: 'AnalyticsStore',
      signature: '(text: string): Promise<number>',
      clause: 'AS-COUNT-01',
      admitted: '{ partition-key: none, bound: the index, capability: analytics }',
    });
  }),
  innocent('a method becomes cheaper, with its record', (project) => {
    project
      .replace(
        contract,
        "budget: { sqlStatements: '2', dynamoRequests: '1' },\n      errors: [...common],\n      clauses: ['DS-GET-01'],\n      adr: '0002'",
        "budget: { sqlStatements: '1', dynamoRequests: '1' },\n      errors: [...common],\n      clauses: ['DS-GET-01'],\n      adr: '0004'",
      )
      .write(record, recordOf({ ...countNotes, name: 'get' }))
      .replace('CHANGELOG.md', '### Added', '### Major\n\n- `DialogueStore.get` takes one statement.\n\n### Added');
  }),
  innocent('a removed method with its record and its word', (project) => {
    const text = project.read(store);
    project
      .write(store, text.replace(/ {2}\/\*\* Notes under keys[\s\S]*?;\n\n/, ''))
      .write(contract, project.read(contract).replace(/ {4}get: \{[\s\S]*?\n {4}\},\n/, ''));
    add(project, countNotes)
      .replace(record, '---\n\n#', 'removes: [DialogueStore.get]\n---\n\n#')
      .replace(
        'CHANGELOG.md',
        '### Added',
        '### Major\n\n- `DialogueStore.get` is gone: load the dialogue.\n\n### Added',
      );
  }),
  innocent('a record without methods', (project) => {
    project.write(
      'docs/adr/0004-colours.md',
      recordOf(countNotes)
        .replace(/methods:\n.*\n/, '')
        .replace(/## Questions[\s\S]*/, ''),
    );
  }),
  innocent('a proposal that nothing rests on yet', (project) => {
    project.write(
      'docs/adr/0004-colours.md',
      recordOf({ ...countNotes, status: 'proposed' })
        .replace(/methods:\n.*\n/, '')
        .replace(/## Questions[\s\S]*/, ''),
    );
  }),
  innocent(
    'a typing error in an accepted record',
    (project) =>
      void project.replace('docs/adr/0001-one-store.md', 'Where are dialogues kept?', 'Where are the dialogues kept?'),
  ),
  innocent('a clause that one backend alone cannot try', (project) => {
    const verdicts = project.reports.verdicts['relational'];
    if (verdicts !== undefined) verdicts['DS-LOAD-02'] = 'not-applicable';
  }),
];
