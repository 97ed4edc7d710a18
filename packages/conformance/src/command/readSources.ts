import { relative, resolve, sep } from 'node:path';
import type { SourcesReport } from '../report/Report.ts';
import { sourcesDigest } from '../report/sourcesDigest.ts';

/**
 * The digests of the folders that a person named, each under its path from here, so that whoever reads the report finds them again.
 *
 * @throws SourcesError
 */
export async function readSources(folders: readonly string[]): Promise<readonly SourcesReport[]> {
  const here = process.cwd();
  const sources: SourcesReport[] = [];
  for (const folder of folders) {
    const path = relative(here, resolve(folder)).split(sep).join('/');
    sources.push({ path, sha256: await sourcesDigest(here, path) });
  }
  return sources;
}

/** The folders of which the two disagree. */
export function changedSources(before: readonly SourcesReport[], after: readonly SourcesReport[]): readonly string[] {
  return before.filter(({ sha256 }, at) => after[at]?.sha256 !== sha256).map(({ path }) => path);
}
