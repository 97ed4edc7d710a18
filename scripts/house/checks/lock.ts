import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingEntries, type Lock } from '../lock.ts';
import { readWorkspaces } from '../workspaces.ts';
import type { Report } from './Report.ts';

/** The lock knows every workspace and every platform. */
export function checkLock(root: string, report: Report): void {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  for (const name of missingEntries(lock).keys()) report.fault('package-lock.json', `has no ${name}: npm run lock`);
  for (const { path } of readWorkspaces(root)) {
    if (!Object.hasOwn(lock.packages, path)) report.fault('package-lock.json', `has no ${path}: npm run lock`);
  }
  report.count('locked packages', Object.keys(lock.packages).length, 100);
}
