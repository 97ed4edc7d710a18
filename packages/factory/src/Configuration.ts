/** SQLite: one file. */
export interface SqliteBackend {
  readonly name: 'sqlite';
  /** The database file. */
  readonly path: string;
  /** As `openSqliteStore`. Default `full`. */
  readonly synchronous?: 'full' | 'normal';
  /** Milliseconds, as `openSqliteStore`. */
  readonly busyTimeoutMs?: number;
}

/** PostgreSQL: one schema of one database. */
export interface PostgresBackend {
  readonly name: 'postgres';
  /** The connection string. Secret. */
  readonly url: string;
  /** Default `colloquy`. */
  readonly schema?: string;
  /** Connections go through a pooler in transaction mode. */
  readonly transactionPooler?: boolean;
  /** 1 to 1 000. */
  readonly maxConnections?: number;
  /** Milliseconds, as `openPostgresStore`. */
  readonly callTimeoutMs?: number;
  /** Milliseconds, as `openPostgresStore`. */
  readonly connectTimeoutMs?: number;
}

/** DynamoDB: one table. Credentials come from where the AWS client finds them. */
export interface DynamoBackend {
  readonly name: 'dynamo';
  /** Default `colloquy`. */
  readonly table?: string;
  readonly region?: string;
  /** Of a local engine. */
  readonly endpoint?: string;
}

export type Backend = SqliteBackend | PostgresBackend | DynamoBackend;

/** A key file in a directory, and the vault beside it or elsewhere. */
export interface LocalKeySettings {
  readonly provider: 'local';
  /** Apart from the data and its backups. */
  readonly directory: string;
  /** Default: `vault` in `directory`. */
  readonly vault?: string;
}

/** A key of AWS KMS, and a directory for the vault. */
export interface KmsKeySettings {
  readonly provider: 'aws-kms';
  /** ARN or id, not an alias. */
  readonly keyId: string;
  /** Directory of the vault: mode 0700, apart from the data and its backups. */
  readonly vault: string;
  readonly region?: string;
  /** Of a local engine. */
  readonly endpoint?: string;
  /** 1 to 3 600, as `AwsKmsKeyProvider`. */
  readonly leaseSeconds?: number;
}

export type KeySettings = LocalKeySettings | KmsKeySettings;

/** What a file, the environment and code have come to: one active backend, and all that was needed is there. */
export interface BackendConfiguration {
  readonly backend: Backend;
  /** Nothing is ever written to the store, setup included. What is opened stands in the audit all the same. */
  readonly readOnly: boolean;
  /** What the store is called, for people: boundary entries carry it. Default: the name of the backend. */
  readonly name: string;
  /** The pinned keys of those who may move dialogues, as verifier key strings. */
  readonly movers: readonly string[];
  /** Directory of the register of moves. Default: `moves` in the directory of local keys, and beside the vault of a key service; undefined without keys. */
  readonly moves: string | undefined;
  /** Opaque token that log entries carry. */
  readonly actor: string;
  /** File of the crypto audit, one for each process. */
  readonly audit: string | undefined;
  readonly keys: KeySettings | undefined;
  readonly tenant: string | undefined;
  /** The file that was read. */
  readonly file: string | undefined;
  /** Where each setting comes from: a file, the name of an environment variable, `code`, or `default`; by path, in path order. */
  readonly origins: ReadonlyMap<string, string>;
}

/** {@link BackendConfiguration} with keys. */
export interface Configuration extends BackendConfiguration {
  readonly keys: KeySettings;
  readonly tenant: string;
}
