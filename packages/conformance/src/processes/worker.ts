// The program of a worker process. Nothing of the suite is imported before the guard: an older Node must get this far.
import module from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 12)) {
  // Workers live for moments: what Node keeps of the compiled modules halves their start.
  module.enableCompileCache();
  const { work } = await import('./work.ts');
  await work();
} else {
  process.stderr.write(
    `A worker of the conformance suite needs Node 22.12 or newer; this is ${process.versions.node}.\n`,
  );
  process.exitCode = 1;
}
