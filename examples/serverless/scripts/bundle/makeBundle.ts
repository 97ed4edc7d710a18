import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';

/** What stays outside of a bundle. */
export const outside = {
  /** Nothing: the function brings its own SDK. */
  nothing: [],
  /** The SDK that the runtime of Lambda has. */
  sdk: [/^@aws-sdk\//],
  /** Everything but Colloquy and the example. */
  packages: [/^(?!@colloquy\/)(?!node:)[@a-z]/],
} as const;

export type Outside = keyof typeof outside;

export interface Bundle {
  readonly code: string;
  /** What it imports when it is loaded, or later. */
  readonly imports: readonly string[];
  /** What each module contributes, before it is minified: path and bytes. */
  readonly modules: readonly (readonly [path: string, bytes: number])[];
  readonly bytes: number;
  readonly gzip: number;
}

const built = fileURLToPath(new URL('../../dist/handler.js', import.meta.url));

/**
 * Bundles the handler as built by `npm run build` into one file, an ES module.
 *
 * @param file - where it is written; undefined: nowhere
 */
export async function makeBundle(
  { without, minify }: { readonly without: Outside; readonly minify: boolean },
  file?: string,
): Promise<Bundle> {
  await using bundle = await rolldown({
    input: built,
    platform: 'node',
    external: [...outside[without]],
    // The SDK as ES modules: of its CommonJS nothing can be left out.
    resolve: { mainFields: ['module', 'main'] },
  });
  const options = { format: 'esm', minify, codeSplitting: false } as const;
  const { output } = await (file === undefined ? bundle.generate(options) : bundle.write({ ...options, file }));
  const [{ code, fileName, modules, imports, dynamicImports }, ...others] = output;
  if (others.length > 0) throw new Error(`The bundle has ${others.length} files too many.`);
  return {
    code,
    // What it imports later of its own modules, it finds in itself.
    imports: [...imports, ...dynamicImports].filter((name) => name !== fileName),
    modules: Object.entries(modules).map(([path, { renderedLength }]) => [path, renderedLength] as const),
    bytes: Buffer.byteLength(code),
    gzip: gzipSync(code, { level: 9 }).length,
  };
}
