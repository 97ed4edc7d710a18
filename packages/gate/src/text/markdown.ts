import { printable } from './printable.ts';

/** Text in a Markdown document that is shown as it is: nothing in it is markup, a tag, a link or the end of a cell. */
export function markdownText(text: string): string {
  return printable(text).replaceAll(/[\\`*_{}[\]<>|~#&]/g, '\\$&');
}

/**
 * Text as code, within a cell of a table too: the fence is longer than any run of backticks in it, and a pipe is escaped as
 * [GFM](https://github.github.com/gfm/#example-200) demands within cells.
 */
export function markdownCode(text: string): string {
  const visible = printable(text).replaceAll('|', '\\|');
  if (visible.trim() === '') return '';
  const longest = (visible.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 0);
  const fence = '`'.repeat(longest + 1);
  const space = /^[` ]|[` ]$/.test(visible) ? ' ' : '';
  return `${fence}${space}${visible}${space}${fence}`;
}

/** The target of a link: relative, with `/`, percent-encoded. */
export function linkTarget(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/').replaceAll('(', '%28').replaceAll(')', '%29');
}

/** The way from one file to another, both relative to one root. */
export function relativePath(from: string, to: string): string {
  const [source, target] = [from.split('/').slice(0, -1), to.split('/')];
  let shared = 0;
  while (shared < source.length && shared < target.length - 1 && source[shared] === target[shared]) shared += 1;
  return [...source.slice(shared).map(() => '..'), ...target.slice(shared)].join('/');
}
