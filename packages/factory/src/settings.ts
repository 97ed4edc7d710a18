/**
 * What the value of a setting is. `secret`: a text that no message repeats, and that may be the name of an environment variable.
 * `verifiers`: a list of verifier keys, in a variable separated by white space.
 */
export type SettingKind = 'text' | 'path' | 'secret' | 'flag' | 'count' | 'verifiers' | readonly string[];

export interface Setting {
  /** Where it stands in the file: `backend.path`. */
  readonly path: string;
  readonly variable: string;
  /** The backend or key provider that it belongs to; absent: to all. */
  readonly of?: string;
  readonly kind: SettingKind;
  readonly pattern?: RegExp;
  /** Greatest number of a count; the smallest is 1, or `least`. */
  readonly most?: number;
  readonly least?: number;
  readonly required?: true;
  readonly meaning: string;
}

/** What a fault of the setting says that it must be. */
export function demandOf({ kind, pattern, most = 0, least = 1 }: Setting): string {
  if (kind === 'flag') return 'true or false';
  if (kind === 'count') return `a whole number from ${least} to ${most}`;
  if (kind === 'verifiers') {
    return 'a list of verifier keys, each name+keyId+base64, with no key id twice; in a variable separated by spaces';
  }
  if (kind === 'path') return 'a path: a text that is not empty';
  if (kind === 'secret') return 'a text, or { "env": NAME } with the name of the environment variable that holds it';
  if (kind === 'text')
    return pattern === undefined ? 'a text that is not empty' : `a text of the form ${pattern.source}`;
  return `one of ${kind.join(', ')}`;
}

export const backendNames = ['sqlite', 'postgres', 'dynamo'] as const;
export const keyProviders = ['local', 'aws-kms'] as const;

const token = /^[A-Za-z0-9._~-]{1,64}$/;
const milliseconds = 0x7fff_ffff;

/** Every setting, declared once: what a file may hold, which variable overrides it, what is demanded of it. */
export const settings: readonly Setting[] = [
  {
    path: 'tenant',
    variable: 'COLLOQUY_TENANT',
    kind: 'text',
    pattern: token,
    meaning: 'the tenant of the store; it never changes',
  },
  {
    path: 'actor',
    variable: 'COLLOQUY_ACTOR',
    kind: 'text',
    pattern: token,
    meaning: "token that log entries carry; never a person's name; default `unnamed`",
  },
  {
    path: 'name',
    variable: 'COLLOQUY_NAME',
    kind: 'text',
    pattern: token,
    meaning:
      'what the store is called, for people: stores that a dialogue left name it; default: the name of the backend',
  },
  {
    path: 'movers',
    variable: 'COLLOQUY_MOVERS',
    kind: 'verifiers',
    meaning: 'the public keys of those who may move dialogues; default: none',
  },
  {
    path: 'moves',
    variable: 'COLLOQUY_MOVES',
    kind: 'path',
    meaning:
      'directory of the register of moves, one for all stores that exchange dialogues; default: `moves` in `keys.directory`, or beside the vault',
  },
  { path: 'readOnly', variable: 'COLLOQUY_READ_ONLY', kind: 'flag', meaning: 'nothing is ever written to the store' },
  {
    path: 'audit',
    variable: 'COLLOQUY_AUDIT',
    kind: 'path',
    meaning: 'file of the crypto audit, one for each process; default: none',
  },
  {
    path: 'backend.name',
    variable: 'COLLOQUY_BACKEND',
    kind: backendNames,
    required: true,
    meaning: 'the one active backend',
  },
  {
    path: 'backend.path',
    variable: 'COLLOQUY_SQLITE_PATH',
    of: 'sqlite',
    kind: 'path',
    required: true,
    meaning: 'the database file',
  },
  {
    path: 'backend.synchronous',
    variable: 'COLLOQUY_SQLITE_SYNCHRONOUS',
    of: 'sqlite',
    kind: ['full', 'normal'],
    meaning: 'durability of each commit; default `full`',
  },
  {
    path: 'backend.busyTimeoutMs',
    variable: 'COLLOQUY_SQLITE_BUSY_TIMEOUT_MS',
    of: 'sqlite',
    kind: 'count',
    least: 0,
    most: milliseconds,
    meaning: 'wait for locks of others; default 5000',
  },
  {
    path: 'backend.url',
    variable: 'COLLOQUY_POSTGRES_URL',
    of: 'postgres',
    kind: 'secret',
    required: true,
    meaning: '`postgres://user@host:port/database`; secret',
  },
  {
    path: 'backend.schema',
    variable: 'COLLOQUY_POSTGRES_SCHEMA',
    of: 'postgres',
    kind: 'text',
    meaning: 'schema of the tables; default `colloquy`',
  },
  {
    path: 'backend.transactionPooler',
    variable: 'COLLOQUY_POSTGRES_TRANSACTION_POOLER',
    of: 'postgres',
    kind: 'flag',
    meaning: 'connections go through a pooler in transaction mode',
  },
  {
    path: 'backend.maxConnections',
    variable: 'COLLOQUY_POSTGRES_MAX_CONNECTIONS',
    of: 'postgres',
    kind: 'count',
    most: 1000,
    meaning: 'default 10',
  },
  {
    path: 'backend.callTimeoutMs',
    variable: 'COLLOQUY_POSTGRES_CALL_TIMEOUT_MS',
    of: 'postgres',
    kind: 'count',
    most: milliseconds,
    meaning: 'longest a call takes; default 30000',
  },
  {
    path: 'backend.connectTimeoutMs',
    variable: 'COLLOQUY_POSTGRES_CONNECT_TIMEOUT_MS',
    of: 'postgres',
    kind: 'count',
    most: milliseconds,
    meaning: 'longest wait for a connection; default 5000',
  },
  {
    path: 'backend.table',
    variable: 'COLLOQUY_DYNAMO_TABLE',
    of: 'dynamo',
    kind: 'text',
    meaning: 'name of the table; default `colloquy`',
  },
  {
    path: 'backend.region',
    variable: 'COLLOQUY_DYNAMO_REGION',
    of: 'dynamo',
    kind: 'text',
    meaning: 'default: as the AWS client finds it',
  },
  {
    path: 'backend.endpoint',
    variable: 'COLLOQUY_DYNAMO_ENDPOINT',
    of: 'dynamo',
    kind: 'text',
    pattern: /^https?:\/\/[^\s@]+$/,
    meaning: 'of a local engine',
  },
  {
    path: 'keys.provider',
    variable: 'COLLOQUY_KEYS',
    kind: keyProviders,
    required: true,
    meaning: 'where key-encryption keys come from',
  },
  {
    path: 'keys.directory',
    variable: 'COLLOQUY_KEYS_DIRECTORY',
    of: 'local',
    kind: 'path',
    required: true,
    meaning: 'directory of the key file, apart from the data and its backups',
  },
  {
    path: 'keys.vault',
    variable: 'COLLOQUY_KEYS_VAULT',
    of: 'local',
    kind: 'path',
    meaning: 'directory of the vault; default `vault` in `keys.directory`',
  },
  {
    path: 'keys.keyId',
    variable: 'COLLOQUY_KMS_KEY_ID',
    of: 'aws-kms',
    kind: 'text',
    required: true,
    meaning: 'ARN or id of the KMS key, not an alias',
  },
  {
    path: 'keys.vault',
    variable: 'COLLOQUY_KMS_VAULT',
    of: 'aws-kms',
    kind: 'path',
    required: true,
    meaning: 'directory of the vault',
  },
  {
    path: 'keys.region',
    variable: 'COLLOQUY_KMS_REGION',
    of: 'aws-kms',
    kind: 'text',
    meaning: 'default: as the AWS client finds it',
  },
  {
    path: 'keys.endpoint',
    variable: 'COLLOQUY_KMS_ENDPOINT',
    of: 'aws-kms',
    kind: 'text',
    pattern: /^https?:\/\/[^\s@]+$/,
    meaning: 'of a local engine',
  },
  {
    path: 'keys.leaseSeconds',
    variable: 'COLLOQUY_KMS_LEASE_SECONDS',
    of: 'aws-kms',
    kind: 'count',
    most: 3600,
    meaning: 'how long a key is used before KMS is asked again; default 300',
  },
];

/** The environment variable that names the file. */
export const fileVariable = 'COLLOQUY_CONFIG';

/** Beginnings of names that are ours: a misspelled override must not go unnoticed. */
export const variableGroups = [
  'COLLOQUY_SQLITE_',
  'COLLOQUY_POSTGRES_',
  'COLLOQUY_DYNAMO_',
  'COLLOQUY_KEYS_',
  'COLLOQUY_KMS_',
] as const;

/** `backend`, `keys`, or undefined for a setting at the top. */
export function sectionOf(path: string): 'backend' | 'keys' | undefined {
  const [section] = path.split('.');
  return section === 'backend' || section === 'keys' ? section : undefined;
}

/** The setting that chooses among the members of a section. */
export const choosers = { backend: 'backend.name', keys: 'keys.provider' } as const;
