// Everything else is loaded afterwards: the database driver would crash an older Node before it could say a word.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(
    `This needs Node 22.12 or newer; this is Node ${process.versions.node}. Start it with npm run.\n`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await (await import('./runBenchmarks.ts')).runBenchmarks(process.argv.slice(2));
}
