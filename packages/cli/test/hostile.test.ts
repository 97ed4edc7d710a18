import { readFileSync } from 'node:fs';
import { compareAscii } from '@colloquy/core';
import { instance } from '@viz-js/viz';
import { SaxesParser } from 'saxes';
import { beforeAll, describe, expect, test } from 'vitest';
import { isUnprintable } from '../src/render/printable.ts';
import { example, run, temporaryFolderOfFile } from './support/run.ts';

/** Everything that a terminal, Mermaid, DOT, HTML or a reader could be led astray by. */
const hostile =
  '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egpj.exe\u2066\n"]; end\n%%{init: {}}%% `x` \\N \\" &lt;b&gt; <script>alert(1)</script> -->#35; \u2028\u0000 語';

interface Item {
  label: string;
}

/** The example with the text in title and labels. */
function poisoned(): string {
  const copy = JSON.parse(readFileSync(example, 'utf8')) as {
    dialogue: { title: string };
    tensions: Item[];
    perspectives: Item[];
    claims: Item[];
  };
  copy.dialogue.title = `Title ${hostile}`;
  for (const item of [...copy.tensions, ...copy.perspectives]) item.label = `Label ${hostile}`;
  return JSON.stringify(copy);
}

const cwd = temporaryFolderOfFile();
beforeAll(async () => {
  await run(['init', '--sqlite', 'd.db'], { cwd });
  const { code, err } = await run(['import', '-'], { cwd, input: poisoned() });
  if (code !== 0) throw new Error(err);
});

/** No character but line breaks that a terminal would act on. */
function expectHarmless(text: string): void {
  expect(text.length).toBeGreaterThan(20);
  expect(text.replaceAll('\n', '')).not.toMatch(new RegExp(isUnprintable.source, 'u'));
}

describe('on a terminal', () => {
  test.each([
    ['list'],
    ['show', 'where-to-store'],
    ['show', 'where-to-store', 'T0001'],
    ['scoreboard', 'where-to-store'],
    ['export', 'where-to-store'],
    ['graph', 'where-to-store'],
    ['graph', 'where-to-store', '--format', 'dot'],
    ['graph', 'where-to-store', '--format', 'svg'],
    ['show', 'where-to-store', '--json'],
    ['graph', 'where-to-store', '--ndjson'],
  ])('%s %s %s %s', async (...args) => {
    const { code, out, err } = await run(args, { cwd });
    expect([code, err]).toEqual([0, '']);
    expectHarmless(out);
  });

  test.each([
    [['show', '\u001b[2J\u202e']],
    [['\u001b]0;owned\u0007']],
    [['list', '--\u001b[31m\u202enonsense']],
    [['list', '--config', 'no\u001b[2Jfile']],
    [['import', 'no\u001b[2J\u202efile']],
    [['show', 'where-to-store', '\u001b[2J']],
    [['list', '--json', '--\u001b[31m\u202enonsense']],
    [['graph', 'where-to-store', '--format', '\u001b[2J']],
  ])('arguments that come back in messages: %j', async (args) => {
    const { code, out, err } = await run(args, { cwd });
    expect(code).toBeGreaterThan(1);
    expect(out).toBe('');
    expectHarmless(err);
  });

  test('the names of files', async () => {
    const name = 'na\u001b[31mme\u202e.json';
    const written = await run(['export', 'where-to-store', '--output', name], { cwd });
    expectHarmless(written.out);
    const read = await run(['import', name, name], { cwd });
    expect(read.code).toBe(0);
    expectHarmless(read.out);
  });
});

test('in --json it is intact, and so is what is exported', async () => {
  const listed = JSON.parse((await run(['list', '--json'], { cwd })).out) as { dialogues: { title: string }[] };
  expect(listed.dialogues[0]?.title).toBe(`Title ${hostile}`);
  const exported = JSON.parse((await run(['export', 'where-to-store'], { cwd })).out) as { tensions: Item[] };
  expect(exported.tensions[0]?.label).toBe(`Label ${hostile}`);
  const lines = (await run(['graph', 'where-to-store', '--ndjson'], { cwd })).out.trimEnd().split('\n');
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'result', title: `Title ${hostile}` });
});

describe('in a drawing', () => {
  test('Mermaid: every label is one quoted text of letters, digits, spaces and character numbers', async () => {
    const { out } = await run(['graph', 'where-to-store'], { cwd });
    const lines = out.trimEnd().split('\n');
    const form =
      /^(flowchart LR| {2}accTitle: (?:[\p{L}\p{N}\p{M} ,.]|#\d+;)+| {2}subgraph round\d+\["Round \d+"\]| {2}end| {4}[PTREC]\d{4}\S{1,2}"(?:[\p{L}\p{N}\p{M} ,.]|#\d+;|<br\/>)+"\S{1,2}| {2}[PTREC]\d{4} -- [a-z]+ --> [PTREC]\d{4})$/u;
    expect(lines.filter((line) => !form.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes('Label'))).toHaveLength(4);
  });

  test('DOT: Graphviz reads the same nodes and edges as without the text', async () => {
    const { out } = await run(['graph', 'where-to-store', '--format', 'dot'], { cwd });
    const viz = await instance();
    const read = viz.renderJSON(out) as { objects: { name: string; label?: string }[]; edges: object[] };
    expect(read.objects.map(({ name }) => name)).toEqual([
      'cluster_0',
      'cluster_1',
      'P0001',
      'P0002',
      'T0001',
      'T0002',
      'E0001',
      'R0101',
    ]);
    expect(read.edges).toHaveLength(3);
  });

  test('SVG: one well-formed document, without script, and with the text as text', async () => {
    const { out } = await run(['graph', 'where-to-store', '--format', 'svg'], { cwd });
    const elements = new Set<string>();
    let text = '';
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name }) => elements.add(name));
    parser.on('text', (each) => (text += each));
    parser.write(out).close();
    expect([...elements].sort(compareAscii)).toEqual(
      ['ellipse', 'g', 'path', 'polygon', 'polyline', 'svg', 'text', 'title'].filter((name) => elements.has(name)),
    );
    expect(text).toContain('&lt;b&gt;');
    expect(text).toContain(String.raw`\x1b]0;owned\x07`);
  });
});
