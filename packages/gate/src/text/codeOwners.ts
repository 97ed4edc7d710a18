/** A line of CODEOWNERS that has a pattern. */
export interface OwnersLine {
  /** From 1. */
  readonly number: number;
  readonly pattern: string;
  readonly owners: readonly string[];
  matches(path: string): boolean;
}

/** `@user`, `@org/team` or an address: what GitHub takes for an owner. */
const owner = /^(?:@[A-Za-z0-9][\w.-]*(?:\/[A-Za-z0-9][\w.-]*)?|[^\s@]+@[^\s@]+\.[^\s@]+)$/;

/** True for `@user`, `@org/team` or an address. Whether it exists, only GitHub knows. */
export function isOwner(text: string): boolean {
  return owner.test(text);
}

function segmentSource(segment: string): string {
  return [...segment]
    .map((sign) => (sign === '*' ? '[^/]*' : sign === '?' ? '[^/]' : sign.replace(/[\\^$.|+()[\]{}]/, '\\$&')))
    .join('');
}

/**
 * What a pattern matches. The rules of gitignore, with the differences that GitHub documents: `!`, `[ ]` and an escaped `#` do not work, so a pattern with one of them
 * matches nothing; and `docs/*` matches the files directly in docs only.
 */
function matcherOf(pattern: string): RegExp | undefined {
  if (pattern.startsWith('!') || pattern.startsWith('\\#') || pattern.includes('[')) return undefined;
  const segments = pattern.replaceAll('\\ ', ' ').split('/');
  if (segments[0] === '') segments.shift();
  const folder = segments.length > 1 && segments.at(-1) === '';
  if (folder) segments.pop();
  if (segments.length === 0 || segments.some((segment) => segment === '')) return undefined;
  // A slash anywhere but at the end ties the pattern to the root.
  let source = /\/(?!$)/.test(pattern) ? '^' : '^(?:.*/)?';
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (segment === '**') source += isLast ? '.+' : '(?:.*/)?';
    else source += `${segmentSource(segment)}${isLast ? '' : '/'}`;
  }
  // A last `*` stands for files of that folder; any other last name may be that of a folder with everything below it.
  const below = pattern.endsWith('/*') ? '' : '(?:/.*)?';
  return new RegExp(`${source}${folder ? '/.*' : below}$`, 's');
}

/**
 * Reads CODEOWNERS: one pattern a line, then its owners; `#` begins a comment, also behind them.
 *
 * Sources: [About code owners](https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners),
 * [gitignore](https://git-scm.com/docs/gitignore).
 */
export function readOwners(text: string): readonly OwnersLine[] {
  const lines: OwnersLine[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .entries()) {
    const content = line.replace(/(?:^|\s)#.*$/, '').trim();
    const [pattern, ...owners] = content.match(/(?:\\.|[^\s\\])+/g) ?? [];
    if (pattern === undefined) continue;
    const matcher = matcherOf(pattern);
    lines.push({ number: index + 1, pattern, owners, matches: (path) => matcher?.test(path) === true });
  }
  return lines;
}

/** The line that decides about a path: the last that matches. Undefined: none does. */
export function decidingLine(lines: readonly OwnersLine[], path: string): OwnersLine | undefined {
  return lines.findLast((line) => line.matches(path));
}
