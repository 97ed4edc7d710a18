import { readFileSync, writeFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';

/** Modules as a process has loaded them: where each import of each of them leads, and their text, without types. */
interface ModulePack {
  /** By URL. */
  readonly sources: Record<string, string>;
  /** By the URL of the importing module, then by what stands in the import. */
  readonly imports: Record<string, Record<string, string>>;
}

const textOf = (source: string | ArrayBuffer | NodeJS.TypedArray): string =>
  typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();

/**
 * Writes down every ES module that this process loads from now on. Nothing is changed.
 *
 * @returns what puts all of them into a file
 */
export function recordModules(): (file: string) => void {
  const pack: ModulePack = { sources: {}, imports: {} };
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      if (context.parentURL !== undefined) (pack.imports[context.parentURL] ??= {})[specifier] = resolved.url;
      return resolved;
    },
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context);
      if (loaded.source === null || loaded.source === undefined) return loaded;
      const text = textOf(loaded.source);
      if (loaded.format === 'module') pack.sources[url] = text;
      if (loaded.format === 'module-typescript') pack.sources[url] = stripTypeScriptTypes(text);
      return loaded;
    },
  });
  return (file) => writeFileSync(file, JSON.stringify(pack));
}

/**
 * Takes modules from such a file instead of looking for each of them on the disk: hundreds of small files are half of what a child does.
 * What is not in it is loaded as ever.
 */
export function serveModules(file: string): void {
  const { sources, imports } = JSON.parse(readFileSync(file, 'utf8')) as ModulePack;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const url = context.parentURL === undefined ? undefined : imports[context.parentURL]?.[specifier];
      if (url === undefined || sources[url] === undefined) return nextResolve(specifier, context);
      return { url, format: 'module', shortCircuit: true };
    },
    load(url, context, nextLoad) {
      const source = sources[url];
      return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}
