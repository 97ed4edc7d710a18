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

const opens = new Set(['(', '[', '<', ':', '=>']);
const closes = new Set([')', ']', '>']);

/** True for what only a formatter puts in: a comma before a closing sign, and the first sign of a union, on a line of their own. */
function isOfLayout(token: Token, before: string, after: Token | undefined): boolean {
  if (token.text === ',') return after?.gap === 'break' && closes.has(after.text);
  return (token.text === '|' || token.text === '&') && token.gap === 'break' && opens.has(before);
}

/** A node as it is written, on one line: without comments, and without what a formatter puts in when it breaks a line. */
export function written(node: ts.Node): string {
  const tokens = tokensOf(node, node.getSourceFile());
  let text = '';
  let before = '';
  let wasDropped = false;
  for (const [at, token] of tokens.entries()) {
    if (isOfLayout(token, before, tokens[at + 1])) {
      wasDropped = true;
      continue;
    }
    const isJoined = token.gap === 'break' && (/[([<]$/.test(before) || closes.has(token.text));
    const afterDropped = wasDropped && /[([<]$/.test(before);
    text += token.gap === 'none' || isJoined || afterDropped || before === '' ? token.text : ` ${token.text}`;
    before = token.text;
    wasDropped = false;
  }
  return text;
}
