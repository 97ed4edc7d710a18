import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { readWorkspaces } from '../workspaces.ts';
import { filesBelow } from './files.ts';
import type { Report } from './Report.ts';

/** The parts of MADR 4 that every decision has; Confirmation says which command shows that it holds. */
const parts = [
  'Context and Problem Statement',
  'Considered Options',
  'Decision Outcome',
  'Consequences',
  'Confirmation',
];

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
}

/** Every relative link leads to something that is there. Returns the number of links. */
function checkLinks(root: string, file: string, report: Report): number {
  let links = 0;
  for (const [, target = ''] of withoutCode(readFileSync(join(root, file), 'utf8')).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target) || target.startsWith('#')) continue;
    links += 1;
    const path = normalize(join(dirname(file), target.replace(/#.*$/, '')));
    if (path.startsWith('..') || !existsSync(join(root, path)))
      report.fault(file, `the link to ${target} leads nowhere`);
  }
  return links;
}

/** Every decision is numbered once, whole, and listed in the index. Returns the number of decisions. */
function checkDecisions(root: string, report: Report): number {
  const folder = 'docs/adr';
  const files = filesBelow(root, folder).filter((file) => /\/\d{4}-[a-z0-9-]+\.md$/.test(file));
  const index = readFileSync(join(root, folder, 'README.md'), 'utf8');
  const numbers = new Set<string>();
  for (const file of files) {
    const name = file.slice(folder.length + 1);
    const number = name.slice(0, 4);
    if (numbers.has(number)) report.fault(file, `the number ${number} is taken`);
    numbers.add(number);
    if (!index.includes(`(${name})`)) report.fault(`${folder}/README.md`, `does not list ${name}`);
    const text = readFileSync(join(root, file), 'utf8');
    if (!/^---\nstatus: (proposed|accepted|rejected|deprecated|superseded by .+)$/m.test(text)) {
      report.fault(file, 'says no status');
    }
    for (const part of parts) {
      if (!new RegExp(`^###? ${part}$`, 'm').test(text)) report.fault(file, `has no part ${part}`);
    }
  }
  return files.length;
}

/** Links in the documents hold, and the decisions are complete. */
export function checkDocuments(root: string, report: Report): void {
  const files = [
    ...readdirSync(root).filter((name) => name.endsWith('.md')),
    ...filesBelow(root, 'docs').filter((file) => file.endsWith('.md')),
    ...readWorkspaces(root)
      .map(({ path }) => `${path}/README.md`)
      .filter((file) => existsSync(join(root, file))),
  ];
  let links = 0;
  for (const file of files) links += checkLinks(root, file, report);
  report.count('documents', files.length, 15);
  report.count('links', links, 20);
  report.count('decisions', checkDecisions(root, report), 11);
}
