import ts from '@typescript/typescript6';

interface Token {
  readonly text: string;
  /** What stands before it: nothing, something on the same line, or a line break. */
  readonly gap: 'none' | 'space' | 'break';
}

function tokensOf(node: ts.Node, file: ts.SourceFile): readonly Token[] {
  const tokens: Token[] = [];
  let end = node.getStart(file);
  const visit = (at: ts.Node): void => {
    const children = at.getChildren(file);
    if (children.length > 0) {
      for (const child of children) visit(child);
      return;
    }
    const start = at.getStart(file);
    if (start === at.getEnd()) return;
    const between = file.text.slice(end, start);
    const gap = between === '' ? 'none' : /[\r\n]/.test(between) ? 'break' : 'space';
    tokens.push({ text: file.text.slice(start, at.getEnd()), gap });
    end = at.getEnd();
  };
  visit(node);
  return tokens;
}

const opens = new Set(['(', '[', '<']);
const closes = new Set([')', ']', '>']);

/** A node as it is written, on one line: without comments, and without what a formatter puts in when it breaks a line. */
export function written(node: ts.Node): string {
  const file = node.getSourceFile();
  const tokens = tokensOf(node, file);
  return tokens
    .map(({ text, gap }, at) => {
      const before = tokens[at - 1]?.text;
      const after = tokens[at + 1];
      if (text === ',' && after !== undefined && closes.has(after.text) && after.gap === 'break') return '';
      if (before === undefined || gap === 'none') return text;
      // A union that is broken over lines begins with a sign of its own.
      if (text === '|' && gap === 'break' && (opens.has(before) || before === ':')) return '';
      if (gap === 'break' && (opens.has(before) || closes.has(text))) return text;
      return ` ${text}`;
    })
    .join('')
    .trim();
}
