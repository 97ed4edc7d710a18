import { createHash } from 'node:crypto';
import type { PostgresClient, Query } from './pool.ts';

/**
 * Texts as the server sends them. Results are asked for as text, never binary: pg 8 decodes binary results as UTF-8, which loses
 * every byte above 0x7f. Bytes therefore travel as base64 from the server, and as they are to it.
 */
const asSent: Query['types'] = { getTypeParser: () => (text) => text };

export type Row = readonly (string | null)[];

/** A statement whose values are given in the order of its placeholders. */
export type Statement<Values extends unknown[]> = (
  client: PostgresClient,
  ...values: Values
) => Promise<readonly Row[]>;

/** Prepares statements on the connections that run them; or nowhere, where a pooler gives each transaction another session. */
export interface Statements {
  /** The text calls tables by `@name`; `@` stands in no statement otherwise. */
  prepare<Values extends unknown[]>(name: string, text: string): Statement<Values>;
}

export function statements(schema: string, named: boolean): Statements {
  // The schema is part of the name, since two stores over one pool must not take each other's statements; shortened, since names
  // end after 63 bytes.
  const prefix = `colloquy/${createHash('sha256').update(schema).digest('hex').slice(0, 16)}`;
  return {
    prepare: (name, template) => {
      const text = inSchema(template, schema);
      const naming = named ? { name: `${prefix}/${name}` } : {};
      return async (client, ...values) => {
        const { rows } = await client.query({ ...naming, text, values, rowMode: 'array', types: asSent });
        return rows;
      };
    },
  };
}

/**
 * Part of every statement that writes: where `synchronous_commit` is off, this transaction waits for the disk of the server all the
 * same. Stricter settings stay as they are. https://www.postgresql.org/docs/current/wal-async-commit.html
 */
export const durably = `CASE current_setting('synchronous_commit') WHEN 'off' THEN set_config('synchronous_commit', 'local', true) END`;

/** `@name` becomes the qualified name, quoted. */
export function inSchema(template: string, schema: string): string {
  return template.replaceAll(/@(\w+)/g, `"${schema}"."$1"`);
}

/** Bytes that a statement gave as `encode(..., 'base64')`. */
export function fromBase64(text: string): Uint8Array {
  return Buffer.from(text, 'base64');
}
