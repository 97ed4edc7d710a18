import pg from 'pg';

/** An open connection; an end of the session while nothing is asked of it is no error of the test. */
export async function connected(url: string, config: pg.ClientConfig = {}): Promise<pg.Client & AsyncDisposable> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, ...config });
  client.on('error', () => undefined);
  await client.connect();
  return Object.assign(client, {
    [Symbol.asyncDispose]: async () => await client.end().catch(() => undefined),
  });
}

/** The first column of the rows of a statement, on a connection of its own. */
export async function column(url: string, statement: string, values: readonly unknown[] = []): Promise<unknown[]> {
  await using client = await connected(url);
  const { rows } = await client.query<unknown[]>({ text: statement, values: [...values], rowMode: 'array' });
  return rows.map(([first]) => first);
}
