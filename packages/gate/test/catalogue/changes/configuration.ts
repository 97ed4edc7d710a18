import { add, countNotes, entryOf, record, recordOf } from '../support/countNotes.ts';
import type { Project } from '../support/Project.ts';
import { innocent, type Expected, type PullRequest } from '../support/PullRequest.ts';

const file = 'colloquy-gate.json';

/** A setting that is made weaker, by its path. */
function weaker(
  title: string,
  setting: string,
  from: string,
  to: string,
  edit: (project: Project) => void = () => undefined,
): PullRequest {
  return {
    title,
    edit: (project) => {
      project.replace(file, from, to);
      edit(project);
    },
    findings: [['CONFIG-01', setting, `${file}: `]],
  };
}

/** What a method that lists the store may promise. */
const listing = { access: "'scan'", budget: "{ sqlStatements: '1', dynamoRequests: 'ceil(tableBytes / 1 MB)' }" };

const floor = '"kind": "partition",\n      "floor": 4';

/** Ways past the gate by moving it. */
export const configuration: readonly PullRequest[] = [
  weaker('a floor is lowered', 'traits.DialogueStore.floor', floor, floor.replace('4', '2')),
  {
    title: 'a trait is taken off the list, and called none',
    edit: (project) => {
      const listed = /,\n {4}"KeyVault": \{[^}]*\}/.exec(project.read(file))?.[0] ?? '';
      project
        .replace(file, listed, '')
        .replace(file, '"dialogueId"', '"notTraits": { "KeyVault": "It is only for the keys." },\n  "dialogueId"');
    },
    findings: ['notTraits.KeyVault', 'traits.KeyVault'].map((setting): Expected => ['CONFIG-01', setting, `${file}: `]),
  },
  {
    title: 'a trait is taken off the list, and comes to it by another name',
    edit: (project) => {
      project.replace(file, '"KeyVault": {', '"Vault": {');
      const contracts = 'src/contracts/otherContracts.ts';
      project
        .write('src/KeyVault.ts', project.read('src/KeyVault.ts').replace('interface KeyVault', 'interface Vault'))
        .write(contracts, project.read(contracts).replaceAll(/\bKeyVault\b/g, 'Vault'))
        .replace(contracts, "clauses: ['KV-GET-01'],\n      adr: '0003'", "clauses: ['KV-GET-02'],\n      adr: '0004'")
        .write(record, recordOf(countNotes).replaceAll('DialogueStore.countNotes', 'Vault.get'))
        .replace(
          'src/clauses.ts',
          'export const clauses = {\n',
          "export const clauses = {\n  'KV-GET-02': 'as before',\n",
        )
        .write('docs/spec/vault.md', '- **KV-GET-02** As before.\n');
      const verdicts = project.reports.verdicts['vault'];
      if (verdicts !== undefined) verdicts['KV-GET-02'] = 'passed';
    },
    findings: ['traits.KeyVault', 'traits.Vault.kind'].map((setting): Expected => ['CONFIG-01', setting, `${file}: `]),
  },
  weaker(
    'a partition trait is called analytics',
    'traits.DialogueStore.kind',
    '"kind": "partition"',
    '"kind": "analytics"',
  ),
  {
    title: 'an analytics trait is called a service',
    edit: (project) => void project.replace(file, '"kind": "analytics"', '"kind": "service"'),
    findings: [
      ['CONFIG-01', 'traits.AnalyticsStore.kind', `${file}: `],
      ['SCOPE-05', 'AnalyticsStore.statistics', "src/contracts/otherContracts.ts: access: 'index'"],
    ],
  },
  weaker(
    'a backend need not prove it any longer',
    'traits.DialogueStore.proofs',
    '"floor": 4,\n      "proofs": ["relational", "replica", "keyvalue"]',
    '"floor": 4,\n      "proofs": ["relational", "keyvalue"]',
  ),
  weaker(
    'a backend is not measured any longer',
    'proofs.replica.measures',
    'reports/replica.json", "sources": ["src"], "measures": ["sqlStatements"]',
    'reports/replica.json", "sources": ["src"], "measures": []',
  ),
  weaker(
    'reports need not be current',
    'proofs.vault.sources',
    '"report": "reports/vault.json", "sources": ["src", "docs/spec"]',
    '"report": "reports/vault.json", "sources": ["src"]',
  ),
  weaker(
    'more folders count by name only',
    'opaque',
    '"opaque": ["src/domain"]',
    '"opaque": ["src/domain", "src/types"]',
  ),
  weaker(
    'a driver is let in',
    'foreignTypes.pg#Pool',
    '"opaque"',
    '"foreignTypes": { "pg#Pool": ["DialogueStore"] },\n  "opaque"',
  ),
  weaker(
    'an interface is called no trait',
    'notTraits.Extras',
    '"dialogueId"',
    '"notTraits": { "Extras": "It is only for the tests." },\n  "dialogueId"',
    (project) =>
      void project.write(
        'src/Extras.ts',
        'export interface Extras {\n  search(text: string): Promise<readonly string[]>;\n}\n',
      ),
  ),
  weaker(
    'a limit is raised',
    'limits.point.any',
    '"opaque"',
    '"limits": { "point": { "any": { "constant": 50 } } },\n  "opaque"',
  ),
  weaker(
    'a limit learns to grow',
    'limits.point.any',
    '"opaque"',
    '"limits": { "point": { "any": { "constant": 4, "growth": { "records": 1 } } } },\n  "opaque"',
  ),
  weaker(
    'the exceptions move out of the eyes of their owners',
    'exceptions',
    '"exceptions": "gate-exceptions.yaml"',
    '"exceptions": "src/exceptions.yaml"',
  ),
  {
    title: 'a second trait beside the first, under lighter rules',
    edit: (project) => secondTrait(project, 'service', ['relational', 'keyvalue']),
    findings: [['CONFIG-01', 'traits.NoteSearch.kind', `${file}: `]],
  },
  {
    title: 'a second trait beside the first, which fewer backends prove',
    edit: (project) => secondTrait(project, 'partition', ['relational', 'keyvalue']),
    findings: [['CONFIG-01', 'traits.NoteSearch.proofs', `${file}: `]],
  },
  {
    title: 'a second trait that lists the store, as analytics',
    edit: (project) => secondTrait(project, 'analytics', ['relational', 'replica', 'keyvalue'], listing),
    findings: [
      ['CONFIG-01', 'traits.NoteSearch.kind', `${file}: `],
      ['SCOPE-05', 'NoteSearch.search', "src/noteSearchContract.ts: access: 'scan'"],
    ],
  },
  {
    title: 'a second trait that lists the store, as a service',
    edit: (project) => secondTrait(project, 'service', ['relational', 'replica', 'keyvalue'], listing),
    findings: [['CONFIG-01', 'traits.NoteSearch.kind', `${file}: `]],
  },
  innocent('a second trait that every backend proves', (project) =>
    secondTrait(project, 'partition', ['relational', 'replica', 'keyvalue']),
  ),
  innocent(
    'fewer folders count by name only',
    (project) => void project.replace(file, '"opaque": ["src/domain"]', '"opaque": []'),
  ),
  innocent('a floor is lowered by a decision', (project) => {
    add(project, countNotes)
      .replace(file, floor, floor.replace('4', '3'))
      .replace(record, '---\n\n#', 'relaxes: [traits.DialogueStore.floor]\n---\n\n#');
  }),
  innocent(
    'a floor is raised',
    (project) => void add(project, countNotes).replace(file, floor, floor.replace('4', '5')),
  ),
  {
    title: 'a file without an owner',
    edit: (project) => void project.replace('.github/CODEOWNERS', '/docs/adr/ @example/trait-owners', '/docs/adr/'),
    findings: [['OWNERS-01', 'docs/adr', '.github/CODEOWNERS: /docs/adr/']],
  },
  {
    title: 'no owners at all',
    edit: (project) => void project.remove('.github/CODEOWNERS'),
    findings: [
      'docs/traits.md',
      'src',
      'docs/adr',
      'gate-exceptions.yaml',
      'colloquy-gate.json',
      '.github/CODEOWNERS',
    ].map((path) => ['OWNERS-01', path, '.github/CODEOWNERS: '] as const),
  },
];

/** A trait of one method, with everything that it owes but for how it is listed. */
function secondTrait(
  project: Project,
  kind: string,
  proofs: readonly string[],
  parts: Readonly<Record<string, string>> = {},
): void {
  const method = { ...countNotes, name: 'search', clause: 'NS-SEARCH-01' };
  const contract = 'noteSearchContract';
  const setting = { file: 'src/NoteSearch.ts', contract: `src/${contract}.ts#${contract}`, kind, floor: 1, proofs };
  project
    .write(
      'src/NoteSearch.ts',
      "import type { DialogueId } from './DialogueId.ts';\nimport type { Scoped } from './PartitionScoped.ts';\n\n" +
        'export interface NoteSearch {\n  search(id: DialogueId): Promise<Scoped<{ readonly found: number }>>;\n}\n',
    )
    .write(
      `src/${contract}.ts`,
      `export const ${contract} = {\n  trait: 'NoteSearch',\n  methods: {\n${entryOf(method, parts)}  },\n} as const;\n`,
    )
    .write(record, recordOf(method).replaceAll('DialogueStore.search', 'NoteSearch.search'))
    .replace(
      'src/clauses.ts',
      'export const clauses = {\n',
      "export const clauses = {\n  'NS-SEARCH-01': 'all of them',\n",
    )
    .write('docs/spec/search.md', '- **NS-SEARCH-01** All of them.\n')
    .replace(file, '"traits": {', `"traits": {\n    "NoteSearch": ${JSON.stringify(setting)},`);
  project.reports.prove('NS-SEARCH-01');
  for (const backend of ['relational', 'keyvalue'] as const)
    project.reports.measure(backend, 'NoteSearch.search', [{}]);
}
