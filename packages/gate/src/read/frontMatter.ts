/** A Markdown document with YAML in front of it. */
export interface FrontMatter {
  /** Lines end in LF. */
  readonly yaml: string;
  /** Number of its first line. */
  readonly yamlLine: number;
  readonly body: string;
  /** Number of the first line of the body. */
  readonly bodyLine: number;
}

/**
 * Cuts the front matter off: what stands between a first line `---` and the next one. A byte order mark before it is nobody's content, and lines may end in
 * CRLF. Undefined when the document has none, or none that ends.
 */
export function splitFrontMatter(document: string): FrontMatter | undefined {
  const lines = document.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  if (lines[0] !== '---') return undefined;
  const end = lines.indexOf('---', 1);
  if (end === -1) return undefined;
  return {
    yaml: lines
      .slice(1, end)
      .map((line) => `${line}\n`)
      .join(''),
    yamlLine: 2,
    body: lines.slice(end + 1).join('\n'),
    bodyLine: end + 2,
  };
}
