import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const core = JSON.stringify(new URL('../dist/index.js', import.meta.url).href);

/** The first code block under a heading. */
function exampleUnder(heading: string): string {
  const [, example] = new RegExp(`## ${heading}\\n[\\s\\S]*?\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(readme) ?? [];
  if (example === undefined) throw new Error(`there is no example under ${heading}`);
  return example;
}

const before = `
import { createDialogueStore, createLocalKeys, MemoryPartitionStore } from ${core};

const backend = new MemoryPartitionStore();
const first = await createLocalKeys({ directory: 'keys', header: backend.header, tenant: 'acme' });
const store = createDialogueStore({ backend, keyring: first.keyring });
for (const each of ['nvidia-analysis', 'another']) await store.create(each, { title: 'As it was' });
`;

const after = `
const code = (call) => call.then(() => 'ok', (error) => error.code);
const erased = await code(store.load(id));
const kept = (await store.load('another')).state.list('dialogue')[0].title;
const { epochs } = JSON.parse(Buffer.from(await backend.header.read()).toString());
console.log(JSON.stringify({ erased, kept, epochs: epochs.map(([each]) => each), sound: (await store.verify(id)).ok }));
`;

test('keys over the years: the example runs, and does what it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const example = exampleUnder('Keys over the years')
    .replace("'@colloquy/core'", core)
    .replace("'/var/lib/colloquy/keys'", "'keys'");
  writeFileSync(join(folder, 'example.mts'), `${before}${example}${after}`);
  const out = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'example.mts'], {
    cwd: folder,
    stdio: 'pipe',
    encoding: 'utf8',
  });
  const lines = out.trim().split('\n');
  expect(lines.slice(0, 2)).toEqual(['0 of 2', '2 of 2']);
  expect(out).toContain('every copy has expired on 2027-12-31');
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ erased: 'key_erased', kept: 'As it was', epochs: [2], sound: true });
});

test('after a restore: the example runs, and does what it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const example = exampleUnder('After a restore').replace("'@colloquy/core'", core);
  const tear = `
import { MemoryEngine } from ${core};

const engine = new MemoryEngine();
const torn = new MemoryPartitionStore({ engine });
const audit = undefined;
const { keyring } = await createLocalKeys({ directory: 'torn', header: torn.header, tenant: 'acme' });
const dialogues = createDialogueStore({ backend: torn, keyring });
for (const each of ['nvidia-analysis', 'another']) await dialogues.create(each, { title: 'As it was' });
await dialogues.registerExpert('another', { slug: 'muffin', role: 'Architect', tier: 'Core', source: 'pool' });
await engine.transact([{ action: 'delete', partition: 'dialogue#another', sort: '#head' }]);
`;
  const look = `
const report = await dialogues.verify('another');
const kept = (await dialogues.load('another').catch(() => undefined))?.state.list('expert').length;
const fresh = (await createDialogueStore({ backend: torn, keyring }).load('another')).state.list('expert').length;
console.log(JSON.stringify({ ok: report.ok, reattested: report.reattestations.map(({ n }) => n), kept, fresh }));
`;
  const program = `${before}${tear}{ const backend = torn;\n${example.replace(/import .*;\n/, '')}}\n${look}`;
  const [imported = ''] = /import .*;\n/.exec(example) ?? [];
  writeFileSync(join(folder, 'example.mts'), imported + program);
  const out = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'example.mts'], {
    cwd: folder,
    stdio: 'pipe',
    encoding: 'utf8',
  });
  const lines = out.trim().split('\n');
  expect(lines[0]).toContain('another torn');
  expect(lines.at(-2)).toBe('  accepted by entry 3');
  expect(JSON.parse(lines.at(-1) ?? '')).toEqual({ ok: true, reattested: [3], kept: 1, fresh: 1 });
});

test('questions across dialogues: the example runs, and does what it says', () => {
  const folder = mkdtempSync(join(tmpdir(), 'colloquy-readme-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const example = exampleUnder('Questions across dialogues').replace("'@colloquy/core'", core);
  writeFileSync(
    join(folder, 'example.mts'),
    `${before}await store.create('third', { title: 'Another one' });\n${example}`,
  );
  const out = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'example.mts'], {
    cwd: folder,
    stdio: 'pipe',
    encoding: 'utf8',
  });
  expect(out.trim().split('\n')).toEqual([
    '3 dialogues, 3 open; 0 open tensions',
    'Another one',
    'As it was',
    'As it was',
    "[ 'third', 'another', 'nvidia-analysis' ] 0",
  ]);
});

test('what an erasure does not reach is said here as in the certificate', () => {
  const said = readme.slice(readme.indexOf('does **not** reach'), readme.indexOf('## Checkpoints'));
  for (const word of ['backups', 'write-ahead logs', 'replicas', 'point-in-time recovery', '7 to 30 days', 'lease']) {
    expect(said).toContain(word);
  }
});
