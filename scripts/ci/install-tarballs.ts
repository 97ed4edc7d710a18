import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readManifest, readWorkspaces } from '../house/workspaces.ts';

// install-tarballs FOLDER VERSION...: installs every tarball of FOLDER in FOLDER/consumer, a project that knows nothing of this
// repository, beside the given versions of Node (consumer/node-VERSION), and leaves there a program and a tsconfig that import them all.
const root = resolve(import.meta.dirname, '../..');
const [folder = '', ...versions] = process.argv.slice(2);
const consumer = join(folder, 'consumer');
mkdirSync(consumer);

const published = readWorkspaces(root).filter(({ manifest }) => manifest.private !== true);
const tarballs = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
if (tarballs.length !== published.length || tarballs.length === 0) {
  throw new Error(`${published.length} packages are published and ${tarballs.length} tarballs were made`);
}

/** What is developed against here, or the range that is asked for; what is published here comes as a tarball. */
const own = new Set(published.map(({ manifest }) => manifest.name));
const peers = published.flatMap(({ manifest }) =>
  Object.entries(manifest.peerDependencies ?? {})
    .filter(([name]) => !own.has(name))
    .map(([name, range]) => `${name}@${manifest.devDependencies?.[name] ?? range}`),
);
const nodeTypes = readManifest(root).devDependencies?.['@types/node'];
if (nodeTypes === undefined) throw new Error('package.json names no @types/node');
writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
execFileSync(
  'npm',
  [
    'install',
    ...tarballs.map((name) => join(folder, name)),
    ...peers,
    `@types/node@${nodeTypes}`,
    ...versions.map((version) => `node-${version}@npm:node-${process.platform}-${process.arch}@${version}`),
  ],
  { cwd: consumer, stdio: 'inherit' },
);
for (const version of versions) {
  symlinkSync(join(consumer, 'node_modules', `node-${version}`, 'bin/node'), join(consumer, `node-${version}`));
}

const specifiers: string[] = [];
const programs: string[] = [];
for (const { manifest } of published) {
  for (const file of ['LICENSE', 'README.md']) {
    if (!existsSync(join(consumer, 'node_modules', manifest.name, file))) {
      throw new Error(`the tarball of ${manifest.name} has no ${file}`);
    }
  }
  for (const path of Object.values(manifest.bin ?? {})) programs.push(join('node_modules', manifest.name, path));
  for (const path of Object.keys(manifest.exports ?? {})) {
    if (path !== './package.json') specifiers.push(manifest.name + path.slice(1));
  }
}

copyFileSync(join(root, 'scripts/ci/consumer/smoke.mjs'), join(consumer, 'smoke.mjs'));
writeFileSync(join(consumer, 'published.json'), JSON.stringify({ specifiers, programs }));
writeFileSync(
  join(consumer, 'types.ts'),
  specifiers.map((specifier, k) => `export type * as M${k} from '${specifier}';\n`).join(''),
);
writeFileSync(
  join(consumer, 'tsconfig.json'),
  JSON.stringify({
    compilerOptions: {
      target: 'ES2022',
      module: 'NodeNext',
      lib: ['ES2024', 'ESNext.Disposable'],
      types: ['node'],
      strict: true,
      exactOptionalPropertyTypes: true,
      skipLibCheck: false,
      noEmit: true,
    },
    files: ['types.ts'],
  }),
);
