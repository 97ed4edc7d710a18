import type { Bound, ContractEntry } from '../../src/model/Contract.ts';
import type { AdmittedMethod, Decision } from '../../src/model/Decision.ts';
import type { Change } from '../../src/model/Change.ts';
import type { Finding } from '../../src/model/Finding.ts';
import type { Side } from '../../src/model/Side.ts';
import type { Method, TraitKind } from '../../src/model/Trait.ts';
import { configurationSchema, type Configuration } from '../../src/read/configuration.ts';
import { digest } from './digest.ts';

/** The configuration of the project that these tests judge. */
export const configuration: Configuration = configurationSchema.parse({
  version: 1,
  traits: {
    Store: {
      file: 'src/Store.ts',
      contract: 'src/contracts.ts#store',
      kind: 'partition',
      floor: 2,
      proofs: ['sqlite', 'dynamo'],
    },
    Index: {
      file: 'src/Index.ts',
      contract: 'src/contracts.ts#index',
      kind: 'analytics',
      floor: 1,
      proofs: ['sqlite'],
    },
  },
  traitFolders: ['src'],
  dialogueId: 'src/Id.ts#Id',
  marker: 'src/Scoped.ts#Scoped',
  opaque: ['domain'],
  clauses: { registry: ['src/clauses.ts'], documents: ['docs/spec'] },
  decisions: 'docs/adr',
  changes: 'CHANGELOG.md',
  traitReport: 'docs/traits.md',
  exceptions: 'gate-exceptions.yaml',
  owners: 'CODEOWNERS',
  proofs: {
    sqlite: { report: 'sqlite.json', sources: ['src'], measures: ['sqlStatements'] },
    dynamo: { report: 'dynamo.json', sources: ['src', 'dynamo'], measures: ['dynamoRequests'] },
  },
});

const kinds: Readonly<Record<string, TraitKind>> = { Store: 'partition', Index: 'analytics' };

/** A method, its entry and where they stand. */
export interface Spec {
  /** What its signature reaches; another text is another shape. */
  readonly shape?: string;
  readonly line?: number;
  /** False: no entry. */
  readonly entry?: false;
  readonly access?: ContractEntry['access'];
  readonly budget?: Readonly<Record<string, Bound>>;
  readonly clauses?: readonly string[];
  readonly keys?: string;
  readonly adr?: string | undefined;
  readonly parameters?: readonly string[];
}

function method(trait: string, name: string, { shape = 'as ever', line = 7, parameters = ['id: Id'] }: Spec): Method {
  return {
    trait,
    name,
    place: { file: `src/${trait}.ts`, line, column: 3 },
    parameters,
    result: 'Promise<Scoped>',
    notTheDialogue: undefined,
    notScoped: undefined,
    moreDialogues: [],
    foreign: [],
    shape: digest(shape),
  };
}

function entry(trait: string, name: string, spec: Spec): ContractEntry {
  const place = { file: 'src/contracts.ts', line: 10, column: 5 };
  return {
    trait,
    method: name,
    place,
    keys: spec.keys ?? 'the head',
    access: spec.access ?? 'point',
    budget: spec.budget ?? { requests: '1' },
    errors: [],
    clauses: spec.clauses ?? ['ST-A-01'],
    adr: 'adr' in spec ? spec.adr : '0001',
    faults: [],
    places: { adr: { ...place, line: 15 } },
  };
}

/** A method that a decision lists, complete. */
export function admitted(name: string, parts: Partial<AdmittedMethod> = {}): AdmittedMethod {
  const place = { file: 'docs/adr/0000.md', line: 5, column: 3 };
  return { name, place, partitionKey: 'dialogue id', bound: 'one item', capability: 'required', ...parts };
}

/** An accepted record, complete. */
export function decision(
  number: string,
  parts: Partial<Decision> & { readonly lists?: readonly string[] } = {},
): Decision {
  const { lists = [], ...rest } = parts;
  const file = `docs/adr/${number}-a-title.md`;
  return {
    number,
    place: { file, line: 1, column: 1 },
    title: `Decision ${number}`,
    status: 'accepted',
    supersededBy: undefined,
    supersedes: [],
    methods: lists.map((name) => admitted(name)),
    removes: [],
    relaxes: [],
    questions: [],
    places: { status: { file, line: 2, column: 1 }, title: { file, line: 9, column: 1 } },
    ...rest,
  };
}

/** One end of a change: methods by `Trait.method`, with their entries. */
export function side(
  methods: Readonly<Record<string, Spec>>,
  decisions: readonly Decision[],
  parts: { readonly configuration?: Partial<Configuration>; readonly texts?: Side['texts'] } = {},
): Side {
  const own = { ...configuration, ...parts.configuration };
  const names = Object.entries(methods).map(([name, spec]) => [...name.split('.'), spec] as [string, string, Spec]);
  const traits = Object.keys(own.traits);
  return {
    configuration: own,
    traits: traits.map((trait) => ({
      name: trait,
      kind: kinds[trait] ?? 'service',
      place: { file: `src/${trait}.ts`, line: 5, column: 18 },
      methods: names.filter(([of]) => of === trait).map(([of, name, spec]) => method(of, name, spec)),
      oddMembers: [],
    })),
    unlisted: [],
    contracts: traits.map((trait) => ({
      trait,
      place: { file: 'src/contracts.ts', line: 3, column: 14 },
      entries: names
        .filter(([of, , spec]) => of === trait && spec.entry !== false)
        .map(([of, name, spec]) => entry(of, name, spec)),
    })),
    decisions,
    texts: parts.texts ?? {},
  };
}

/** A change from one side to another. */
export function change(head: Side, base?: Side): Change {
  return {
    head,
    base,
    clauses: { registered: new Set(), documented: new Set() },
    proofs: [],
    exceptions: [],
    today: '2026-03-01',
  };
}

/** Rule, subject, place and message of each finding. */
export function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ rule, subject, place: { file, line, column }, message }) =>
      `${rule} ${subject} ${file}:${line}:${column} ${message}`,
  );
}
