import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** A copy of the house without its sources: the real lint configuration, rules and manifests, and files of a test's own. */
export interface Miniature {
  /** Writes a file; `path` is relative to the root of the copy. */
  write(path: string, text: string): Promise<void>;
  /** Runs the linter over the whole copy: the codes reported, per file, in the order of the file. */
  lint(): Promise<ReadonlyMap<string, readonly string[]>>;
  remove(): Promise<void>;
}

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly offset: number } }[];
}

function runLinter(cwd: string): Promise<readonly Diagnostic[]> {
  const bin = join(root, 'node_modules/oxlint/bin/oxlint');
  return new Promise((done, fail) => {
    execFile(
      process.execPath,
      [bin, '--type-aware', '--format=json', 'packages', 'examples'],
      { cwd },
      (_, stdout, stderr) => {
        try {
          done((JSON.parse(stdout) as { diagnostics: readonly Diagnostic[] }).diagnostics);
        } catch (cause) {
          fail(new Error(`oxlint printed no report: ${stdout.slice(0, 500)} ${stderr.slice(0, 500)}`, { cause }));
        }
      },
    );
  });
}

export async function createMiniature(): Promise<Miniature> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-house-'));
  for (const file of ['.oxlintrc.json', 'package.json', 'tsconfig.json', 'tsconfig.base.json', 'scripts/house']) {
    await cp(join(root, file), join(folder, file), { recursive: true });
  }
  for (const group of ['packages', 'examples']) {
    for (const entry of await readdir(join(root, group), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      for (const file of ['package.json', 'tsconfig.json']) {
        await cp(join(root, group, entry.name, file), join(folder, group, entry.name, file));
      }
    }
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return {
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    async lint() {
      const found = new Map<string, string[]>();
      const offset = (diagnostic: Diagnostic): number => diagnostic.labels[0]?.span.offset ?? 0;
      for (const diagnostic of (await runLinter(folder)).toSorted((a, b) => offset(a) - offset(b))) {
        const path = diagnostic.filename.replaceAll('\\', '/');
        const codes = found.get(path) ?? [];
        found.set(path, [...codes, diagnostic.code]);
      }
      return found;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
