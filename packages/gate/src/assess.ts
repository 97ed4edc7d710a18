import type { Change } from './model/Change.ts';
import type { Finding } from './model/Finding.ts';
import type { Outcome } from './model/Outcome.ts';
import type { Side } from './model/Side.ts';
import { byCodeUnits } from './read/byCodeUnits.ts';
import { configurationFile } from './read/configuration.ts';
import { createDiskTree } from './read/diskTree.ts';
import { createGitTree } from './read/gitTree.ts';
import { readClauses } from './read/readClauses.ts';
import { readExceptions } from './read/readExceptions.ts';
import { readProofs } from './read/readProofs.ts';
import { readSide } from './read/readSide.ts';
import type { Tree } from './read/Tree.ts';
import { Unreadable } from './read/Unreadable.ts';
import { applyExceptions } from './rules/applyExceptions.ts';
import { checks } from './rules/checks/index.ts';

/** What to judge. */
export interface AssessOptions {
  /** Folder of the project: the proposal is what lies there. */
  readonly root: string;
  /** A git ref to compare with: a branch, a tag, a commit. Absent: everything that is there must be in order, and nothing is new or changed. */
  readonly against?: string;
  /** The configuration, relative to the root; `colloquy-gate.json` unless named. */
  readonly configuration?: string;
  /** `YYYY-MM-DD`: exceptions expire by it. */
  readonly today: string;
}

/**
 * Judges a change. Never throws for what the project is: what cannot be read is a finding with a `READ-` rule, and then nothing else is judged.
 *
 * @example
 * const { findings } = await assess({ root: process.cwd(), against: 'origin/main', today: '2026-03-01' });
 * for (const { rule, message, place } of findings) console.log(`${place.file}:${place.line} ${rule} ${message}`);
 */
export async function assess(options: AssessOptions): Promise<Outcome> {
  const { root, against, configuration = configurationFile, today } = options;
  const faults: Finding[] = [];
  const attempt = async <T>(read: () => T | Promise<T>): Promise<T | undefined> => {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      faults.push(...error.findings);
      return undefined;
    }
  };
  const tree = createDiskTree(root);
  const head = await attempt(() => readSide(tree, configuration));
  const before = against === undefined ? undefined : await attempt(() => createGitTree(root, against));
  // Shapes are compared: a folder that is opaque no longer is looked into at both ends, or all that reaches it would have changed.
  const opaque = head?.configuration.opaque;
  const base = before === undefined ? undefined : await attempt(() => readBase(before, configuration, opaque));
  const clauses = head === undefined ? undefined : await attempt(() => readClauses(tree, head.configuration));
  const proofs = head === undefined ? undefined : await attempt(() => readProofs(tree, head.configuration));
  const exceptions =
    head === undefined ? undefined : await attempt(() => readExceptions(tree, head.configuration.exceptions));
  const name = base === undefined ? undefined : before?.name;
  if (
    head === undefined ||
    clauses === undefined ||
    proofs === undefined ||
    exceptions === undefined ||
    faults.length > 0
  ) {
    return { findings: inOrder(faults), excepted: [], seen: seen(head, 0, proofs ?? []), base: name };
  }
  const change: Change = { head, base, clauses, proofs, exceptions, today };
  const { findings, excepted } = applyExceptions(
    checks.flatMap((check) => check(change)),
    change,
  );
  return { findings: inOrder(findings), excepted, seen: seen(head, clauses.registered.size, proofs), base: name };
}

/** A base without a configuration has no gate yet: everything at the head must be in order, and nothing is compared. */
function readBase(tree: Tree, configuration: string, opaque: readonly string[] | undefined): Side | undefined {
  return tree.read(configuration) === undefined ? undefined : readSide(tree, configuration, opaque);
}

function seen(head: Side | undefined, clauses: number, proofs: Change['proofs']): Outcome['seen'] {
  return {
    traits: head?.traits.length ?? 0,
    methods: head?.traits.reduce((sum, { methods }) => sum + methods.length, 0) ?? 0,
    decisions: head?.decisions.length ?? 0,
    clauses,
    proofs: proofs.length,
    measurements: proofs.reduce((sum, { measurements }) => sum + measurements.length, 0),
  };
}

/** By file, line and rule: the same project gives the same list. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const key = ({ place: { file, line, column }, rule, subject }: Finding): string =>
    [file, String(line).padStart(9, '0'), String(column).padStart(9, '0'), rule, subject].join('\0');
  return findings.toSorted((a, b) => byCodeUnits(key(a), key(b)));
}
