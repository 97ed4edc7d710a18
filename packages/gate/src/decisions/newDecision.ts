import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../command/Terminal.ts';
import { createDiskTree } from '../read/diskTree.ts';
import { readConfiguration } from '../read/readConfiguration.ts';
import { isDate } from '../text/dates.ts';
import { answerPlaceholder, questions, questionsHeading } from './questions.ts';

/** What a new record is about. */
export interface NewDecision {
  readonly title: string;
  /** `Trait.method`, at least one. */
  readonly methods: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Folder of the decisions, relative to the root. */
  readonly folder: string;
  /** Paths of the files there. */
  readonly taken: readonly string[];
}

/** A file that is to be written. */
export interface DecisionFile {
  /** Relative to the root. */
  readonly path: string;
  readonly text: string;
}

const longestSlug = 60;

function slugOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  let slug = '';
  for (const word of words) {
    const longer = slug === '' ? word.slice(0, longestSlug) : `${slug}-${word}`;
    if (longer.length > longestSlug) break;
    slug = longer;
  }
  return slug;
}

function nextNumber(taken: readonly string[]): string {
  const numbers = taken.map((path) => Number(/^(\d{4})/.exec(path.slice(path.lastIndexOf('/') + 1))?.[1] ?? '0'));
  const next = numbers.reduce((greatest, number) => Math.max(greatest, number), 0) + 1;
  if (next > 9999) throw new UsageError('the numbers of four digits are used up');
  return String(next).padStart(4, '0');
}

/**
 * The text and path of a new record: proposed, in the form of MADR 4, with the front matter and the questions of the gate to be filled in. `check` refuses it until
 * they are.
 *
 * @throws UsageError for a title that is empty, has lines or no letter to name a file by, for a name that is not `Trait.method`, and for a date that is none
 *
 * @example
 * draftDecision({ title: 'Count the items', methods: ['DialogueStore.count'], date: '2026-11-21', folder: 'docs/adr', taken: ['docs/adr/0012-a.md'] }).path;
 * // 'docs/adr/0013-count-the-items.md'
 */
export function draftDecision({ title, methods, date, folder, taken }: NewDecision): DecisionFile {
  const slug = slugOf(title);
  if (slug === '' || /[\p{Cc}\p{Cf}\u2028\u2029]/u.test(title)) {
    throw new UsageError('the title must be one line with at least one letter from a to z or digit');
  }
  if (!isDate(date)) throw new UsageError(`the date must be a day in the form YYYY-MM-DD, not ${date}`);
  if (methods.length === 0) throw new UsageError('at least one method is needed, as Trait.method');
  for (const method of methods) {
    if (!/^[A-Za-z_$][\w$]*\.[A-Za-z_$][\w$]*$/.test(method)) throw new UsageError(`${method} is not Trait.method`);
  }
  const number = nextNumber(taken);
  const text = [
    '---',
    'status: proposed',
    `date: ${date}`,
    'methods:',
    ...[...new Set(methods)].flatMap((method) => [
      `  ${method}:`,
      '    partition-key:',
      '    bound:',
      '    capability:',
    ]),
    '---',
    '',
    `# ${title.trim()}`,
    '',
    '## Context and Problem Statement',
    '',
    '<!-- Who needs it, and what they do without it. -->',
    '',
    '## Considered Options',
    '',
    '<!-- At least: this method, a function over a loaded dialogue, a method of another trait. -->',
    '',
    '## Decision Outcome',
    '',
    '<!-- What was chosen, and the one reason that decided. -->',
    '',
    `## ${questionsHeading}`,
    '',
    ...questions.flatMap(({ heading, hint }) => [`### ${heading}`, '', `<!-- ${hint} -->`, '', answerPlaceholder, '']),
    '## Consequences',
    '',
    '<!-- What gets better, and what gets worse. -->',
    '',
    '## Confirmation',
    '',
    '<!-- The command, test or clause that fails when the decision is no longer kept. -->',
    '',
  ];
  return { path: `${folder.replace(/\/+$/, '')}/${number}-${slug}.md`, text: text.join('\n') };
}

/**
 * Writes a file that is not there yet.
 *
 * @throws UsageError when there is something under that name, or it cannot be written
 */
export function writeDecision(root: string, { path, text }: DecisionFile): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  try {
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/**
 * Writes a new record, and never over a file.
 *
 * @returns its path, relative to the root
 * @throws UsageError as {@link draftDecision}, and for a file that somebody else has just written
 * @throws Unreadable when the configuration, which names the folder, cannot be read
 */
export function newDecision(options: {
  readonly root: string;
  /** Path of the configuration, relative to the root. */
  readonly configuration: string;
  readonly methods: readonly string[];
  readonly title: string;
  readonly date: string;
}): string {
  const { root, configuration, ...rest } = options;
  const tree = createDiskTree(root);
  const folder = readConfiguration(tree, configuration).decisions;
  const { path, text } = draftDecision({ ...rest, folder, taken: tree.list(folder) });
  writeDecision(root, { path, text });
  return path;
}
