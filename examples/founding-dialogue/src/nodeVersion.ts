/** True, and says so, when this Node is older than what the packages need. Loads nothing else: an older Node must get this far. */
export function nodeIsTooOld(version: string = process.versions.node): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12)) return false;
  process.stderr.write(
    `This needs Node 22.12 or newer; this is Node ${version}. ` +
      'Start it with npm run (the repository brings its own Node), or install a newer one.\n',
  );
  return true;
}
