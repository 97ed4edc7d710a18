import type { Report, SourcesReport } from './Report.ts';

/** Two reports do not belong together. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
}

/**
 * One report of several that were made side by side, such as those that `conformance` and `dialogueConformance` write for one backend from two
 * test files: their suites, and the fewest runs of any.
 *
 * @throws MergeError when one is of another schema, seed or state of the sources, is of a part of the suite, or has a suite that another has too
 *
 * @example
 * const report = mergeReports([partition, dialogues]);
 */
export function mergeReports(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (first === undefined) throw new MergeError('There is no report to merge.');
  for (const other of others) {
    if (other.schema !== first.schema) throw new MergeError('The reports are of different schemas.');
    if (other.seed !== first.seed) throw new MergeError(`Seeds ${first.seed} and ${other.seed} do not merge.`);
    if (sourcesText(other) !== sourcesText(first)) throw new MergeError('The reports are of different sources.');
  }
  const part = reports.find(({ filter }) => filter !== undefined);
  if (part !== undefined) throw new MergeError(`A report is of a part of the suite: ${part.filter ?? ''}.`);
  const suites = reports.flatMap((report) => report.suites);
  const names = suites.map(({ kind, kit }) => `${kind} of ${kit.name}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new MergeError(`The reports have this suite twice: ${twice}.`);
  const runs = Math.min(...reports.map((report) => report.runs));
  return { ...first, runs, green: reports.every(({ green }) => green), suites };
}

function sourcesText({ sources }: { readonly sources: readonly SourcesReport[] }): string {
  return JSON.stringify(sources.map(({ path, sha256 }) => [path, sha256]));
}
