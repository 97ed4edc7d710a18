import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { decodeStoreHeader } from '@colloquy/core';
import {
  configurationFileName,
  openBackend,
  openColloquy,
  describeBackend,
  resolveConfiguration,
  type CodeSettings,
  type ConfigurationOptions,
} from '@colloquy/factory';
import type { Command } from 'commander';
import { writeText } from '../command/files.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import { facts } from '../render/blocks.ts';
import { safeJson } from '../render/safeJson.ts';

interface Options {
  readonly config?: string;
  readonly sqlite?: string;
  readonly postgres?: string;
  readonly schema?: string;
  readonly dynamo?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly keys?: string;
  readonly kms?: string;
  readonly vault?: string;
  readonly tenant?: string;
  readonly actor?: string;
  readonly name?: string;
}

export function initCommand(parent: Command, run: Run): void {
  const command = parent
    .command('init')
    .description(
      'Make a store and its keys, and the configuration that names them. Called again, it opens what is there.',
    )
    .option('--sqlite <file>', 'on SQLite, in this file')
    .option('--postgres <variable>', 'on PostgreSQL; the environment variable that holds its URL')
    .option('--schema <name>', 'schema of PostgreSQL (default: colloquy)')
    .option('--dynamo <table>', 'on DynamoDB, in this table')
    .option('--region <region>', 'of DynamoDB')
    .option('--endpoint <url>', 'of a local engine in place of DynamoDB')
    .option('--keys <directory>', 'key file and vault (default: colloquy-keys beside the configuration)')
    .option('--kms <key>', 'keys from AWS KMS: ARN or id of the key; with --vault')
    .option('--vault <directory>', 'the vault, where it is not in the directory of the key file')
    .option('--tenant <tenant>', 'whose store it is; it never changes (default: default)')
    .option('--actor <token>', "who writes; never a person's name (default: unnamed)")
    .option('--name <name>', 'what people call the store (default: the name of the backend)');
  leaf<Options>(
    command,
    run,
    [
      'colloquy init --sqlite dialogues.db --tenant acme',
      'colloquy init --postgres DATABASE_URL --keys /var/lib/colloquy/keys',
      'colloquy init     (with a colloquy.json that is there)',
    ],
    async (context, options) => {
      const file = resolve(options.config ?? configurationFileName);
      const settings = settingsOf(options);
      if (settings !== undefined && existsSync(file)) {
        throw new UsageError(`${file} exists: edit it, or call init without naming a backend. Nothing was done.`);
      }
      const where: ConfigurationOptions =
        settings === undefined ? context.where : { file: false, folder: dirname(file), settings };
      const configuration = resolveConfiguration(where);
      const { signal, output } = context;
      const text = settings === undefined ? '' : `${safeJson({ version: 1, ...settings }, 2)}\n`;
      // Before the store and its keys are made: they would stand there, and nothing would name them.
      if (settings !== undefined) await writeText(file, text, false, { keep: false });
      // Keys are made for a store that is new, so whether it was is looked at before.
      const before = await (async () => {
        await using backend = await openBackend(configuration, { signal, setup: true });
        return await backend.header.read({ signal });
      })();
      await using colloquy = await openColloquy({ ...where, signal, create: true });
      if (settings !== undefined) await writeText(file, text, false);
      const { storeId, tenant } = colloquy.keyring;
      const header = decodeStoreHeader((await colloquy.backend.header.read({ signal })) ?? new Uint8Array(0));
      const { keys, backend } = configuration;
      const place = keys.provider === 'local' ? keys.directory : `AWS KMS, vault in ${keys.vault}`;
      const made = before === undefined;
      const configured = settings === undefined ? configuration.file : file;
      output.result(
        {
          made,
          configuration: configured,
          backend: describeBackend(backend),
          keys: place,
          storeId,
          tenant,
          epochs: header.epochs.length,
        },
        (layout) =>
          facts(layout, [
            ['store', `${describeBackend(backend)}, ${made ? 'made now' : 'was there already'}`],
            ['keys', place],
            ['tenant', tenant],
            ['store id', storeId],
            ...(configured === undefined ? [] : [['configuration', configured] as const]),
          ]),
      );
      if (made && keys.provider === 'local') {
        output.note(['Keep a copy of the keys apart from the data and its backups: without them nothing can be read.']);
      }
      return undefined;
    },
  );
}

/** The settings that the command line asks for; undefined when it names no backend, and the configuration is to say it. */
function settingsOf(options: Options): CodeSettings | undefined {
  const { sqlite, postgres, schema, dynamo, region, endpoint } = options;
  const named = [sqlite, postgres, dynamo].filter((each) => each !== undefined);
  const rest = [
    schema,
    region,
    endpoint,
    options.keys,
    options.kms,
    options.vault,
    options.tenant,
    options.actor,
    options.name,
  ];
  if (named.length === 0) {
    if (rest.every((each) => each === undefined)) return undefined;
    throw new UsageError('Name the backend too: --sqlite, --postgres or --dynamo.');
  }
  if (named.length > 1) throw new UsageError('One backend is active: give one of --sqlite, --postgres and --dynamo.');
  if (postgres === undefined && schema !== undefined) throw new UsageError('--schema is for --postgres.');
  if (dynamo === undefined && (region ?? endpoint) !== undefined)
    throw new UsageError('--region and --endpoint are for --dynamo.');
  const { tenant = 'default', actor, name } = options;
  return {
    tenant,
    ...(actor === undefined ? {} : { actor }),
    ...(name === undefined ? {} : { name }),
    backend: backendOf(options),
    keys: keysOf(options),
  };
}

function backendOf({
  sqlite,
  postgres,
  schema,
  dynamo,
  region,
  endpoint,
}: Options): NonNullable<CodeSettings['backend']> {
  if (sqlite !== undefined) return { name: 'sqlite', path: sqlite };
  if (postgres !== undefined) {
    if (postgres.includes('://')) {
      throw new UsageError('--postgres takes the name of an environment variable that holds the URL, not the URL.');
    }
    return { name: 'postgres', url: { env: postgres }, ...(schema === undefined ? {} : { schema }) };
  }
  return {
    name: 'dynamo',
    ...(dynamo === undefined ? {} : { table: dynamo }),
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

function keysOf({ keys, kms, vault }: Options): NonNullable<CodeSettings['keys']> {
  if (kms === undefined)
    return { provider: 'local', directory: keys ?? 'colloquy-keys', ...(vault === undefined ? {} : { vault }) };
  if (keys !== undefined) throw new UsageError('Give either --keys or --kms.');
  if (vault === undefined) throw new UsageError('--kms needs --vault, the directory of the vault.');
  return { provider: 'aws-kms', keyId: kms, vault };
}
