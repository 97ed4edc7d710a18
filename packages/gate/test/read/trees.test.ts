import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createDiskTree } from '../../src/read/diskTree.ts';
import { createGitTree } from '../../src/read/gitTree.ts';
import { findingsOf, folderOf, lineOf, writeAll, type Files } from './project.ts';
import { commit, git, repositoryIn } from './repository.ts';

/** A repository with one commit on main. */
function repositoryOf(files: Files): string {
  const root = folderOf(files);
  repositoryIn(root);
  return root;
}

const linesOf = (read: () => unknown): readonly string[] => findingsOf(read).map(lineOf);

describe('the working tree', () => {
  it('reads texts and lists files below a folder by code units', () => {
    const root = folderOf({
      'src/b.ts': 'b',
      'src/B.ts': 'B',
      'src/a/c.ts': 'ü',
      'src-2/x.ts': '',
      'src/a.ts': '\uFEFFa',
    });
    mkdirSync(join(root, 'src/a/node_modules'));
    writeFileSync(join(root, 'src/a/node_modules/left.ts'), '');
    const tree = createDiskTree(root);
    expect(tree.list('src')).toEqual(['src/B.ts', 'src/a.ts', 'src/a/c.ts', 'src/b.ts']);
    expect(tree.list('src/')).toEqual(tree.list('src'));
    expect(tree.list('.')).toEqual(['src-2/x.ts', ...tree.list('src')]);
    expect(tree.list('nothing')).toEqual([]);
    expect(tree.list('src/a.ts')).toEqual([]);
    expect([tree.read('src/a/c.ts'), tree.read('src/a.ts'), tree.read('src/none.ts'), tree.read('src/a.ts/x')]).toEqual(
      ['ü', 'a', undefined, undefined],
    );
  });

  it('follows a link to another of its files, and refuses one that leaves it', () => {
    const outside = folderOf({ 'secret.ts': 'secret' });
    const root = folderOf({ 'src/a.ts': 'a' });
    symlinkSync('a.ts', join(root, 'src/within.ts'));
    symlinkSync(join(outside, 'secret.ts'), join(root, 'out.ts'));
    symlinkSync(outside, join(root, 'away'));
    const tree = createDiskTree(root);
    expect(tree.read('src/within.ts')).toBe('a');
    expect(tree.list('src')).toEqual(['src/a.ts', 'src/within.ts']);
    const refused = (path: string): string => `READ-02 ${path}:1:1 ${path} leads out of the project`;
    expect(linesOf(() => tree.read('out.ts'))).toEqual([refused('out.ts')]);
    expect(linesOf(() => tree.read('away/secret.ts'))).toEqual([refused('away/secret.ts')]);
    const up = `../${basename(outside)}/secret.ts`;
    expect(linesOf(() => tree.read(up))).toEqual([refused(up)]);
  });

  it('refuses a folder behind a link where it is asked for all files', () => {
    const root = folderOf({ 'src/a.ts': 'a', 'other/b.ts': 'b' });
    symlinkSync('../other', join(root, 'src/linked'));
    expect(linesOf(() => createDiskTree(root).list('src'))).toEqual([
      'READ-02 src/linked:1:1 src/linked is a symbolic link to a folder, or to nothing',
    ]);
  });

  it('refuses what is no UTF-8', () => {
    const root = folderOf({});
    writeFileSync(join(root, 'a.ts'), Uint8Array.of(0x61, 0xff));
    expect(linesOf(() => createDiskTree(root).read('a.ts'))).toEqual(['READ-02 a.ts:1:1 a.ts is no UTF-8 text']);
  });
});

describe('a git ref', () => {
  const files: Files = { 'src/b.ts': 'b1', 'src/B.ts': 'B', 'src/a/c.ts': 'ü', 'äöü\n.md': 'odd', 'src/x.bin': 'x' };

  it('reads what was committed, whatever stands in the working tree', () => {
    const root = repositoryOf(files);
    writeAll(root, { 'src/b.ts': 'b2', 'src/new.ts': 'new' });
    rmSync(join(root, 'src/a'), { recursive: true });
    const tree = createGitTree(root, 'main');
    expect(tree.name).toBe(`main (${git(root, 'rev-parse', 'HEAD').slice(0, 7)})`);
    expect(tree.list('src')).toEqual(['src/B.ts', 'src/a/c.ts', 'src/b.ts', 'src/x.bin']);
    expect(tree.list('.')).toEqual([...tree.list('src'), 'äöü\n.md']);
    expect(['src/b.ts', 'src/a/c.ts', 'src/new.ts', 'äöü\n.md'].map((path) => tree.read(path))).toEqual([
      'b1',
      'ü',
      undefined,
      'odd',
    ]);
    commit(root, 'second');
    expect(createGitTree(root, 'HEAD~1').read('src/b.ts')).toBe('b1');
    expect(createGitTree(root, 'HEAD').read('src/b.ts')).toBe('b2');
    expect(createGitTree(root, git(root, 'rev-parse', 'HEAD~1').trim()).list('src').length).toBe(4);
  });

  it('takes a folder of a repository for the root of the project', () => {
    const root = repositoryOf({ 'packages/one/src/a.ts': 'a', 'packages/two/b.ts': 'b' });
    const tree = createGitTree(join(root, 'packages/one'), 'main');
    expect([tree.list('.'), tree.read('src/a.ts'), tree.read('packages/one/src/a.ts')]).toEqual([
      ['src/a.ts'],
      'a',
      undefined,
    ]);
  });

  it('follows a link to another of its files, and refuses one that leads nowhere', () => {
    const root = folderOf({ 'src/a.ts': 'a' });
    symlinkSync('../src/a.ts', join(root, 'src/within.ts'));
    symlinkSync('/etc/hostname', join(root, 'src/absolute.ts'));
    symlinkSync('../../out.ts', join(root, 'src/out.ts'));
    symlinkSync('round.ts', join(root, 'src/round.ts'));
    repositoryIn(root);
    const tree = createGitTree(root, 'main');
    expect(tree.read('src/within.ts')).toBe('a');
    for (const path of ['src/absolute.ts', 'src/out.ts', 'src/round.ts']) {
      expect(linesOf(() => tree.read(path))).toEqual([
        `READ-08 .:1:1 ${path} is a symbolic link that leads to no file of the project`,
      ]);
    }
  });

  it('follows no replaced object, and no variables of whoever calls', () => {
    const root = repositoryOf(files);
    const other = repositoryOf({ 'src/b.ts': 'other' });
    const before = git(root, 'rev-parse', 'HEAD').trim();
    writeAll(root, { 'src/b.ts': 'b2' });
    commit(root, 'second');
    git(root, 'replace', before, 'HEAD');
    process.env['GIT_DIR'] = join(other, '.git');
    onTestFinished(() => {
      delete process.env['GIT_DIR'];
    });
    expect(createGitTree(root, before).read('src/b.ts')).toBe('b1');
  });

  it.each([
    ['--help', '"--help" is no name of a commit'],
    ['-x', '"-x" is no name of a commit'],
    ['', '"" is no name of a commit'],
    ['main\n', '"main\\u{a}" is no name of a commit'],
    ['\u0000', '"\\u{0}" is no name of a commit'],
    ['nothing', '"nothing" is not the name of a commit of this repository'],
    ['main:src', '"main:src" is not the name of a commit of this repository'],
    ['main; touch pwned', '"main; touch pwned" is not the name of a commit of this repository'],
    ['$(touch pwned)', '"$(touch pwned)" is not the name of a commit of this repository'],
    ['\u202Emain', '"\\u{202e}main" is not the name of a commit of this repository'],
    ['x'.repeat(500), `"${'x'.repeat(120)}..." is not the name of a commit of this repository`],
  ])('refuses %j as a ref, and shows it', (ref, message) => {
    const root = repositoryOf({ 'a.ts': '' });
    expect(linesOf(() => createGitTree(root, ref))).toEqual([`READ-08 .:1:1 ${message}`]);
    expect(
      createDiskTree(root)
        .list('.')
        .filter((path) => path === 'pwned'),
    ).toEqual([]);
  });

  it('says what to do about a shallow clone', () => {
    const origin = repositoryOf(files);
    writeAll(origin, { 'src/b.ts': 'b2' });
    commit(origin, 'second');
    const first = git(origin, 'rev-parse', 'HEAD~1').trim();
    const root = folderOf({});
    git(root, 'clone', '-q', '--depth', '1', `file://${origin}`, 'clone');
    const clone = join(root, 'clone');
    expect(createGitTree(clone, 'main').read('src/b.ts')).toBe('b2');
    expect(linesOf(() => createGitTree(clone, first))).toEqual([
      `READ-08 .:1:1 this is a shallow clone, and "${first}" is not in it: fetch it first (actions/checkout with fetch-depth: 0)`,
    ]);
  });

  it('says that there is no repository, and no git', () => {
    const root = folderOf({});
    expect(linesOf(() => createGitTree(root, 'main'))).toEqual([
      expect.stringMatching(/^READ-08 \.:1:1 this is no git repository: fatal: not a git repository/),
    ]);
    const path = process.env['PATH'];
    const bin = mkdtempSync(join(tmpdir(), 'colloquy-gate-bin-'));
    onTestFinished(() => {
      process.env['PATH'] = path;
      rmSync(bin, { recursive: true });
    });
    process.env['PATH'] = bin;
    expect(linesOf(() => createGitTree(root, 'main'))).toEqual([
      'READ-08 .:1:1 git is not installed, or the folder of the project is not there',
    ]);
    // One that is there and always fails.
    writeFileSync(join(bin, 'git'), '#!/bin/sh\necho broken >&2\nexit 7\n');
    chmodSync(join(bin, 'git'), 0o755);
    expect(linesOf(() => createGitTree(root, 'main'))).toEqual(['READ-08 .:1:1 this is no git repository: broken']);
  });

  it('says that an object is missing', () => {
    const root = repositoryOf(files);
    const object = git(root, 'rev-parse', 'HEAD:src/b.ts').trim();
    const path = join(root, '.git/objects', object.slice(0, 2), object.slice(2));
    renameSync(path, join(root, 'kept'));
    expect(linesOf(() => createGitTree(root, 'main').read('src/b.ts'))).toEqual([
      'READ-08 .:1:1 git does not have the content of src/b.ts at the base',
    ]);
    expect(createGitTree(root, 'main').read('src/B.ts')).toBe('B');
  });
});
