import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readWorkspaces } from '../workspaces.ts';
import { filesBelow } from './files.ts';
import type { Report } from './Report.ts';

/** Bytes of a source file: beyond it, it holds more than one concept. */
const ceiling = 12_000;

/** What may not stand in a source file, comments included, and why. */
const forbidden: readonly (readonly [RegExp, string])[] = [
  [/\b(?:oxlint|eslint)-(?:disable|enable)/, 'a silenced lint rule'],
  [/@ts-(?:ignore|nocheck)/, 'a silenced compiler'],
  [/\b(?:TODO|FIXME|XXX)\b/, 'unfinished work'],
];

/** A test file that no project of vitest.config.ts runs proves nothing. */
function checkTestName(path: string, text: string, report: Report): boolean {
  const isTest = path.endsWith('.test.ts');
  if (!isTest && /^\s*import\b[^;]*\btest\b[^;]*from 'vitest'/m.test(text) && /^\s*test\(/m.test(text)) {
    report.fault(path, 'holds tests and is not called *.test.ts, so nothing runs it');
  }
  return isTest;
}

/** Source files are small and silence nothing; test files are where the runner finds them. */
export function checkSources(root: string, report: Report): void {
  let sources = 0;
  let tests = 0;
  for (const { path } of readWorkspaces(root)) {
    for (const file of filesBelow(root, `${path}/src`)) {
      sources += 1;
      const text = readFileSync(join(root, file), 'utf8');
      const bytes = Buffer.byteLength(text);
      if (bytes > ceiling) report.fault(file, `${bytes} bytes, more than ${ceiling}: split it by concept`);
      if (file.endsWith('.test.ts')) report.fault(file, 'a test belongs in test/, where the runner looks');
      for (const [pattern, what] of forbidden) {
        if (pattern.test(text)) report.fault(file, `${what}: ${pattern.exec(text)?.[0] ?? ''}`);
      }
    }
    for (const file of filesBelow(root, `${path}/test`)) {
      if (file.endsWith('.ts') && checkTestName(file, readFileSync(join(root, file), 'utf8'), report)) tests += 1;
    }
  }
  report.count('source files', sources, 30);
  report.count('test files', tests, 5);
}
