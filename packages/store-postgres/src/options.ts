import { ColloquyError } from '@colloquy/core';
import type { PostgresPool } from './pool.ts';

interface CommonOptions {
  /**
   * The schema (namespace) of the tables: `[a-z_][a-z0-9_]*`, at most 63 characters, not starting with `pg_`. Default `colloquy`.
   * Every statement names it, so `search_path` plays no part.
   */
  readonly schema?: string;
  /** True: nothing is ever written, setup included. For a role that may only SELECT, and for standbys. Default false. */
  readonly readOnly?: boolean;
  /** Make or complete the schema. Default true when writable; false: `schema_missing` when it is not there. */
  readonly setup?: boolean;
  /**
   * Milliseconds, 1 to 2^31 - 1, that a call takes at the most, all its attempts and waiting together. Default 30 000. Measured here,
   * so it holds for a server that does not answer at all.
   */
  readonly callTimeoutMs?: number;
  /**
   * True: connections go through a pooler that gives each transaction another session, such as PgBouncer with
   * `pool_mode = transaction`. No named statement and no startup parameter is then sent. Default false.
   */
  readonly transactionPooler?: boolean;
}

interface UrlOptions extends CommonOptions {
  /** `postgres://user:password@host:port/database?sslmode=...`, as libpq and pg understand it. Never shown in errors. */
  readonly url: string;
  readonly pool?: never;
  /** Connections at most, 1 to 1 000. Default 10. */
  readonly maxConnections?: number;
  /** Milliseconds, 1 to 2^31 - 1, to get a connection: waiting for a free one, or making one. Default 5 000. */
  readonly connectTimeoutMs?: number;
}

interface PoolOptions extends CommonOptions {
  /**
   * An open `pg.Pool`. Its owner ends it, after the store, and sets its timeouts and its size. Give its connections a listener,
   * `pool.on('connect', (client) => client.on('error', log))`: pg-pool leaves them without one for a moment, and an error event that
   * nobody hears ends the process.
   */
  readonly pool: PostgresPool;
  readonly url?: never;
  readonly maxConnections?: never;
  readonly connectTimeoutMs?: never;
}

export type PostgresStoreOptions = UrlOptions | PoolOptions;

export interface UrlSource {
  readonly url: string;
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
}

/** Options with defaults filled in. */
export interface Settings {
  readonly source: UrlSource | { readonly pool: PostgresPool };
  /** What messages call the database: host, port and database name, never user or password. */
  readonly place: string;
  readonly schema: string;
  readonly readOnly: boolean;
  readonly setup: boolean;
  readonly callTimeoutMs: number;
  readonly transactionPooler: boolean;
}

const greatestMs = 0x7fff_ffff;
const schemaPattern = /^(?!pg_)[a-z_][a-z0-9_]{0,62}$/;

function invalid(message: string): ColloquyError {
  return new ColloquyError('invalid_argument', message);
}

function wholeNumber(value: unknown, name: string, greatest: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= greatest) return value;
  throw invalid(`${name} must be a whole number from 1 to ${greatest}.`);
}

/** @throws ColloquyError `invalid_argument` */
export function schemaName(schema: unknown = 'colloquy'): string {
  if (typeof schema === 'string' && schemaPattern.test(schema)) return schema;
  throw invalid('schema must be [a-z_][a-z0-9_]*, at most 63 characters, and not start with pg_.');
}

function flag(value: unknown, name: string): boolean {
  if (value === undefined || typeof value === 'boolean') return value === true;
  throw invalid(`${name} must be true or false.`);
}

/** An empty host after a user, for a socket named in the query, is more than URL allows; pg reads it, and so does this. */
function parsed(url: string): URL | undefined {
  const text = URL.canParse(url) ? url : url.replace('@/', '@localhost/');
  return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Takes a URL apart without ever repeating it: the errors of URL itself carry their input, password included. A raw `/`, `?` or `#` in
 * a password ends the user part too early, and the rest of it would be taken for host and database: the `@` that is then left over
 * tells.
 */
function placeOfUrl(url: unknown): string {
  const parts = typeof url === 'string' ? parsed(url) : undefined;
  if (parts === undefined || !['postgres:', 'postgresql:'].includes(parts.protocol)) {
    throw invalid('url must be a PostgreSQL URL: postgres://user@host:port/database. It is not repeated here.');
  }
  const { hostname, port, pathname, search, searchParams, hash } = parts;
  if (hash !== '' || `${pathname}${search}`.includes('@')) {
    throw invalid('url has an @ or # after the host: write special characters of user and password as %XX.');
  }
  // pg lets the query win.
  const host = searchParams.get('host') ?? (hostname || 'localhost');
  return `postgres database ${pathname.slice(1) || '(default)'} at ${host}:${searchParams.get('port') ?? (port || '5432')}`;
}

/** By its shape, since the pool may come from another copy of pg. A client has most of it too, and is none. */
function isPool(pool: object): boolean {
  const has = (name: string): boolean => name in pool && typeof Reflect.get(pool, name) === 'function';
  return ['connect', 'end', 'on', 'off'].every(has) && !has('escapeIdentifier');
}

function sourceOf(options: PostgresStoreOptions): Pick<Settings, 'source' | 'place'> {
  const { url, pool } = options;
  if ((url === undefined) === (pool === undefined)) throw invalid('Give either url or pool, and not both.');
  if (pool !== undefined) {
    if (options.maxConnections !== undefined || options.connectTimeoutMs !== undefined) {
      throw invalid('maxConnections and connectTimeoutMs belong to the given pool; set them there.');
    }
    if (typeof pool !== 'object' || pool === null || !isPool(pool)) throw invalid('pool must be a pg.Pool.');
    return { source: { pool }, place: 'the postgres database of the given pool' };
  }
  const maxConnections = wholeNumber(options.maxConnections ?? 10, 'maxConnections', 1000);
  const connectTimeoutMs = wholeNumber(options.connectTimeoutMs ?? 5000, 'connectTimeoutMs', greatestMs);
  return { source: { url, maxConnections, connectTimeoutMs }, place: placeOfUrl(url) };
}

/** @throws ColloquyError `invalid_argument` */
export function settingsOf(options: PostgresStoreOptions): Settings {
  if (typeof options !== 'object' || options === null) throw invalid('options must be an object.');
  const readOnly = flag(options.readOnly, 'readOnly');
  const setup = flag(options.setup ?? !readOnly, 'setup');
  if (readOnly && setup) throw invalid('setup needs write access; leave it out or open the store writable.');
  return {
    ...sourceOf(options),
    schema: schemaName(options.schema),
    readOnly,
    setup,
    callTimeoutMs: wholeNumber(options.callTimeoutMs ?? 30_000, 'callTimeoutMs', greatestMs),
    transactionPooler: flag(options.transactionPooler, 'transactionPooler'),
  };
}
