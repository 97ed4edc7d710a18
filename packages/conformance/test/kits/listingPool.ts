import pg from 'pg';
import { statementLine } from './statementLine.ts';

/** What the server counts of one request: each statement of its text. */
function statementsOf(text: string, schema: string): readonly string[] {
  return text.replaceAll(`"${schema}".`, '').split(';').flatMap(statementLine);
}

/** A pool whose connections list what they send, without the name of the schema. */
export function listingPool(
  config: pg.PoolConfig,
  schema: string,
): { readonly pool: pg.Pool; readonly take: () => readonly string[] } {
  const statements: string[] = [];
  const pool = new pg.Pool(config);
  // Before the pool hands it out for the first time.
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as (...parameters: readonly unknown[]) => unknown;
    Object.defineProperty(client, 'query', {
      value: (...parameters: readonly unknown[]) => {
        const [first] = parameters;
        const text = typeof first === 'string' ? first : (first as { readonly text?: string }).text;
        statements.push(...statementsOf(text ?? '', schema));
        return query(...parameters);
      },
    });
  });
  return { pool, take: () => statements.splice(0) };
}
