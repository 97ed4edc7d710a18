import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '@colloquy/engines';
import pg from 'pg';

/** A running pooler; it ends with `await using`. */
export interface PgBouncer extends AsyncDisposable {
  readonly url: string;
}

/** Major and minor number of the pgbouncer on the PATH; undefined: there is none. */
export function versionOfPgBouncer(): readonly [number, number] | undefined {
  const { stdout, error } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(error === undefined ? stdout : '') ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}

/** https://www.pgbouncer.org/config.html. Few sessions, so that clients keep exchanging them; nothing is ignored. */
function configuration(postgresPort: number, port: number, [major, minor]: readonly [number, number]): string {
  const lines = [
    '[databases]',
    `* = host=127.0.0.1 port=${postgresPort} user=postgres`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 4',
    'max_client_conn = 1000',
    'ignore_startup_parameters =',
  ];
  // From 1.21 on it can follow named statements from session to session: what is tried here must not lean on that.
  if (major > 1 || minor >= 21) lines.push('max_prepared_statements = 0');
  return `${lines.join('\n')}\n`;
}

/** Waits until it lets somebody in. */
async function ready(url: string, isOver: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !isOver(); attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await wait(50);
    }
  }
  throw new Error('pgbouncer did not start');
}

/** Starts PgBouncer on a free port in front of a server of this machine. Run by root it changes to `nobody`, as it demands. */
export async function startPgBouncer(postgresPort: number, version: readonly [number, number]): Promise<PgBouncer> {
  const folder = await mkdtemp(join(tmpdir(), 'colloquy-pgbouncer-'));
  await chmod(folder, 0o755);
  const file = join(folder, 'pgbouncer.ini');
  const port = await freePort();
  await writeFile(file, configuration(postgresPort, port, version), { mode: 0o644 });
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const pooler = spawn('pgbouncer', ['-q', file], { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(pooler, 'exit');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const close = async (): Promise<void> => {
    pooler.kill('SIGKILL');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await ready(url, () => pooler.exitCode !== null);
  } catch (error) {
    await close();
    throw error;
  }
  return { url, [Symbol.asyncDispose]: close };
}
