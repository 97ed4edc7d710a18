import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs git as a person of the tests, and answers with what it writes. */
export function git(root: string, ...parameters: readonly string[]): string {
  const who = ['-c', 'user.name=a', '-c', 'user.email=a@example.org', '-c', 'commit.gpgsign=false'];
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  return execFileSync('git', [...who, ...parameters], { cwd: root, encoding: 'utf8', stdio: [...stdio] });
}

/** Commits all files of a folder. */
export function commit(root: string, message: string): void {
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '-m', message);
}

/** Makes a folder a repository with one commit on main. */
export function repositoryIn(root: string): void {
  git(root, 'init', '-q', '-b', 'main');
  writeFileSync(join(root, '.git/info/exclude'), 'node_modules\n');
  commit(root, 'first');
}
