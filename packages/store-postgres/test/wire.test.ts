import { compareAscii } from '@colloquy/core';
import { expect, test } from 'vitest';
import { bytes, change, commit, id } from './support/commits.ts';
import { connect, fixture, newSchema, openForTest, poolForTest } from './support/database.ts';
import { relay } from './support/relay.ts';

const every = Uint8Array.from({ length: 256 }, (_, k) => k);

test('pg decodes binary results as UTF-8 and loses bytes: why results are asked for as text', async () => {
  const raw = await connect();
  const types = { getTypeParser: () => (value: unknown) => value };
  const query = { text: 'SELECT $1::bytea AS bytes', values: [every], rowMode: 'array', binary: true, types } as const;
  const { rows } = await raw.query<unknown[]>(query as never);
  const [[given] = []] = rows;
  // If this ever fails, pg has learned it, and results could travel as they are.
  expect(typeof given).toBe('string');
  expect(Buffer.from(String(given), 'utf8').equals(every)).toBe(false);
  expect(Buffer.from(String(given), 'latin1').equals(every)).toBe(false);
});

test('in other respects a statement means what it means in pg: arrays of texts with everything that could break one', async () => {
  const { store } = await fixture();
  const words = {
    quote: '"',
    backslash: '\\',
    braces: '{}',
    comma: ',',
    null: 'NULL',
    apostrophe: "'",
    line: 'a\nb',
    empty: '',
  };
  await store.commit(id, commit(1, { changes: [change('claim#00#01', { attributes: words }), change('claim#00#02')] }));
  expect((await store.load(id)).records.map(({ attributes }) => attributes)).toEqual([words, {}]);
});

/** Names and values of the first message of a connection. https://www.postgresql.org/docs/current/protocol-message-formats.html */
function startupParameters(sent: Buffer): Record<string, string | undefined> {
  const words = sent.subarray(8, sent.readInt32BE(0)).toString().split('\0').slice(0, -2);
  return Object.fromEntries(words.flatMap((word, k) => (k % 2 === 0 ? [[word, words[k + 1]]] : [])));
}

/** The names of the statements in the Parse messages of a connection, after its first message. */
function statementNames(sent: Buffer): readonly string[] {
  const names: string[] = [];
  for (let at = sent.readInt32BE(0); at < sent.length; at += 1 + sent.readInt32BE(at + 1)) {
    const end = sent.indexOf(0, at + 5);
    if (sent[at] === 'P'.charCodeAt(0)) names.push(sent.subarray(at + 5, end).toString());
  }
  return names;
}

test.each([
  [false, ['application_name', 'client_encoding', 'database', 'statement_timeout', 'user']],
  [true, ['client_encoding', 'database', 'user']],
])(
  'transactionPooler %s: what a connection begins with, and which statements have names',
  async (transactionPooler, parameters) => {
    const { url, take } = await relay();
    const schema = await newSchema();
    const store = await openForTest({ url, schema, transactionPooler, maxConnections: 1, callTimeoutMs: 1000 });
    await store.commit(id, commit(1, { changes: [change('claim#00#01')] }));
    await store.commit(id, commit(1, { by: 'two' }));
    await store.commit(id, commit(2));
    await store.load(id);
    await store.get(id, []);
    await store.last(id, 'claim#');
    await store.log(id, 1, 10);
    await store.head(id);
    await store.dialogueIds();
    await store.header.putIfAbsent(bytes('one'));
    await store.header.replace(bytes('one'), bytes('two'));
    await store.header.holdsData();
    const sent = take();
    const startup = startupParameters(sent);
    expect(Object.keys(startup).toSorted(compareAscii)).toEqual(parameters);
    if (!transactionPooler) expect(startup['statement_timeout']).toBe('800');
    const named = statementNames(sent).filter((name) => name !== '');
    expect(named.length).toBe(transactionPooler ? 0 : 13);
    expect(new Set(named).size).toBe(named.length);
    for (const name of named) expect(Buffer.byteLength(name)).toBeLessThan(64);
  },
);

test('what a load costs on the wire: a third more than the bytes themselves, and never twice as much', async () => {
  const { url, answer } = await relay();
  const schema = await newSchema();
  const store = await openForTest({ url, schema, maxConnections: 1 });
  const size = 1024;
  const changes = Array.from({ length: 100 }, (_, k) =>
    change(`content#00#e${k}`, { envelope: new Uint8Array(size).fill(k) }),
  );
  await store.commit(id, commit(1, { changes }));
  answer();
  await store.load(id);
  const ratio = answer().byteLength / (changes.length * size);
  expect(ratio).toBeGreaterThan(1.3);
  expect(ratio).toBeLessThan(1.6);
});

test('what a commit costs: the bytes as they are', async () => {
  const { url, take } = await relay();
  const schema = await newSchema();
  const store = await openForTest({ url, schema, maxConnections: 1 });
  take();
  const changes = Array.from({ length: 100 }, (_, k) =>
    change(`content#00#e${k}`, { envelope: new Uint8Array(1024).fill(k) }),
  );
  await store.commit(id, commit(1, { changes }));
  expect(take().byteLength / (100 * 1024)).toBeLessThan(1.25);
});

test('a given pool keeps its own way of reading types', async () => {
  const pool = poolForTest({ max: 1 });
  const { store, schema } = await fixture({ pool });
  await store.commit(id, commit(1));
  const { rows } = await pool.query(`SELECT n::int, header FROM "${schema}".heads`);
  expect(rows).toEqual([{ n: 1, header: Buffer.from('header 1 one') }]);
});
