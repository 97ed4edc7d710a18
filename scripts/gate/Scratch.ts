import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A place in a file: the text stands there exactly once, or the change does not fit any longer. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

/** What became of a program. */
export interface Ran {
  readonly status: number | null;
  /** Both streams. */
  readonly output: string;
}

/** The packages, each after those that it imports. */
const packages = [
  'core',
  'engines',
  'store-sqlite',
  'store-postgres',
  'store-dynamo',
  'keys-kms',
  'conformance',
  'gate',
];

/** Whatever git is told about repositories by the one who calls: of another one than the scratch copy. */
const foreignVariable = /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|OBJECT_DIRECTORY|COMMON_DIR|PREFIX)$/;

/**
 * A copy of the committed state of a repository in a temporary folder, with the dependencies of the original: what is changed, built and run
 * there leaves the original as it is.
 */
export class Scratch implements Disposable {
  readonly root: string;
  readonly #folder: string;
  readonly #checkout: string;

  /**
   * @param checkout - root of the repository; its dependencies are installed
   * @throws Error when it cannot be cloned
   */
  constructor(checkout: string) {
    this.#checkout = checkout;
    this.#folder = realpathSync(mkdtempSync(join(tmpdir(), 'colloquy-gate-')));
    this.root = join(this.#folder, 'project');
    try {
      const { status, output } = run(this.#folder, 'git', ['clone', '--quiet', '--no-hardlinks', checkout, this.root]);
      if (status !== 0) throw new Error(`${checkout} cannot be cloned:\n${output}`);
      for (const folder of ['.', ...readdirSync(join(this.root, 'packages')).map((name) => `packages/${name}`)]) {
        linkModules(join(checkout, folder, 'node_modules'), join(this.root, folder, 'node_modules'));
      }
      const own = join(this.root, 'node_modules/@colloquy');
      mkdirSync(own);
      for (const name of packages) symlinkSync(join(this.root, 'packages', name), join(own, name));
    } catch (error) {
      this[Symbol.dispose]();
      throw error;
    }
  }

  /** Removes links, and never what they lead to. */
  [Symbol.dispose](): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** A path beside the copy, which git does not see. */
  beside(name: string): string {
    return join(this.#folder, name);
  }

  read(file: string): string {
    return readFileSync(join(this.root, file), 'utf8');
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  /** @throws Error when the text of an edit does not stand in its file exactly once */
  edit(edits: readonly Edit[]): void {
    for (const { file, find, replace } of edits) {
      const parts = this.read(file).split(find);
      if (parts.length !== 2) {
        throw new Error(
          `${file} has ${parts.length - 1} times, and not once:\n${find}\nThe demonstration does not fit it any longer: write its edit anew.`,
        );
      }
      this.write(file, parts.join(replace));
    }
  }

  /** Back to the commit; what git ignores stays, such as reports and what was built. */
  restore(): void {
    for (const args of [
      ['checkout', '--quiet', 'HEAD', '--', '.'],
      ['clean', '--quiet', '-d', '--force'],
    ]) {
      const { status, output } = run(this.root, 'git', args);
      if (status !== 0) throw new Error(`git ${args.join(' ')}:\n${output}`);
    }
  }

  /** The reports of the checkout; where one is missing, a report of nothing, which the gate reads and does not believe. */
  takeReports(names: readonly string[]): void {
    for (const name of names) {
      const file = `reports/conformance/${name}.json`;
      if (existsSync(join(this.#checkout, file))) cpSync(join(this.#checkout, file), join(this.root, file));
      else this.write(file, JSON.stringify(reportOfNothing));
    }
  }

  /** Runs a program of Node in the copy. */
  node(...args: readonly string[]): Ran {
    return run(this.root, process.execPath, args);
  }

  /** Compiles one package; what it imports was built. */
  compile(name: string): Ran {
    return this.node('node_modules/typescript/bin/tsc', '-p', `packages/${name}`);
  }

  /** Builds every package up to the first that does not compile. */
  build(names: readonly string[] = packages): Ran {
    for (const name of packages.filter((each) => names.includes(each))) {
      const ran = this.compile(name);
      if (ran.status !== 0) return ran;
    }
    return { status: 0, output: '' };
  }
}

const reportOfNothing = {
  schema: 2,
  suite: 'colloquy-conformance',
  seed: 0,
  runs: 1,
  green: false,
  sources: [],
  suites: [{ clauses: {} }],
};

function run(cwd: string, program: string, args: readonly string[]): Ran {
  const given = Object.entries(process.env).filter(([name]) => !foreignVariable.test(name));
  const env = { ...Object.fromEntries(given), NO_COLOR: '1', NODE_NO_WARNINGS: '1' };
  const options = { cwd, env, encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error !== undefined) throw error;
  return { status, output: `${stdout}${stderr}`.trimEnd() };
}

/** A folder of links to the entries of another: so that ours among them can be others, and nothing is written into theirs. */
function linkModules(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name.startsWith('.') || name === '@colloquy') continue;
    symlinkSync(join(from, name), join(to, name));
  }
}
