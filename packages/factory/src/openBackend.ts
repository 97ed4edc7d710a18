import type {
  AnalyticsPort,
  CallOptions,
  MigrationPort,
  PartitionStore,
  RepairPort,
  StoreHeaderPort,
} from '@colloquy/core';
import type { Backend, BackendConfiguration } from './Configuration.ts';
import { loadAdapter } from './load.ts';

/** What every backend that this factory opens has, whichever it is. */
export interface OpenBackend extends PartitionStore, AsyncDisposable {
  readonly header: StoreHeaderPort;
  readonly analytics: AnalyticsPort;
  readonly repair: RepairPort;
  readonly migration: MigrationPort;
  /** Every dialogue, in byte order; in a damaged store an id may be malformed. */
  dialogueIds(options?: CallOptions): Promise<readonly string[]>;
  /** Idempotent. */
  close(): Promise<void>;
}

export interface OpenBackendOptions extends CallOptions {
  /** Make or complete file, schema or table. Default false: what is not there is `schema_missing` or `cannot_open`, and nothing is made. */
  readonly setup?: boolean;
}

/**
 * Opens the active backend without any key: for what works on ciphertext, such as a verification by a note.
 *
 * @throws ColloquyError `driver_missing`; `invalid_argument`; what `openSqliteStore`, `openPostgresStore` or `openDynamoStore` throws
 * @example
 * await using backend = await openBackend(resolveBackendConfiguration());
 * console.log((await backend.dialogueIds()).length);
 */
export async function openBackend(
  configuration: Pick<BackendConfiguration, 'backend' | 'readOnly'>,
  { setup = false, ...call }: OpenBackendOptions = {},
): Promise<OpenBackend> {
  const { backend, readOnly } = configuration;
  const common = { readOnly, setup: setup && !readOnly };
  switch (backend.name) {
    case 'sqlite': {
      const { openSqliteStore } = await loadAdapter('sqlite', () => import('@colloquy/store-sqlite'));
      const { name: _, ...options } = backend;
      return openSqliteStore({ ...options, ...common }, call);
    }
    case 'postgres': {
      const { openPostgresStore } = await loadAdapter('postgres', () => import('@colloquy/store-postgres'));
      const { name: _, ...options } = backend;
      return openPostgresStore({ ...options, ...common }, call);
    }
    case 'dynamo': {
      const { openDynamoStore } = await loadAdapter('dynamo', () => import('@colloquy/store-dynamo'));
      const { table, region, endpoint } = backend;
      const config = { ...(region === undefined ? {} : { region }), ...(endpoint === undefined ? {} : { endpoint }) };
      return openDynamoStore({ ...(table === undefined ? {} : { table }), config, ...common }, call);
    }
  }
}

/** A backend for a person: what it is and where, without user or password. */
export function describeBackend(backend: Backend): string {
  switch (backend.name) {
    case 'sqlite':
      return `SQLite, ${backend.path}`;
    case 'postgres':
      return `PostgreSQL, schema ${backend.schema ?? 'colloquy'}`;
    case 'dynamo':
      return `DynamoDB, table ${backend.table ?? 'colloquy'}`;
  }
}
