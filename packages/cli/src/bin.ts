#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`colloquy needs Node 22.12 or later; this is ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  // Only now: what it loads may use what an older Node does not know.
  const { main } = await import('./command/main.ts');
  await main(process.argv.slice(2));
}
