import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { configurationFile } from '../../read/configuration.ts';
import { decidingLine, isOwner, readOwners, type OwnersLine } from '../../text/codeOwners.ts';
import { byCodeUnits } from '../../read/byCodeUnits.ts';

/**
 * Why nobody owns a path, or undefined. GitHub skips a line with an owner that it cannot read, and shows that on its page; here such a line counts as one
 * without owners, so that a slip of the pen does not leave the path to whoever an earlier line names.
 */
function unowned(line: OwnersLine | undefined): string | undefined {
  if (line === undefined) return 'no line matches it';
  if (line.owners.length === 0) return `the last line that matches it, "${line.pattern}", names no owner`;
  const wrong = line.owners.filter((name) => !isOwner(name));
  if (wrong.length === 0) return undefined;
  return `the last line that matches it, "${line.pattern}", names ${wrong.join(', ')}, which is no @user, @org/team or address`;
}

/**
 * OWNERS-01: trait report, trait folders, traits, contracts, decisions, exceptions, configuration and the file of owners itself have owners. A folder is asked for every
 * file that the gate has read from it, and for one that somebody may add; when that one has no owner, the folder has none.
 */
export function owners({ head }: Change): readonly Finding[] {
  const { configuration, texts, traits, contracts, decisions } = head;
  const file = configuration.owners;
  const text = texts[file];
  const lines = readOwners(text ?? '');
  const findings: Finding[] = [];
  const judge = (subject: string, probe: string): boolean => {
    const line = decidingLine(lines, probe);
    const reason = text === undefined ? `there is no ${file}` : unowned(line);
    if (reason === undefined) return true;
    findings.push({
      rule: 'OWNERS-01',
      subject,
      message: `${subject} has no owner: ${reason}.`,
      place: { file, line: line?.number ?? 1, column: 1 },
    });
    return false;
  };
  const folders = [
    ...configuration.traitFolders.map((folder) => [folder, 'New.ts'] as const),
    [configuration.decisions, '9999-new.md'] as const,
  ].map(([folder, name]) => [folder.replace(/\/+$/, ''), name] as const);
  const without = folders.filter(([folder, name]) => !judge(folder, `${folder}/${name}`)).map(([folder]) => folder);
  const files = new Set([
    configurationFile,
    configuration.traitReport,
    configuration.exceptions,
    file,
    ...[...traits, ...contracts, ...decisions].map(({ place }) => place.file),
  ]);
  for (const path of [...files].sort(byCodeUnits)) {
    if (!without.some((folder) => path.startsWith(`${folder}/`))) judge(path, path);
  }
  return findings;
}
