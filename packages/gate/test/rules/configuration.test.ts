import { describe, expect, test } from 'vitest';
import type { Configuration } from '../../src/read/configuration.ts';
import { weakerConfiguration } from '../../src/rules/checks/weakerConfiguration.ts';
import { change, configuration, decision, side, told } from '../support/change.ts';

type Parts = Partial<Configuration>;

const { Store, Index } = configuration.traits;
const { sqlite, dynamo } = configuration.proofs;
if (Store === undefined || Index === undefined || sqlite === undefined || dynamo === undefined)
  throw new TypeError('incomplete');

function judge(after: Parts, before: Parts = {}, decisions = [decision('0001')]): readonly string[] {
  const base = side({}, [decision('0001')], { configuration: before });
  return told(weakerConfiguration(change(side({}, decisions, { configuration: { ...before, ...after } }), base)));
}

const weaker: readonly (readonly [setting: string, message: string, after: Parts, before?: Parts])[] = [
  ['traits.Index', 'is no longer listed', { traits: { Store } }],
  ['traits.Store.kind', 'was partition, and is service', { traits: { Store: { ...Store, kind: 'service' }, Index } }],
  [
    'traits.Store.kind',
    'was service, and is analytics',
    { traits: { Store: { ...Store, kind: 'analytics' } } },
    { traits: { Store: { ...Store, kind: 'service' } } },
  ],
  ['traits.Store.floor', 'was 2, and is 1', { traits: { Store: { ...Store, floor: 1 }, Index } }],
  [
    'traits.Store.proofs',
    'no longer has dynamo',
    { traits: { Store: { ...Store, proofs: ['sqlite', 'other'] }, Index } },
  ],
  ['traitFolders', 'no longer has src', { traitFolders: ['source'] }],
  ['notTraits.Extra', 'is no trait any more, or not to be one', { notTraits: { Extra: 'for the tests only' } }],
  ['opaque', 'is widened by src, domains', { opaque: ['domain', 'src', 'domains'] }],
  ['foreignTypes.pg#Pool', 'is allowed to Store', { foreignTypes: { 'pg#Pool': ['Store'] } }],
  [
    'foreignTypes.pg#Pool',
    'is allowed to Store',
    { foreignTypes: { 'pg#Pool': ['Index', 'Store'] } },
    { foreignTypes: { 'pg#Pool': ['Index'] } },
  ],
  [
    'clauses.registry',
    'no longer has src/clauses.ts',
    { clauses: { ...configuration.clauses, registry: ['src/other.ts'] } },
  ],
  ['clauses.documents', 'no longer has docs/spec', { clauses: { ...configuration.clauses, documents: ['docs'] } }],
  ['proofs.dynamo', 'is no longer listed', { proofs: { sqlite } }],
  ['proofs.dynamo.sources', 'no longer has src', { proofs: { sqlite, dynamo: { ...dynamo, sources: ['dynamo'] } } }],
  [
    'proofs.dynamo.measures',
    'no longer has dynamoRequests',
    { proofs: { sqlite, dynamo: { ...dynamo, measures: [] } } },
  ],
  ['limits.point.any', 'allows 5, and allowed 4', { limits: { point: { any: { constant: 5, growth: {} } } } }],
  [
    'limits.point.any',
    'allows growth with records',
    { limits: { point: { any: { constant: 1, growth: { records: 9 } } } } },
  ],
  ['limits.point.any', 'allows 4, and allowed 1', {}, { limits: { point: { any: { constant: 1, growth: {} } } } }],
  [
    'limits.partition.any',
    'allows one for 10 bytes, and allowed one for 638000',
    { limits: { partition: { any: { constant: 4, growth: { bytes: 10 } } } } },
  ],
  ['traits.Index.kind', 'was analytics, and is service', { traits: { Store, Index: { ...Index, kind: 'service' } } }],
  [
    'traits.Vault.kind',
    'is service, of a trait that is new',
    { traits: { Store, Index, Vault: { ...Store, kind: 'service' } } },
  ],
  [
    'traits.More.proofs',
    'does not have sqlite, which other partition traits have',
    { traits: { Store, Index, More: { ...Store, proofs: ['dynamo'] } } },
  ],
  ['dialogueId', 'was src/Id.ts#Id, and is src/Id.ts#Any', { dialogueId: 'src/Id.ts#Any' }],
  ['marker', 'was src/Scoped.ts#Scoped, and is src/Scoped.ts#Any', { marker: 'src/Scoped.ts#Any' }],
  ['decisions', 'was docs/adr, and is adr', { decisions: 'adr' }],
  ['changes', 'was CHANGELOG.md, and is NEWS.md', { changes: 'NEWS.md' }],
  ['traitReport', 'was docs/traits.md, and is traits.md', { traitReport: 'traits.md' }],
  ['exceptions', 'was gate-exceptions.yaml, and is src/e.yaml', { exceptions: 'src/e.yaml' }],
  ['owners', 'was CODEOWNERS, and is docs/CODEOWNERS', { owners: 'docs/CODEOWNERS' }],
];

describe('CONFIG-01', () => {
  test.each(weaker.map((row) => [row[0], row[1], row] as const))('%s %s', (setting, message, [, , after, before]) => {
    // A limit that is taken out falls back to the built-in one.
    const own = message === 'allows 4, and allowed 1' ? { limits: {} } : after;
    const expected = `CONFIG-01 ${setting} colloquy-gate.json:1:1 ${setting} ${message}, and no new accepted decision relaxes it.`;
    expect(judge(own, before)).toEqual([expected]);
    expect(judge(own, before, [decision('0001'), decision('0002', { relaxes: [setting] })])).toEqual([]);
    // Neither an old record, nor a proposal, nor a setting around it.
    expect(judge(own, before, [decision('0001', { relaxes: [setting] })])).toEqual([expected]);
    expect(
      judge(own, before, [decision('0001'), decision('0002', { relaxes: [setting], status: 'proposed' })]),
    ).toEqual([expected]);
    const around = setting.includes('.') ? setting.slice(0, setting.lastIndexOf('.')) : 'traits';
    expect(judge(own, before, [decision('0001'), decision('0002', { relaxes: [around] })])).toEqual([expected]);
  });

  test.each<[string, Parts, Parts?]>([
    ['a floor that is raised', { traits: { Store: { ...Store, floor: 9 }, Index } }],
    [
      'a trait, a backend, a folder, a source, a unit and a document more',
      {
        traits: { Store, Index, More: Store },
        traitFolders: ['src', 'more'],
        proofs: {
          sqlite,
          dynamo: { ...dynamo, sources: ['src', 'dynamo', 'x'], measures: ['dynamoRequests', 'ms'] },
          pg: sqlite,
        },
        clauses: { registry: ['src/clauses.ts', 'b.ts'], documents: ['docs/spec', 'b'] },
      },
    ],
    ['a trait that becomes a partition trait', { traits: { Store, Index: { ...Index, kind: 'partition' } } }],
    ['a folder within one that is opaque', { opaque: ['domain/names', 'domain'] }],
    ['fewer folders that are opaque', { opaque: [] }],
    ['a type that is no longer allowed', { foreignTypes: {} }, { foreignTypes: { 'pg#Pool': ['Store'] } }],
    [
      'a limit that is tighter than the built-in one',
      { limits: { partition: { any: { constant: 3, growth: { bytes: 1_000_000 } } } } },
    ],
    ['what is no trait becomes one', { notTraits: {} }, { notTraits: { Extra: 'for the tests only' } }],
    ['another file of a trait', { traits: { Store: { ...Store, file: 'src/TheStore.ts' }, Index } }],
  ])('%s is not weaker', (_, after, before) => {
    expect(judge(after, before)).toEqual([]);
  });

  test('without a base nothing is weaker', () => {
    expect(weakerConfiguration(change(side({}, [])))).toEqual([]);
  });

  test('the place is the setting, or the nearest one around it that is there', () => {
    const text =
      '{\n  "version": 1,\n  "traits": {\n    "Store": {\n      "floor": 1\n    }\n  },\n  "owners": "x"\n}\n';
    const after = { traits: { Store: { ...Store, floor: 1 } }, owners: 'x', traitFolders: ['x'] };
    const head = side({}, [], { configuration: after, texts: { 'colloquy-gate.json': text } });
    const places = weakerConfiguration(change(head, side({}, []))).map(({ subject, place: { line, column } }) => [
      subject,
      line,
      column,
    ]);
    expect(places).toEqual([
      ['traits.Store.floor', 5, 7],
      ['traits.Index', 3, 3],
      ['traitFolders', 1, 1],
      ['owners', 8, 3],
    ]);
  });
});
