import type { CoreMutant } from './CoreMutant.ts';

/** A text as a pattern in which any run of white space stands for any other. */
function patternOf(text: string): RegExp {
  const words = text.split(/\s+/).map((word) => word.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`));
  return new RegExp(words.join(String.raw`\s+`), 'g');
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
