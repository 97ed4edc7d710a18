import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Attributes, Commit } from '@colloquy/core';
import { createSchema, CustomAttributeType, Entity, Service } from 'electrodb';
import type { PartitionProgram } from './PartitionProgram.ts';

const bytes = CustomAttributeType<Uint8Array>('any');
const text = { type: 'string', required: true } as const;
const logged = {
  dialogue: text,
  n: { type: 'number', required: true },
  commitId: text,
  header: { type: bytes, required: true },
  auth: { type: bytes, required: true },
} as const;

const pk = (prefix: string) =>
  ({ field: 'pk', composite: ['dialogue'], template: `${prefix}#\${dialogue}`, casing: 'none' }) as const;

const record = createSchema({
  model: { entity: 'record', version: '1', service: 'bench' },
  attributes: {
    dialogue: text,
    key: text,
    digest: text,
    attributes: { type: CustomAttributeType<Attributes>('any'), required: true },
    envelope: { type: bytes, required: true },
  },
  indexes: {
    all: { pk: pk('dialogue'), sk: { field: 'sk', composite: ['key'], template: 'record#${key}', casing: 'none' } },
  },
});

const head = createSchema({
  model: { entity: 'head', version: '1', service: 'bench' },
  attributes: logged,
  indexes: { all: { pk: pk('dialogue'), sk: { field: 'sk', composite: [], template: 'head', casing: 'none' } } },
});

const entry = createSchema({
  model: { entity: 'entry', version: '1', service: 'bench' },
  attributes: { ...logged, at: text, body: { type: bytes, required: true } },
  indexes: {
    all: { pk: pk('log'), sk: { field: 'sk', composite: ['at'], template: 'entry#${at}', casing: 'none' } },
  },
});

/**
 * With electrodb, on a table with the keys of the store: its own items, the same conditions, one transaction. It knows nothing of
 * commits that are larger than that.
 */
export function electroPartition(client: DynamoDBClient, table: string): PartitionProgram {
  const options = { client, table };
  const service = new Service({
    record: new Entity(record, options),
    head: new Entity(head, options),
    entry: new Entity(entry, options),
  });
  const { entities } = service;
  return {
    load: async (id) => {
      const [found, all] = await Promise.all([
        entities.head.get({ dialogue: id }).go({ consistent: true }),
        entities.record.query.all({ dialogue: id }).go({ consistent: true, pages: 'all' }),
      ]);
      const top = found.data;
      return {
        head: top === null ? undefined : { n: top.n, commitId: top.commitId, header: top.header, auth: top.auth },
        records: all.data.map(({ key, digest, attributes, envelope }) => ({ key, digest, attributes, envelope })),
      };
    },
    commit: async (dialogue, { n, commitId, header, body, auth, changes, checks }: Commit) => {
      const logRow = { dialogue, n, commitId, header, auth };
      const { canceled } = await service.transaction
        .write((of) => [
          n === 1
            ? of.head.create(logRow).commit()
            : of.head
                .put(logRow)
                .where((at, { eq }) => eq(at.n, n - 1))
                .commit(),
          of.entry.create({ ...logRow, at: String(n).padStart(16, '0'), body }).commit(),
          ...changes.map(({ key, prior, digest, attributes, envelope }) => {
            const row = { dialogue, key, digest, attributes, envelope };
            return prior === null
              ? of.record.create(row).commit()
              : of.record
                  .put(row)
                  .where((at, { eq }) => eq(at.digest, prior))
                  .commit();
          }),
          ...checks.map(({ key, digest }) =>
            of.record
              .check({ dialogue, key })
              .where((at, { eq, notExists }) => (digest === null ? notExists(at.digest) : eq(at.digest, digest)))
              .commit(),
          ),
        ])
        .go();
      return !canceled;
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}
