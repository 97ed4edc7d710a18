import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

// A registry that lacks the binaries of some platforms makes npm leave them out of package-lock.json. Then `npm ci` of npm 11 and 12
// refuses the lock, and those platforms get no binary. This adds the missing entries, without a checksum, which only the package
// itself could give. Run it after every change of dependencies: `npm run lock`.

interface Entry {
  readonly version?: string;
  readonly dev?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 's390x', 'riscv64', 'x64'];

/** What package.json of `@scope/tool-linux-x64-gnu` says about its platform, read from the name. */
function platformOf(name: string): Record<string, readonly string[]> {
  const words = name
    .split(/[/-]/)
    .map((word) => (word === 'windows' ? 'win32' : word === '64' ? 'x64' : word))
    .flatMap((word) => word);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.findLast((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`${name} names no platform that this script knows`);
  const libc = words.includes('musl') ? ['musl'] : os === 'linux' && words.includes('gnu') ? ['glibc'] : undefined;
  return { cpu: [cpu], os: [os], ...(libc && { libc }) };
}

const file = resolve(import.meta.dirname, '../package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8')) as { packages: Record<string, Entry> };
const entries = new Map(Object.entries(lock.packages));
const before = entries.size;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (entries.has(`node_modules/${name}`) || entries.has(`${path}/node_modules/${name}`)) continue;
    if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`${name} is asked for as ${version}, not as one version`);
    const { cpu, libc, os } = platformOf(name);
    entries.set(`node_modules/${name}`, {
      version,
      cpu,
      ...(entry.dev === true && { dev: true }),
      ...(libc && { libc }),
      optional: true,
      os,
    } as Entry);
  }
}
const compare = ([a]: [string, Entry], [b]: [string, Entry]): number => (a < b ? -1 : 1);
const packages = Object.fromEntries([...entries].toSorted(compare));
writeFileSync(file, `${JSON.stringify({ ...lock, packages }, null, 2)}\n`);
console.log(`package-lock.json: ${entries.size} entries, ${entries.size - before} added`);
