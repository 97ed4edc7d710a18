import type { Project } from './Project.ts';
import { answered } from './questions.ts';

/** A new method with everything that it owes. A change that goes wrong in one thing takes that thing away. */
export interface NewMethod {
  readonly trait: 'DialogueStore' | 'AnalyticsStore';
  readonly name: string;
  /** Everything behind the name. */
  readonly signature: string;
  /** Text of its entry in the contract; undefined: the ordinary one. */
  readonly entry?: string;
  /** Front matter and status of its record. */
  readonly status?: string;
  readonly admitted?: string;
  readonly questions?: string;
  readonly clause: string;
  /** Imports and types that it needs, at the head of the trait's file. */
  readonly declarations?: string;
}

export const countNotes: NewMethod = {
  trait: 'DialogueStore',
  name: 'countNotes',
  signature: '(id: DialogueId, options?: CallOptions): Promise<Scoped<{ readonly notes: number }>>',
  clause: 'DS-COUNT-01',
};

/** What the contract says of it, unless a change says something else. */
export function entryOf({ name, clause }: NewMethod, parts: Readonly<Record<string, string>> = {}): string {
  const all = {
    keys: "'a counter beside the head'",
    access: "'point'",
    budget: "{ sqlStatements: '1', dynamoRequests: '1' }",
    errors: '[]',
    clauses: `['${clause}']`,
    adr: "'0004'",
    ...parts,
  };
  const lines = Object.entries(all).map(([part, value]) => `      ${part}: ${value},`);
  return `    ${name}: {\n${lines.join('\n')}\n    },\n`;
}

export const record = 'docs/adr/0004-count-notes.md';

/** Adds a method to its trait, with contract, record, clause, results and measurements. */
export function add(project: Project, method: NewMethod): Project {
  const { trait, name, signature, clause, entry = entryOf(method), declarations = '' } = method;
  const isStore = trait === 'DialogueStore';
  const file = `src/${trait}.ts`;
  const contract = isStore ? 'src/contracts/dialogueStoreContract.ts' : 'src/contracts/otherContracts.ts';
  const before = isStore ? '    commit: {' : '    statistics: {';
  project
    .replace(
      file,
      `export interface ${trait} {\n`,
      `${declarations}export interface ${trait} {\n  ${name}${signature};\n`,
    )
    .replace(contract, before, `${entry}${before}`)
    .write(record, recordOf(method))
    .replace('src/clauses.ts', 'export const clauses = {\n', `export const clauses = {\n  '${clause}': 'told truly',\n`)
    .write('docs/spec/count.md', `# Counting\n\n- **${clause}** Told truly.\n`);
  project.reports.prove(clause);
  for (const backend of ['relational', 'keyvalue'] as const) project.reports.measure(backend, `${trait}.${name}`, [{}]);
  return project;
}

/** The record that admits a method. */
export function recordOf({ trait, name, status = 'accepted', admitted, questions = answered }: NewMethod): string {
  const entry = admitted ?? '{ partition-key: dialogue id, bound: one item, capability: required }';
  return [
    `---\nstatus: ${status}\ndate: 2026-02-01\nmethods:\n  ${trait}.${name}: ${entry}\n---\n`,
    `# ${trait} has ${name}\n`,
    '## Context and Problem Statement\n\nWho asks for it?\n',
    '## Considered Options\n\n- With it\n- Without it\n',
    '## Decision Outcome\n\nWith it.\n',
    '### Consequences\n\n- Good: it is asked for.\n',
    '### Confirmation\n\nIts clause.\n',
    questions,
  ].join('\n');
}
