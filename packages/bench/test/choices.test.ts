import { dialogueId } from '@colloquy/core';
import { openPostgresStore, type PostgresStore } from '@colloquy/store-postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { partitionData } from '../src/data/partitionData.ts';
import { choices, type Choices } from '../src/raw/postgresChoices.ts';
import { benchPostgres } from '../src/workbench/benchPostgres.ts';

const schema = 'choices';
const { base } = partitionData(200, 7);
const expected = base.changes.map(({ key, digest, attributes, envelope }) => [key, digest, attributes, envelope]);

describe('the choices', () => {
  const disposer = new AsyncDisposableStack();
  let store: PostgresStore;
  let open: Choices;

  beforeAll(async () => {
    const { url } = disposer.use(await benchPostgres());
    store = disposer.use(await openPostgresStore({ url, schema }));
    open = disposer.use(await choices(url, schema));
    await store.commit(dialogueId('read'), base);
  });
  afterAll(async () => disposer.disposeAsync());

  const plain = (rows: readonly (readonly unknown[])[]): unknown =>
    rows.map((row) => row.map((value) => (value instanceof Uint8Array ? new Uint8Array(value) : value)));

  test.each(['base64, named', 'base64, unnamed', 'hex and jsonb, parsed by pg'])(
    '%s: gives every byte',
    async (name) => {
      const form = open.results.find((each) => each.name === name);
      expect(form?.keeps).toBe(true);
      expect(plain((await form?.select('read')) ?? [])).toStrictEqual(expected);
    },
  );

  test('binary: pg makes UTF-8 of it, and bytes are lost', async () => {
    const form = open.results.find((each) => each.name === 'binary');
    expect(form?.keeps).toBe(false);
    const rows = (await form?.select('read')) ?? [];
    expect(rows.map(([key]) => key)).toStrictEqual(expected.map(([key]) => key));
    expect(plain(rows)).not.toStrictEqual(expected);
    expect(open.results.filter(({ keeps }) => !keeps)).toHaveLength(1);
  });

  test('parameters: every form leaves the same rows, which the store reads', async () => {
    expect(open.parameters).toHaveLength(5);
    for (const [at, { name, insert }] of open.parameters.entries()) {
      const id = dialogueId(`written-${at}`);
      expect([name, await insert(id, base.changes)]).toStrictEqual([name, base.changes.length]);
      const { rows } = await rowsOf(open, id);
      expect([name, plain(rows)]).toStrictEqual([name, expected]);
    }
  });
});

/** Read by a form that keeps bytes: records without a head are nothing that a store would give out. */
async function rowsOf({ results }: Choices, id: string): Promise<{ readonly rows: readonly (readonly unknown[])[] }> {
  return { rows: (await results[0]?.select(id)) ?? [] };
}
