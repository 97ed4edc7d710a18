import { resolve } from 'node:path';
import { checkDocuments } from './house/checks/documents.ts';
import { checkLock } from './house/checks/lock.ts';
import { checkManifests } from './house/checks/manifests.ts';
import { Report } from './house/checks/Report.ts';
import { checkSources } from './house/checks/sources.ts';

// What the linter cannot see: manifests, the lock, file sizes, silenced rules, links. Prints what it has looked at; any fault is exit code 1.
const root = resolve(process.argv[2] ?? `${import.meta.dirname}/..`);
const report = new Report();
checkManifests(root, report);
checkLock(root, report);
checkSources(root, report);
checkDocuments(root, report);

for (const fault of report.faults) console.error(fault);
console.log(`house: ${report.summary}; ${report.faults.length} faults`);
process.exitCode = report.faults.length === 0 ? 0 : 1;
