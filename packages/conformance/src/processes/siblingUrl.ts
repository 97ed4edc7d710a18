/**
 * The URL of a module of this package, for another process: the TypeScript source while the sources run (Node strips their types),
 * the built file otherwise.
 *
 * @param name - relative to the asking module, without its ending: `./worker`
 * @param asking - the asking module's `import.meta.url`
 */
export function siblingUrl(name: string, asking: string): string {
  return new URL(`${name}${asking.endsWith('.ts') ? '.ts' : '.js'}`, asking).href;
}
