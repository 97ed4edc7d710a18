import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { example, run, storeWithExample, temporaryFolder } from './support/run.ts';

const document = JSON.parse(readFileSync(example, 'utf8')) as {
  readonly id: string;
  readonly dialogue: { readonly title: string };
};

/** The example under another id, with changes. */
function variant(
  cwd: string,
  name: string,
  id: string,
  change: (copy: Record<string, unknown>) => void = () => undefined,
): string {
  const copy = structuredClone(document) as unknown as Record<string, unknown>;
  copy['id'] = id;
  change(copy);
  const path = join(cwd, name);
  writeFileSync(path, JSON.stringify(copy));
  return path;
}

test('init makes a store, its keys and the configuration once, and opens them later', async () => {
  const cwd = temporaryFolder();
  const first = await run(['init', '--sqlite', 'd.db', '--tenant', 'acme'], { cwd });
  expect(first).toMatchObject({
    code: 0,
    err: 'Keep a copy of the keys apart from the data and its backups: without them nothing can be read.\n',
  });
  const storeId = /store id +([0-9a-f]{32})/.exec(first.out)?.[1];
  expect(first.out).toBe(`  store          SQLite, ${cwd}/d.db, made now
  keys           ${cwd}/colloquy-keys
  tenant         acme
  store id       ${storeId}
  configuration  ${cwd}/colloquy.json
`);
  expect(JSON.parse(readFileSync(join(cwd, 'colloquy.json'), 'utf8'))).toEqual({
    version: 1,
    tenant: 'acme',
    backend: { name: 'sqlite', path: 'd.db' },
    keys: { provider: 'local', directory: 'colloquy-keys' },
  });
  const again = await run(['init', '--json'], { cwd });
  expect([again.code, again.err]).toEqual([0, '']);
  expect(JSON.parse(again.out)).toMatchObject({ made: false, storeId, tenant: 'acme', epochs: 1 });
  const other = await run(['init', '--sqlite', 'other.db'], { cwd });
  expect(other).toMatchObject({ code: 2, out: '' });
  expect(existsSync(join(cwd, 'other.db'))).toBe(false);
});

test('init that fails leaves no configuration behind', async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'd.db'),
    'no database, and longer than a header of SQLite would be: a text of a hundred bytes or so, at least.',
  );
  expect(await run(['init', '--sqlite', 'd.db'], { cwd })).toMatchObject({ code: 8, out: '' });
  expect(readdirSync(cwd)).toEqual(['d.db']);
});

test('import, once and again; list; show; export gives back what came in', async () => {
  const cwd = temporaryFolder();
  await run(['init', '--sqlite', 'd.db'], { cwd });
  expect(await run(['list'], { cwd })).toMatchObject({ code: 0, out: 'There is no such dialogue here.\n', err: '' });
  expect(await run(['import', example], { cwd })).toEqual({
    code: 0,
    signal: null,
    err: '',
    out: 'where-to-store  imported  35 entities in 1 commit; n = 1\n',
  });
  expect(await run(['import', example], { cwd })).toEqual({
    code: 0,
    signal: null,
    err: '',
    out: 'where-to-store  unchanged  was there already; n = 1\n',
  });
  expect(await run(['list'], { cwd })).toMatchObject({
    code: 0,
    out: 'id              status     rounds  alignment  title\nwhere-to-store  converged       2        110  Where do we store this?\n',
  });
  const shown = await run(['show', 'where-to-store'], { cwd });
  expect([shown.code, shown.err]).toEqual([0, '']);
  expect(shown.out).toMatch(/^Where do we store this\?\n-{23}\n/);
  expect(shown.out).toContain('  ALIGNMENT 110 = W35 C30 T25 R20\n');
  expect(shown.out).toContain('T0001  No way back (resolved)\n');
  const exported = await run(['export', 'where-to-store'], { cwd });
  expect(JSON.parse(exported.out)).toEqual(document);
  expect(
    (JSON.parse((await run(['show', 'where-to-store', '--json'], { cwd })).out) as { document: unknown }).document,
  ).toEqual(document);
});

test('a whole figure and a single item, for people and for programs', async () => {
  const cwd = await storeWithExample();
  const board = JSON.parse((await run(['scoreboard', 'where-to-store', '--json'], { cwd })).out) as Record<
    string,
    unknown
  >;
  expect(board).toMatchObject({
    dialogueId: 'where-to-store',
    n: 1,
    totals: { total: 110 },
    ranking: [
      { slug: 'muffin', total: 21 },
      { slug: 'scone', total: 21 },
      { slug: 'eclair', total: 13 },
    ],
  });
  expect((await run(['scoreboard', 'where-to-store'], { cwd })).out).toMatch(/^Scoreboard\n/);
  expect((await run(['show', 'where-to-store', 'T0001'], { cwd })).out).toMatch(
    /^T0001 {2}No way back\n[\s\S]*R0101 {2}resolve T0001\n$/,
  );
  expect(JSON.parse((await run(['show', 'where-to-store', 'R0101', '--json'], { cwd })).out)).toMatchObject({
    item: { id: 'R0101', status: 'adopted' },
    refs: [
      { sourceId: 'R0101', refType: 'depend', targetId: 'E0001' },
      { sourceId: 'R0101', refType: 'resolve', targetId: 'T0001' },
    ],
  });
  expect(await run(['show', 'where-to-store', 'T0909'], { cwd })).toMatchObject({
    code: 4,
    out: '',
    err: 'There is no item T0909 in where-to-store.\n',
  });
});

test('list: by status, in pages, ids without a key', async () => {
  const cwd = await storeWithExample();
  for (const id of ['a', 'b', 'c'])
    expect(await run(['import', variant(cwd, `${id}.json`, id)], { cwd })).toMatchObject({ code: 0 });
  expect(await run(['list', '--limit', '2'], { cwd })).toMatchObject({
    out: expect.stringMatching(/\na .*\nb .*\n$/) as string,
    err: 'There are more: --after b\n',
  });
  expect(JSON.parse((await run(['list', '--after', 'b', '--json'], { cwd })).out)).toMatchObject({
    more: false,
    dialogues: [{ id: 'c', status: 'converged', rounds: 2 }, { id: 'where-to-store' }],
  });
  expect((await run(['list', '--status', 'open'], { cwd })).out).toBe('There is no such dialogue here.\n');
  const env = { COLLOQUY_KEYS_DIRECTORY: join(cwd, 'elsewhere') };
  expect(await run(['list'], { cwd, env })).toMatchObject({ code: 5, out: '' });
  expect(await run(['list', '--ids'], { cwd, env })).toMatchObject({ code: 0, out: 'id\na\nb\nc\nwhere-to-store\n' });
});

test('what cannot be imported is refused with every fault, and does not keep others from being stored', async () => {
  const cwd = await storeWithExample();
  const wrong = variant(cwd, 'wrong.json', 'wrong', (copy) => {
    (copy['experts'] as Record<string, unknown>[])[0] = { type: 'expert', slug: 'muffin', role: 7, tier: 'Nope' };
  });
  const one = await run(['import', wrong], { cwd });
  expect(one).toMatchObject({ code: 4, out: '' });
  expect(one.err).toMatch(/^batch_validation_failed: \d+ faults\. Nothing was written\.\n/);
  expect(one.err).toContain('experts[0].tier');
  const taken = variant(cwd, 'taken.json', 'where-to-store', (copy) => {
    (copy['dialogue'] as Record<string, unknown>)['title'] = 'Another title';
  });
  const good = variant(cwd, 'good.json', 'good');
  const several = await run(['import', wrong, taken, good, '--json'], { cwd });
  expect(several.code).toBe(4);
  expect(JSON.parse(several.out)).toMatchObject({
    imported: [
      { file: wrong, outcome: 'refused', error: { code: 'batch_validation_failed' } },
      { file: taken, outcome: 'refused', error: { code: 'dialogue_exists' } },
      { file: good, dialogueId: 'good', outcome: 'imported' },
    ],
  });
  expect((await run(['list', '--ids'], { cwd })).out).toBe('id\ngood\nwhere-to-store\n');
});

test.each([
  ['no JSON', '{"id": 1,,', ['import', '-'], 2, /^- is not JSON: character 10\n/],
  ['no UTF-8', '\ud800', ['import', '-'], 2, /JSON/],
  ['no id', '{}', ['import', '-'], 2, /invalid_dialogue_id/],
  ['not a document', '{}', ['import', '-', '--id', 'x'], 4, /batch_validation_failed/],
  ['a file that is not there', '', ['import', 'absent.json'], 2, /^absent\.json cannot be read: ENOENT\n/],
  [
    'an unknown dialogue',
    '',
    ['show', 'absent'],
    4,
    /^dialogue_not_found: .*\n {2}Nothing was written\.\n {2}`colloquy list` shows/,
  ],
  ['an unknown dialogue to export', '', ['export', 'absent', '--output', 'x.json'], 4, /^dialogue_not_found: /],
] as const)('%s', async (_, input, args, code, message) => {
  const cwd = await storeWithExample();
  const outcome = await run(args, { cwd, input });
  expect(outcome).toMatchObject({ code, out: '' });
  expect(outcome.err).toMatch(message);
  expect(existsSync(join(cwd, 'x.json'))).toBe(false);
});

test('standard input under another id', async () => {
  const cwd = await storeWithExample();
  const input = readFileSync(example, 'utf8');
  expect(await run(['import', '-', '--id', 'second'], { cwd, input })).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^second {2}imported/) as string,
  });
});

test('a file that is written is new, whole and for its owner only', async () => {
  const cwd = await storeWithExample();
  const path = join(cwd, 'out.json');
  expect(await run(['export', 'where-to-store', '-o', 'out.json'], { cwd })).toMatchObject({
    code: 0,
    err: '',
    out: 'where-to-store as of n = 1 is in out.json, in the clear\n',
  });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(document);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, 'mine');
  expect(await run(['export', 'where-to-store', '-o', 'out.json'], { cwd })).toMatchObject({
    code: 2,
    err: 'out.json cannot be written: it exists; --force replaces it. Nothing was written.\nTry colloquy --help.\n',
  });
  expect(readFileSync(path, 'utf8')).toBe('mine');
  expect(await run(['export', 'where-to-store', '-o', 'out.json', '--force'], { cwd })).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(document);
  expect(await run(['export', 'where-to-store', '-o', 'no/folder.json'], { cwd })).toMatchObject({ code: 8 });
  expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
