import type { NewFile } from './analyticsMethodParts.ts';
import type { Edit } from './Scratch.ts';

const traits = 'packages/core/src/traits';
const suite = 'packages/conformance/src';
const contract = `${traits}/contracts/repairPortContract.ts`;

/** The method: signature and contract. */
export function methodEdits(decision: string): readonly Edit[] {
  return [
    {
      file: `${traits}/RepairPort.ts`,
      find: 'export interface RepairPort {\n',
      replace: `export interface RepairPort {
  /** How many records lie in the partition of a dialogue; 0 for none. Clauses: RA-COUNT-*. */
  countRecords(id: DialogueId, options?: CallOptions): Promise<Scoped<{ readonly records: number }>>;

`,
    },
    {
      file: contract,
      find: '    pending: {\n',
      replace: `    countRecords: {
      keys: 'the records of the dialogue, counted',
      access: 'point',
      budget: { sqlStatements: '1', dynamoRequests: '1' },
      errors: [],
      clauses: ['RA-COUNT-01'],
      adr: '${decision}',
    },
    pending: {
`,
    },
  ];
}

/** Another number in its contract. */
export function budgetEdit(from: string, to: string): Edit {
  const budget = (requests: string): string => `budget: { sqlStatements: '1', dynamoRequests: '${requests}' }`;
  return { file: contract, find: budget(from), replace: budget(to) };
}

/** Every backend. In the key-value store the keys are listed, and then each record is read by itself. */
export const backendEdits: readonly Edit[] = [
  {
    file: 'packages/core/src/keyvalue/keyValueRepair.ts',
    find: '    async pending(id, options = {}) {\n',
    replace: `    async countRecords(id, options = {}) {
      ready(options);
      const { partition } = place.head(id);
      const rows = await queryAll(engine, { partition, prefix: '', limit: Infinity }, options);
      let records = 0;
      for (const { sort } of rows) {
        if (sort === headSort) continue;
        const [record] = await engine.read([{ partition, sort }], options);
        if (record !== undefined) records += 1;
      }
      return scoped(id, { records });
    },
    async pending(id, options = {}) {
`,
  },
  {
    file: 'packages/core/src/keyvalue/keyValueRepair.ts',
    find: "import { asHead, pendingOf, place } from './layout.ts';\n",
    replace:
      "import { asHead, headSort, pendingOf, place } from './layout.ts';\nimport { queryAll } from './queryAll.ts';\n",
  },
  {
    file: 'packages/store-sqlite/src/store.ts',
    find: '  const repair: RepairPort = {\n',
    replace: `  const count = statement<[DialogueId], number>(
    database,
    'SELECT count(*) FROM records WHERE dialogue_id = ?',
  ).pluck();

  const repair: RepairPort = {
    countRecords: async (id, options) => {
      const records = await run(() => read(() => count.get(id) ?? 0), options?.signal);
      return scoped(id, { records });
    },
`,
  },
  {
    file: 'packages/store-sqlite/src/store.ts',
    find: "import { storeHeader } from './storeHeader.ts';\n",
    replace: "import { statement } from './statement.ts';\nimport { storeHeader } from './storeHeader.ts';\n",
  },
  {
    file: 'packages/store-postgres/src/store.ts',
    find: '  const repair: RepairPort = {\n',
    replace: `  const count = statements.prepare<[DialogueId]>(
    'count-records',
    'SELECT count(*)::text FROM @records WHERE dialogue_id = $1',
  );

  const repair: RepairPort = {
    countRecords: async (id, options) => {
      const [row] = await calls.read((client) => count(client, id), options);
      return scoped(id, { records: Number(row?.[0] ?? 0) });
    },
`,
  },
];

/** The clause in document and registry, its law and its witness where the others are. */
export const proofEdits: readonly Edit[] = [
  {
    file: 'docs/spec/reattest.md',
    find: '- **RA-PORT-01** ',
    replace:
      '- **RA-COUNT-01** `countRecords(id)` answers with the number of records that lie in the partition of the dialogue, 0 where there is none. The head is no record.\n- **RA-PORT-01** ',
  },
  {
    file: `${traits}/clauses/reattest.ts`,
    find: "  'RA-PORT-01': ",
    replace:
      "  'RA-COUNT-01': 'countRecords: the number of records of the dialogue, without the head; 0 for none',\n  'RA-PORT-01': ",
  },
  {
    file: `${suite}/dialogue/laws/raPort.ts`,
    find: '    pending: (...call) => port.pending(...call),\n',
    replace:
      '    countRecords: (...call) => port.countRecords(...call),\n    pending: (...call) => port.pending(...call),\n',
  },
  {
    file: `${suite}/dialogue/laws/raPort.ts`,
    find: 'export const raPortLaws: readonly DialogueLaw[] = [\n',
    replace: `export const raPortLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-COUNT-01',
    title: 'the records that lie there are counted, and nothing else',
    run: async (t) => {
      const fixture = await t.open();
      const port = t.owed(fixture.backend.repair, 'repair');
      const none = await port.countRecords(id);
      t.equal([none.dialogueId, none.records], [id, 0], 'other-count');
      await perform(fixture.store(), id, { method: 'create', input: { title: 'A dialogue' } });
      const { records } = await fixture.probe.rows(id);
      const counted = await port.countRecords(id);
      t.equal([counted.dialogueId, counted.records], [id, records.length], 'other-count');
    },
  },
`,
  },
  {
    file: `${suite}/measure/repairPort.ts`,
    find: '  async *pending(specimen) {\n',
    replace: `  *countRecords(specimen) {
    yield { run: (port) => port.countRecords(specimen.id) };
  },

  async *pending(specimen) {
`,
  },
  {
    file: 'CHANGELOG.md',
    find: '### Added\n\n',
    replace: '### Added\n\n- `@colloquy/core`: `RepairPort.countRecords`.\n',
  },
];

export const mutant: NewFile = {
  file: 'packages/conformance/test/coreMutants/countCountsHead.ts',
  text: `import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'count-counts-head',
  clause: 'RA-COUNT-01',
  reason: 'other-count',
  module: 'keyvalue/keyValueRepair.js',
  find: 'if (sort === headSort) continue;',
  replace: '',
  description: 'The head counts as a record.',
};
`,
};
