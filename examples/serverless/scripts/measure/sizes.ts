import { makeBundle, type Outside } from '../bundle/makeBundle.ts';
import { table } from './markdown.ts';

const forms: readonly (readonly [Outside, string])[] = [
  ['nothing', 'everything'],
  ['sdk', 'without the SDK, which the runtime has'],
  ['packages', 'Colloquy and the function alone'],
];

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(0);

/** Sizes of the bundle: with everything, as it is deployed without the SDK, and what of it is Colloquy. */
export async function sizes(): Promise<readonly string[]> {
  const rows: string[][] = [];
  let whole = 0;
  for (const [without, name] of forms) {
    const raw = await makeBundle({ without, minify: false });
    const { bytes, gzip } = await makeBundle({ without, minify: true });
    whole ||= bytes;
    rows.push([
      name,
      kilobytes(raw.bytes),
      kilobytes(bytes),
      kilobytes(gzip),
      `${Math.round((100 * bytes) / whole)} %`,
    ]);
  }
  return table(['bundle, KB', 'raw', 'minified', 'and gzip', 'of everything'], rows);
}
