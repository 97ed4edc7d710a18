/** A line of a Markdown document as a reader sees it. */
export interface VisibleLine {
  /** From 1. */
  readonly number: number;
  /** Without comments; empty within a fence of code. */
  readonly text: string;
}

const fence = /^\s*(?<fence>`{3,}(?=[^`]*$)|~{3,})/;

/** Leaves code spans alone, since `<!--` within one is text, and takes comments out. Says whether one stays open. */
function withoutComments(line: string, open: boolean): { readonly text: string; readonly open: boolean } {
  let text = '';
  let rest = line;
  if (open) {
    const end = rest.indexOf('-->');
    if (end === -1) return { text, open };
    rest = rest.slice(end + 3);
  }
  for (;;) {
    const next = /`+|<!--/.exec(rest);
    if (next === null) return { text: text + rest, open: false };
    const [sign] = next;
    const after = next.index + sign.length;
    const end = rest.indexOf(sign === '<!--' ? '-->' : sign, after);
    if (sign === '<!--') {
      text += rest.slice(0, next.index);
      if (end === -1) return { text, open: true };
      rest = rest.slice(end + 3);
    } else {
      const stop = end === -1 ? after : end + sign.length;
      text += rest.slice(0, stop);
      rest = rest.slice(stop);
    }
  }
}

/**
 * The lines of a Markdown document, with what a reader does not take for prose left out: HTML comments and fences of code.
 *
 * A comment or fence that is never closed hides everything after it, and code that is only indented counts as a fence when it looks like one:
 * where a renderer would show more, the gate sees less, and refuses.
 */
export function visibleLines(document: string): readonly VisibleLine[] {
  const lines: VisibleLine[] = [];
  let open = false;
  let code: string | undefined;
  for (const [index, line] of document.split(/\r\n|\r|\n/).entries()) {
    const number = index + 1;
    if (code !== undefined) {
      const sign = line.trim();
      if (sign.startsWith(code) && sign === (code[0] ?? '').repeat(sign.length)) code = undefined;
      lines.push({ number, text: '' });
      continue;
    }
    code = open ? undefined : fence.exec(line)?.groups?.['fence'];
    if (code !== undefined) {
      lines.push({ number, text: '' });
      continue;
    }
    const visible = withoutComments(line, open);
    open = visible.open;
    lines.push({ number, text: visible.text });
  }
  return lines;
}

/** A heading in the form `## Text`. */
export interface Heading extends VisibleLine {
  readonly level: number;
}

/** The heading that a line is, or undefined. */
export function headingOf({ number, text }: VisibleLine): Heading | undefined {
  const match = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/.exec(text);
  return match === null ? undefined : { number, level: match[1]?.length ?? 0, text: match[2] ?? '' };
}
