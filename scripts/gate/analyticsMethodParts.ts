import type { Edit } from './Scratch.ts';

/** A file that a change adds. */
export interface NewFile {
  readonly file: string;
  readonly text: string;
}

const traits = 'packages/core/src/traits';
const suite = 'packages/conformance/src/dialogue';

/** The method: signature, contract, implementation. */
export function methodEdits(decision: string): readonly Edit[] {
  return [
    {
      file: `${traits}/AnalyticsStore.ts`,
      find: '  similarDialogues(text: string, bound: SimilarityBound): Promise<Unverified<SimilarDialogues>>;\n',
      replace: `  similarDialogues(text: string, bound: SimilarityBound): Promise<Unverified<SimilarDialogues>>;
  /**
   * Dialogues whose title or question has the words of a label, whatever their case and order: what {@link similarDialogues} finds
   * with a similarity of 1, within the same bound.
   *
   * @throws ColloquyError as \`similarDialogues\`
   */
  findDialoguesByLabel(label: string, bound: SimilarityBound): Promise<Unverified<SimilarDialogues>>;
`,
    },
    {
      file: `${traits}/contracts/analyticsContracts.ts`,
      find: `        'AS-SIMILAR-06',
      ],
      adr: '0026',
    },
`,
      replace: `        'AS-SIMILAR-06',
      ],
      adr: '0026',
    },
    findDialoguesByLabel: {
      keys: 'the roots of the newest dialogues, at most 1 000, by key',
      access: 'index',
      budget: { listByStatus: '4', get: 'scan' },
      errors: ['invalid_argument', 'limit_exceeded', 'key_unavailable', 'audit_failed'],
      clauses: ['AS-REQUEST-01', 'AS-LABEL-01'],
      adr: '${decision}',
    },
`,
    },
    {
      file: 'packages/core/src/analytics/createAnalyticsStore.ts',
      find: '    similarDialogues: async (text, bound) => findSimilar(port, dialogues, text, bound),\n',
      replace: `    similarDialogues: async (text, bound) => findSimilar(port, dialogues, text, bound),
    findDialoguesByLabel: async (label, bound) => {
      const found = await findSimilar(port, dialogues, label, bound);
      return unverified({ ...found, rows: found.rows.filter(({ similarity }) => similarity === 1) });
    },
`,
    },
  ];
}

/** The clause in document and registry, its law and its witness where the others are. */
export const proofEdits: readonly Edit[] = [
  {
    file: 'docs/spec/analytics-store.md',
    find: '- **AS-SIMILAR-06** At most 8 dialogues are being opened at one time.\n',
    replace:
      '- **AS-SIMILAR-06** At most 8 dialogues are being opened at one time.\n- **AS-LABEL-01** `findDialoguesByLabel` answers with the rows of that search whose similarity is 1, and with no other; `compared` and `skipped` are those of the search.\n',
  },
  {
    file: `${traits}/clauses/analytics.ts`,
    find: "  'AS-SIMILAR-06': 'at most 8 dialogues are being opened at one time',\n",
    replace:
      "  'AS-SIMILAR-06': 'at most 8 dialogues are being opened at one time',\n  'AS-LABEL-01': 'findDialoguesByLabel: the rows of a search with a similarity of 1, and no other',\n",
  },
  {
    file: `${suite}/dialogueLaws.ts`,
    find: "import { asSimilarLaws } from './laws/asSimilar.ts';\n",
    replace: "import { asLabelLaws } from './laws/asLabel.ts';\nimport { asSimilarLaws } from './laws/asSimilar.ts';\n",
  },
  {
    file: `${suite}/dialogueLaws.ts`,
    find: '  ...asSimilarLaws,\n',
    replace: '  ...asSimilarLaws,\n  ...asLabelLaws,\n',
  },
  {
    file: `${suite}/measure/analyticsStore.ts`,
    find: '  *similarDialogues() {\n',
    replace: `  *findDialoguesByLabel() {
    for (const scan of [1, 5]) {
      yield {
        sizes: { scan, limit: 3 },
        run: (store) => store.findDialoguesByLabel('Where to keep it', { scan, limit: 3 }),
      };
    }
  },
  *similarDialogues() {
`,
  },
  {
    file: 'CHANGELOG.md',
    find: '### Added\n\n',
    replace: '### Added\n\n- `@colloquy/core`: `AnalyticsStore.findDialoguesByLabel`.\n',
  },
];

export const proofFiles: readonly NewFile[] = [
  {
    file: `${suite}/laws/asLabel.ts`,
    text: `import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { createAll, expectDialogues, openAnalytics, whenAnalytics } from '../support/analytics.ts';

export const asLabelLaws: readonly DialogueLaw[] = [
  {
    clause: 'AS-LABEL-01',
    title: 'a label finds what has its words, and nothing that has others besides',
    applies: whenAnalytics,
    run: async (t) => {
      const bench = await openAnalytics(t);
      await createAll(bench, { one: 'Cost of delay', two: 'The cost of delay', three: 'DELAY of cost', four: 'quux' });
      await expectDialogues(t, bench, 4);
      const { rows, compared, skipped } = await bench.analytics.findDialoguesByLabel('cost of delay', {
        scan: 1000,
        limit: 1000,
      });
      const found = rows.map(({ dialogueId, similarity }) => [dialogueId, similarity]);
      t.equal([found, compared, skipped], [[['one', 1], ['three', 1]], 4, []], 'similar-taken');
    },
  },
];
`,
  },
  {
    file: 'packages/conformance/test/coreMutants/labelTakesSimilar.ts',
    text: `import type { CoreMutant } from './support/CoreMutant.ts';

export const mutant: CoreMutant = {
  id: 'label-takes-similar',
  clause: 'AS-LABEL-01',
  reason: 'similar-taken',
  module: 'analytics/createAnalyticsStore.js',
  find: 'similarity === 1',
  replace: 'similarity > 0',
  description: 'Everything that is similar counts as found.',
};
`,
  },
];
