import type { CoreMutant } from './CoreMutant.ts';

/** Words, texts in quotes, and every other character by itself. */
const tokens = /[\w$]+|'[^']*'|`[^`]*`|[^\s\w$]/g;

function isWord(token: string | undefined): boolean {
  return token !== undefined && /^[\w$]/.test(token);
}

/** A text as a pattern that does not mind how a formatter breaks it into lines, trailing commas included. */
function patternOf(text: string): RegExp {
  let pattern = '';
  let before: string | undefined;
  for (const token of text.match(tokens) ?? []) {
    const gap = isWord(before) && isWord(token) ? String.raw`\s+` : String.raw`\s*`;
    const trailing = /^[)\]}]$/.test(token) ? String.raw`(?:,\s*)?` : '';
    const exact = token.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
    pattern += before === undefined ? exact : `${gap}${trailing}${exact}`;
    before = token;
  }
  return new RegExp(pattern, 'g');
}

/**
 * The source with the mutation in it. Fails closed: what stands there twice, or no longer, is no mutant.
 *
 * @throws Error
 */
export function patched(source: string, { id, module, find, replace }: CoreMutant): string {
  const found = source.match(patternOf(find))?.length ?? 0;
  if (found !== 1) {
    throw new Error(`the text that ${id} replaces stands ${found} times in ${module}, not once: write the mutant anew`);
  }
  return source.replace(patternOf(find), () => replace);
}
