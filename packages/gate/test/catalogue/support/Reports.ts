import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sourcesDigest } from '@colloquy/conformance/report';

/** How many requests a call takes on a dialogue of so many records. */
type Cost = (records: number, bytes: number) => readonly string[];

/** Measurements of a method on a backend. */
interface Measured {
  readonly unit: string;
  readonly case?: string;
  readonly sizes?: readonly Readonly<Record<string, number>>[];
  readonly cost: Cost;
}

const once: Cost = () => ['GetItem d#1 head'];
/** Small dialogues of three sizes, and two of several pages. */
const standardSizes = [
  { records: 10, bytes: 2000, changes: 1, indexBytes: 2000, tableBytes: 2000 },
  { records: 100, bytes: 20_000, changes: 1, indexBytes: 20_000, tableBytes: 20_000 },
  { records: 1000, bytes: 200_000, changes: 1, indexBytes: 200_000, tableBytes: 200_000 },
  { records: 10, bytes: 2_500_000, changes: 1, indexBytes: 200_000, tableBytes: 200_000 },
  { records: 20, bytes: 4_500_000, changes: 1, indexBytes: 200_000, tableBytes: 200_000 },
];
const largeSizes = [10, 100, 1000].map((records) => ({ records, bytes: 200 * records, changes: 500 }));

const pages: Cost = (_, bytes) => times(Math.ceil(bytes / 1_000_000), 'Query d#1');

/** So many lines of the same request, numbered. */
export function times(count: number, request: string): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${request} ${at + 1}`);
}

type Verdict = 'passed' | 'failed' | 'not-applicable' | 'not-run';

/** What the conformance suite says of the model project's three backends: all is well, until a change says otherwise. */
export class Reports {
  readonly verdicts: Record<string, Record<string, Verdict>>;
  readonly measured: Record<string, Record<string, readonly Measured[]>>;
  readonly green: Record<string, boolean> = {};
  readonly filter: Record<string, string> = {};
  readonly units: Record<string, readonly string[]> = {
    relational: ['sqlStatements'],
    replica: ['sqlStatements'],
    keyvalue: ['dynamoRequests'],
    vault: [],
  };
  /** Texts that stand in the place of a report; undefined: there is no file. */
  readonly instead: Record<string, string | undefined> = {};
  /** False: of other sources than those that are there. */
  readonly current: Record<string, boolean> = {};

  constructor() {
    const store = ['DS-HEAD-01', 'DS-GET-01', 'DS-LOAD-01', 'DS-LOAD-02', 'DS-COMMIT-01', 'AS-STAT-01'];
    const passed = (ids: readonly string[]): Record<string, Verdict> =>
      Object.fromEntries(ids.map((id): [string, Verdict] => [id, 'passed']));
    this.verdicts = {
      relational: passed(store),
      replica: passed(store),
      keyvalue: passed(store),
      vault: passed(['KV-GET-01']),
    };
    const sql = { unit: 'sqlStatements', cost: once };
    const dynamo = { unit: 'dynamoRequests', cost: once };
    const methods = ['DialogueStore.head', 'DialogueStore.get', 'DialogueStore.load', 'DialogueStore.commit'];
    this.measured = {
      relational: {
        ...Object.fromEntries([...methods, 'AnalyticsStore.statistics'].map((method) => [method, [sql]])),
        'DialogueStore.commit': [
          { ...sql, case: 'one transaction' },
          { ...sql, case: 'large', sizes: largeSizes },
        ],
      },
      keyvalue: {
        'DialogueStore.head': [dynamo],
        'DialogueStore.get': [dynamo],
        'DialogueStore.load': [{ ...dynamo, cost: pages }],
        'DialogueStore.commit': [
          { ...dynamo, case: 'one transaction' },
          { ...dynamo, case: 'large', sizes: largeSizes, cost: () => times(8, 'TransactWriteItems') },
        ],
        'AnalyticsStore.statistics': [{ ...dynamo, cost: () => times(8, 'Query s#') }],
      },
      vault: {},
    };
  }

  /** A clause that passed on both stores. */
  prove(clause: string): void {
    for (const name of ['relational', 'replica', 'keyvalue']) this.measuredOf(this.verdicts, name)[clause] = 'passed';
  }

  /** Measurements of a method on a store, in place of what was there. */
  measure(name: 'relational' | 'keyvalue', method: string, measured: readonly Partial<Measured>[]): void {
    const unit = name === 'relational' ? 'sqlStatements' : 'dynamoRequests';
    this.measuredOf(this.measured, name)[method] = measured.map((each) => ({ unit, cost: once, ...each }));
  }

  /** @param root - where the sources lie that the reports are about */
  async writeTo(root: string): Promise<void> {
    for (const name of Object.keys(this.verdicts)) {
      const file = join(root, 'reports', `${name}.json`);
      mkdirSync(dirname(file), { recursive: true });
      if (!Object.hasOwn(this.instead, name))
        writeFileSync(file, JSON.stringify(await this.#report(name, root), null, 2));
      else if (this.instead[name] !== undefined) writeFileSync(file, this.instead[name]);
    }
  }

  private measuredOf<T>(all: Record<string, T>, name: string): T {
    const found = all[name];
    if (found === undefined) throw new TypeError(`The model project has no backend ${name}.`);
    return found;
  }

  async #report(name: string, root: string): Promise<unknown> {
    const verdicts = Object.entries(this.verdicts[name] ?? {});
    const sha256 = this.current[name] === false ? '0'.repeat(64) : await sourcesDigest(root, 'src');
    return {
      schema: 2,
      suite: 'colloquy-conformance',
      seed: 1,
      runs: 1,
      ...(this.filter[name] === undefined ? {} : { filter: this.filter[name] }),
      green: this.green[name] ?? verdicts.every(([, verdict]) => verdict !== 'failed'),
      sources: [
        { path: 'src', sha256 },
        { path: 'docs/spec', sha256: await sourcesDigest(root, 'docs/spec').catch(() => sha256) },
      ],
      suites: [
        {
          kind: 'partition-store',
          kit: { name, capabilities: {} },
          summary: { passed: verdicts.length, failed: 0, notApplicable: 0 },
          clauses: Object.fromEntries(verdicts.map(([id, verdict]) => [id, { text: id, verdict, tests: [] }])),
          others: [],
          measured: { units: this.units[name] ?? [], measurements: this.#measurements(name) },
        },
      ],
    };
  }

  #measurements(name: string): readonly unknown[] {
    // The replica does what the relational backend does.
    return Object.entries(this.measured[name === 'replica' ? 'relational' : name] ?? {}).flatMap(([full, all]) => {
      const [trait = '', method = ''] = full.split('.');
      return all.flatMap(({ unit, case: of, sizes = standardSizes, cost }) =>
        sizes.map((size) => ({
          trait,
          method,
          ...(of === undefined ? {} : { case: of }),
          sizes: size,
          requests: cost(size['records'] ?? 0, size['bytes'] ?? 0).map((request) => ({ unit, request })),
        })),
      );
    });
  }
}
