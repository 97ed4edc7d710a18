import { createDatabase, startPostgres } from '@colloquy/engines';
import pg from 'pg';

/** A database of its own on a server whose commits wait for the disk. */
export interface BenchPostgres extends AsyncDisposable {
  readonly url: string;
  /** Release and durability, for titles. */
  readonly description: string;
}

/** Neither a checkpoint nor a vacuum falls into one contender's turn. */
const undisturbed = { autovacuum: 'off', checkpoint_timeout: '1h', max_wal_size: '8GB', shared_buffers: '128MB' };

/** On the server that COLLOQUY_POSTGRES_URL names, or on one of its own. */
export async function benchPostgres(): Promise<BenchPostgres> {
  await using disposer = new AsyncDisposableStack();
  const given = process.env['COLLOQUY_POSTGRES_URL'] ?? '';
  const server = given === '' ? disposer.use(await startPostgres({ fsync: true, settings: undisturbed })).url : given;
  const { url } = disposer.use(await createDatabase(server));
  const description = await describe(url);
  const moved = disposer.move();
  return { url, description, [Symbol.asyncDispose]: () => moved.disposeAsync() };
}

async function describe(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const settings = ['server_version', 'fsync', 'synchronous_commit'].map((name) => `current_setting('${name}')`);
    const { rows } = await client.query<string[]>({ text: `SELECT ${settings.join(', ')}`, rowMode: 'array' });
    const [version, fsync, synchronous] = rows[0] ?? [];
    return `PostgreSQL ${version}, fsync ${fsync}, synchronous_commit ${synchronous}`;
  } finally {
    await client.end();
  }
}
