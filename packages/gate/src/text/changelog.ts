import { headingOf, visibleLines, type VisibleLine } from './visibleLines.ts';

/** Where the changelog announces what breaks. */
export interface MajorChanges {
  /** Line of `### Major`, of `## Unreleased`, or the first: as near as the file comes. */
  readonly line: number;
  /** The entries under `### Major`, continuation lines joined by a space. */
  readonly entries: readonly string[];
}

function section(lines: readonly VisibleLine[], level: number, title: RegExp): readonly VisibleLine[] {
  const start = lines.findIndex((line) => {
    const heading = headingOf(line);
    return heading?.level === level && title.test(heading.text);
  });
  if (start === -1) return [];
  const length = lines.slice(start + 1).findIndex((line) => (headingOf(line)?.level ?? 7) <= level);
  return lines.slice(start, length === -1 ? undefined : start + 1 + length);
}

/** The part `### Major` of `## Unreleased` ([Unreleased] in the form of Keep a Changelog). */
export function majorChanges(changelog: string): MajorChanges {
  const unreleased = section(visibleLines(changelog), 2, /^(?:unreleased|\[unreleased\](?:\(.*\))?)$/i);
  const major = section(unreleased, 3, /^major$/i);
  const entries: string[] = [];
  for (const { text } of major.slice(1)) {
    const item = /^[-*+]\s+(.*)$/.exec(text)?.[1];
    const last = entries.length - 1;
    if (item !== undefined) entries.push(item.trim());
    else if (last >= 0 && text.trim() !== '') entries[last] = `${entries[last] ?? ''} ${text.trim()}`;
  }
  return { line: (major[0] ?? unreleased[0])?.number ?? 1, entries };
}

/**
 * True when an entry names a method, as a whole: `PartitionStore.get` is not in `PartitionStore.getAll`.
 *
 * @param method - `Trait.method`
 */
export function names(entry: string, method: string): boolean {
  for (let at = entry.indexOf(method); at !== -1; at = entry.indexOf(method, at + 1)) {
    const [before, after] = [entry[at - 1] ?? '', entry.slice(at + method.length)];
    if (!/[\w$.]/.test(before) && !/^(?:[\w$]|\.[\w$])/.test(after)) return true;
  }
  return false;
}
