import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { assess, renderReport, ruleIds, type Finding } from '../src/index.ts';
import { budgets } from './catalogue/changes/budgets.ts';
import { configuration } from './catalogue/changes/configuration.ts';
import { contracts } from './catalogue/changes/contracts.ts';
import { decisions } from './catalogue/changes/decisions.ts';
import { exceptions, today } from './catalogue/changes/exceptions.ts';
import { founders } from './catalogue/changes/founders.ts';
import { innocents } from './catalogue/changes/innocent.ts';
import { proofs } from './catalogue/changes/proofs.ts';
import { reading } from './catalogue/changes/reading.ts';
import { signatures } from './catalogue/changes/signatures.ts';
import { copyFolder, Project, temporaryFolder } from './catalogue/support/Project.ts';
import type { PullRequest } from './catalogue/support/PullRequest.ts';

const groups = {
  signatures,
  founders,
  contracts,
  budgets,
  proofs,
  decisions,
  configuration,
  exceptions,
  reading,
  innocents,
};
const all: readonly PullRequest[] = Object.values(groups).flat();

/** The model project as it was before each change: a repository with one commit. */
const base = temporaryFolder();
afterAll(() => base[Symbol.dispose]());
new Project().writeTo(base.path);
writeReport(base.path);
git('init', '--quiet', '--initial-branch=main');
// Types of packages come from where they are installed, which git does not keep.
writeFileSync(join(base.path, '.git/info/exclude'), 'node_modules\n');
symlinkSync(join(import.meta.dirname, '../../../node_modules'), join(base.path, 'node_modules'));
git('add', '--all');
git('-c', 'user.name=c', '-c', 'user.email=c@example.com', 'commit', '--quiet', '--message=base');

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: base.path, stdio: 'pipe' });
}

/** Puts the trait report where the configuration wants it, as `colloquy-gate report` does. */
function writeReport(root: string): void {
  renderReport({ root, write: true });
}

describe.each(Object.entries(groups))('%s', (_, changes) => {
  test.each(changes.map((change) => [change.title, change] as const))(
    '%s',
    async (_title, { edit, findings, evidence }) => {
      using folder = temporaryFolder();
      copyFolder(base.path, folder.path);
      const project = new Project();
      project.write('docs/traits.md', readFileSync(join(base.path, 'docs/traits.md'), 'utf8'));
      edit(project);
      project.writeOver(folder.path);
      if (project.rendersReport) tryTo(() => writeReport(folder.path));
      await project.reports.writeTo(folder.path);
      const outcome = await assess({ root: folder.path, against: 'HEAD', today });
      expect(
        outcome.findings.map((each) => [each.rule, each.subject, lineOf(folder.path, each)]).toSorted(byText),
      ).toEqual(
        findings.toSorted(byText).map(([rule, subject, at]) => [rule, subject, expect.stringContaining(at) as string]),
      );
      if (evidence !== undefined)
        expect(outcome.findings.flatMap((each) => each.evidence ?? []).join('\n')).toContain(evidence);
      for (const { message } of outcome.findings) expect(message).toMatch(/^[^\n]+\.$/);
    },
  );
});

test('every rule has a change that only it catches', () => {
  const alone = new Set(
    all
      .filter(({ findings }) => new Set(findings.map(([rule]) => rule)).size === 1)
      .map(({ findings }) => findings[0]?.[0]),
  );
  // A base that cannot be read is no matter of a change: base.test.ts has it.
  expect(ruleIds.filter((rule) => !alone.has(rule))).toEqual(['READ-08']);
});

test('every change has a title of its own', () => {
  const titles = Object.entries(groups).flatMap(([group, changes]) => changes.map(({ title }) => `${group}: ${title}`));
  expect(new Set(titles).size).toBe(titles.length);
});

/** `file: text of the line`, the text empty where the file has no such line. */
function lineOf(root: string, { place: { file, line } }: Finding): string {
  return `${file}: ${tryTo(() => readFileSync(join(root, file), 'utf8').split('\n')[line - 1]?.trim()) ?? ''}`;
}

function tryTo<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}

function byText(one: readonly string[], other: readonly string[]): number {
  return one.join('\0') < other.join('\0') ? -1 : 1;
}
