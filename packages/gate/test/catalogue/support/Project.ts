import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { Reports } from './Reports.ts';

const base = join(import.meta.dirname, '..', 'base');

/** The model project as text, for a change to be made to it. An edit that fits nothing is a mistake of the catalogue, not an innocent change. */
export class Project {
  readonly #files = new Map<string, string>();
  /** Paths before any change. */
  readonly #unchanged: readonly string[];
  readonly reports: Reports;
  /** False: the trait report stays as it was, whatever the change does to the traits. */
  rendersReport = true;

  constructor(reports = new Reports()) {
    this.reports = reports;
    for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) this.#files.set(relative(base, path).replaceAll('\\', '/'), readFileSync(path, 'utf8'));
    }
    this.#unchanged = [...this.#files.keys()];
  }

  read(file: string): string {
    const text = this.#files.get(file);
    if (text === undefined) throw new TypeError(`The model project has no ${file}.`);
    return text;
  }

  /** Puts `to` in the one place where `from` stands. */
  replace(file: string, from: string, to: string): this {
    const parts = this.read(file).split(from);
    if (parts.length !== 2) throw new TypeError(`${JSON.stringify(from)} stands ${parts.length - 1} times in ${file}.`);
    return this.write(file, parts.join(to));
  }

  write(file: string, text: string): this {
    this.#files.set(file, text);
    return this;
  }

  /** Only a file that is there. */
  remove(file: string): this {
    this.read(file);
    this.#files.delete(file);
    return this;
  }

  move(from: string, to: string): this {
    return this.write(to, this.read(from)).remove(from);
  }

  /** Writes the files into a folder where the unchanged project lies: what was taken out of it goes. */
  writeOver(root: string): void {
    for (const file of this.#unchanged) {
      if (!this.#files.has(file)) rmSync(join(root, file));
    }
    this.writeTo(root);
  }

  /** Writes the files into a folder. */
  writeTo(root: string): void {
    for (const [file, text] of this.#files) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  }
}

/** A folder that is gone when its owner is done with it. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'gate-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Everything of a folder into another one. */
export function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}
