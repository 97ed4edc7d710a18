/** The path below a folder with `/`, or undefined for one outside of it. */
export function pathBelow(root: string, name: string): string | undefined {
  const start = root.endsWith('/') ? root : `${root}/`;
  return name.startsWith(start) ? name.slice(start.length) : undefined;
}

/** True for what lies in a `node_modules`. */
export function isInstalled(name: string): boolean {
  return name.includes('/node_modules/');
}

/** True for a path that is one of these folders or lies below one. */
export function isBelowAny(path: string, folders: readonly string[]): boolean {
  return folders.some(
    (folder) => folder === '.' || path === folder || path.startsWith(`${folder.replace(/\/+$/, '')}/`),
  );
}

/** The name of the package that a file in a `node_modules` belongs to; that of `@types/x` is `x`. */
export function packageOf(name: string): string {
  const [first = '', second = ''] = (name.split('/node_modules/').at(-1) ?? '').split('/');
  if (first === '@types') return second.includes('__') ? `@${second.replace('__', '/')}` : second;
  return first.startsWith('@') ? `${first}/${second}` : first;
}
