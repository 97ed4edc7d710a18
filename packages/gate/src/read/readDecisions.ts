import type { Decision } from '../model/Decision.ts';
import type { Finding } from '../model/Finding.ts';
import { startOf } from '../model/Place.ts';
import { readDecision } from './readDecision.ts';
import type { Tree } from './Tree.ts';
import { Unreadable } from './Unreadable.ts';

const record = /^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*\.md$/;

/**
 * Reads the records of decisions: every file `NNNN-title-in-dashes.md` directly in the folder, in the order of their names. A record in a folder below it is
 * none, and other files may lie beside them, but for those that look like a record by beginning with a digit.
 *
 * @throws Unreadable with READ-06 for every record that cannot be read, each with its place, and for a folder without any
 */
export function readDecisions(tree: Tree, path: string): readonly Decision[] {
  const folder = path.replace(/\/+$/, '');
  const findings: Finding[] = [];
  const decisions: Decision[] = [];
  for (const file of tree.list(folder)) {
    const name = file.slice(folder.length + 1);
    if (name.includes('/') || !/^\d/.test(name) || !name.endsWith('.md')) continue;
    if (!record.test(name)) {
      const message = `${file} is not named NNNN-title-in-dashes.md.`;
      findings.push({ rule: 'READ-06', subject: file, message, place: startOf(file) });
      continue;
    }
    const read = readDecision(file, tree.read(file) ?? '');
    if ('decision' in read) decisions.push(read.decision);
    else {
      for (const { message, place } of read.faults) {
        findings.push({
          rule: 'READ-06',
          subject: name.slice(0, 4),
          message: `Decision ${name.slice(0, 4)}: ${message}.`,
          place,
        });
      }
    }
  }
  if (decisions.length === 0 && findings.length === 0) {
    const message = `${folder} has no record of a decision, NNNN-title-in-dashes.md.`;
    findings.push({ rule: 'READ-06', subject: folder, message, place: startOf(folder) });
  }
  if (findings.length > 0) throw new Unreadable(findings);
  return decisions;
}
