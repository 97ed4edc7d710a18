import { expect, test } from 'vitest';
import { bytes, change, commit, digest, id, key } from './support/commits.ts';
import { fixture } from './support/database.ts';

test('an outcome of every kind, and what each leaves behind', async () => {
  const store = (await fixture()).store;
  const first = change('claim#00#01');
  expect(await store.commit(id, commit(2))).toEqual({
    dialogueId: id,
    outcome: 'conflict',
    head: undefined,
    entry: undefined,
  });
  expect(await store.commit(id, commit(1, { changes: [first] }))).toEqual({ dialogueId: id, outcome: 'committed' });
  expect(await store.commit(id, commit(1, { changes: [first] }))).toEqual({ dialogueId: id, outcome: 'committed' });

  const { changes: _changes, checks: _checks, ...entry } = commit(1);
  const { body: _body, ...head } = entry;
  expect(await store.commit(id, commit(1, { by: 'two' }))).toEqual({
    dialogueId: id,
    outcome: 'conflict',
    head,
    entry,
  });

  const failing = commit(2, {
    changes: [change('tension#00#01', { prior: first.digest }), change('verdict#final')],
    checks: [
      { key: key('claim#00#01'), digest: null },
      { key: key('claim#00#02'), digest: null },
      { key: key('evidence#00#01'), digest: first.digest },
    ],
  });
  expect(await store.commit(id, failing)).toEqual({
    dialogueId: id,
    outcome: 'mismatch',
    keys: ['claim#00#01', 'evidence#00#01', 'tension#00#01'],
  });
  expect(await store.load(id)).toEqual({
    dialogueId: id,
    head,
    records: [{ key: first.key, digest: first.digest, attributes: {}, envelope: first.envelope }],
  });
  expect((await store.log(id, 1, 10)).entries).toEqual([entry]);
  expect(await store.settle(id)).toEqual({ dialogueId: id, ...head });
});

test('an entry that differs in one part is another entry', async () => {
  const store = (await fixture()).store;
  const first = commit(1);
  await store.commit(id, first);
  const others = [
    { commitId: '0'.repeat(32) },
    { header: bytes('other') },
    { body: bytes('other') },
    { auth: bytes('other') },
  ];
  for (const part of others) {
    expect((await store.commit(id, { ...first, ...part })).outcome).toBe('conflict');
  }
  expect((await store.commit(id, first)).outcome).toBe('committed');
});

test('a thousand changes and three mebibytes are one transaction', async () => {
  const store = (await fixture()).store;
  const envelope = new Uint8Array(3100).fill(0xff);
  const changes = Array.from({ length: 1000 }, (_, k) =>
    change(`content#00#e${String(k).padStart(4, '0')}`, { envelope }),
  );
  expect((await store.commit(id, commit(1, { changes }))).outcome).toBe('committed');
  const replaced = changes.map((each) => change(each.key, { prior: each.digest, attributes: { k: 1 } }));
  expect((await store.commit(id, commit(2, { changes: replaced }))).outcome).toBe('committed');
  const { records } = await store.load(id);
  expect(records).toHaveLength(1000);
  expect(records.every((record) => record.attributes['k'] === 1 && record.envelope.length < 100)).toBe(true);
});

test('attributes are canonical JSON text, and come back with their types', async () => {
  const attributes = { z: 'true', a: true, n: -(2 ** 53 - 1), toJSON: '1', constructor: '{}', b: false, zero: 0 };
  const store = (await fixture()).store;
  await store.commit(id, commit(1, { changes: [change('claim#00#01', { attributes })] }));
  const [record] = (await store.get(id, [key('claim#00#01')])).records;
  expect(record?.attributes).toEqual(attributes);
});

test('bytes come out as plain arrays of their own, empty ones included', async () => {
  const store = (await fixture()).store;
  const empty = new Uint8Array(0);
  const part = bytes('0123456789').subarray(2, 5);
  const written = {
    ...commit(1, { changes: [change('claim#00#01', { envelope: empty }), change('claim#00#02', { envelope: part })] }),
    header: empty,
    body: empty,
    auth: Buffer.from('buffer'),
  };
  expect((await store.commit(id, written)).outcome).toBe('committed');
  const { head, records } = await store.load(id);
  expect([head?.header, ...records.map((record) => record.envelope)]).toEqual([empty, empty, bytes('234')]);
  expect(head?.auth).toEqual(bytes('buffer'));
  for (const record of records) {
    expect(Object.getPrototypeOf(record.envelope)).toBe(Uint8Array.prototype);
    expect(record.envelope.buffer.byteLength).toBe(record.envelope.byteLength);
    expect(record.digest).toBe(digest(record.envelope));
  }
  records[1]?.envelope.fill(0);
  head?.auth.fill(0);
  expect((await store.get(id, [key('claim#00#02')])).records[0]?.envelope).toEqual(bytes('234'));
  expect((await store.head(id))?.auth).toEqual(bytes('buffer'));
});
