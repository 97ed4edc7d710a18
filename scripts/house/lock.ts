/** The part of package-lock.json (version 3) that matters here. */
export interface Lock {
  readonly packages: Readonly<Record<string, LockEntry>>;
}

export interface LockEntry {
  readonly version?: string;
  readonly cpu?: readonly string[];
  readonly dev?: boolean;
  readonly libc?: readonly string[];
  readonly optional?: boolean;
  readonly os?: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];
const synonyms = new Map([
  ['windows', 'win32'],
  ['64', 'x64'],
]);

/** The platform of `@scope/tool-linux-x64-gnu`, read from its name. */
function platformOf(name: string): Pick<LockEntry, 'cpu' | 'libc' | 'os'> {
  const words = name.split(/[/-]/).map((word) => synonyms.get(word) ?? word);
  const os = systems.find((system) => words.includes(system));
  const cpu = processors.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) throw new Error(`${name} names no platform that is known here`);
  const libc = words.includes('musl') ? 'musl' : words.includes('gnu') ? 'glibc' : undefined;
  return { cpu: [cpu], ...(os === 'linux' && libc !== undefined && { libc: [libc] }), os: [os] };
}

/**
 * The entries that a lock lacks: a registry without the binaries of some platform makes npm leave them out. Then `npm ci` of npm 11
 * and 12 refuses the lock, and that platform never gets its binary. They carry no checksum: only the package could give it.
 */
export function missingEntries(lock: Lock): ReadonlyMap<string, LockEntry> {
  const missing = new Map<string, LockEntry>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const places = [`node_modules/${name}`, `${path}/node_modules/${name}`];
      if (places.some((place) => Object.hasOwn(lock.packages, place))) continue;
      const { cpu, libc, os } = platformOf(name);
      const platform = { ...(cpu && { cpu }), ...(entry.dev === true && { dev: true }), ...(libc && { libc }) };
      missing.set(`node_modules/${name}`, { version, ...platform, optional: true, ...(os && { os }) });
    }
  }
  return missing;
}
