import { loadAdapter, openBackend, describeBackend, resolveBackendConfiguration } from '@colloquy/factory';
import { Option, type Command } from 'commander';
import type { Context } from '../command/Context.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';

interface Options {
  readonly print?: 'sql' | 'cloudformation' | 'terraform';
  readonly backend?: 'sqlite' | 'postgres' | 'dynamo';
  readonly schema?: string;
  readonly table?: string;
}

export function setupCommand(parent: Command, run: Run): void {
  const command = parent
    .command('setup')
    .description('Make or complete schema or table of the configured backend, or print what makes it. Touches no key.')
    .addOption(
      new Option('--print <form>', 'print it instead, for people who apply schemas themselves').choices([
        'sql',
        'cloudformation',
        'terraform',
      ]),
    )
    .addOption(
      new Option('--backend <name>', 'with --print: for this backend, without a configuration').choices([
        'sqlite',
        'postgres',
        'dynamo',
      ]),
    )
    .option('--schema <name>', 'with --print sql: schema of PostgreSQL')
    .option('--table <name>', 'with --print cloudformation or terraform: name of the table');
  leaf<Options>(
    command,
    run,
    [
      'colloquy setup',
      'colloquy setup --print sql --backend postgres --schema dialogues | psql -v ON_ERROR_STOP=1',
      'colloquy setup --print terraform --table dialogues > dialogues.tf',
    ],
    async (context, options) => {
      const { print, backend, schema, table } = options;
      const { output, signal, where } = context;
      if (print === undefined) {
        if ((backend ?? schema ?? table) !== undefined)
          throw new UsageError('--backend, --schema and --table are for --print.');
        const configuration = resolveBackendConfiguration(where);
        await using opened = await openBackend(configuration, { signal, setup: true });
        const hasKeys = (await opened.header.read({ signal })) !== undefined;
        output.result({ backend: describeBackend(configuration.backend), hasKeys }, () => [
          `${describeBackend(configuration.backend)}: in place${hasKeys ? '' : '; it has no keys yet: colloquy init'}`,
        ]);
        return undefined;
      }
      const text = await printed(context, print, options);
      if (output.format === 'text') output.raw(text);
      else output.result({ form: print, text }, () => []);
      return undefined;
    },
  );
}

async function printed({ where }: Context, print: NonNullable<Options['print']>, options: Options): Promise<string> {
  const { backend, schema, table } = options;
  if (print !== 'sql') {
    if (schema !== undefined) throw new UsageError('--schema is for --print sql.');
    if (backend !== undefined && backend !== 'dynamo') throw new UsageError(`--print ${print} is for DynamoDB.`);
    const { cloudFormationTemplate, terraformConfiguration } = await loadAdapter(
      'dynamo',
      () => import('@colloquy/store-dynamo'),
    );
    const made = table === undefined ? {} : { table };
    return print === 'terraform' ? terraformConfiguration(made) : cloudFormationTemplate(made);
  }
  if (table !== undefined) throw new UsageError('--table is for --print cloudformation and terraform.');
  const configured = backend === undefined ? resolveBackendConfiguration(where).backend : undefined;
  switch (backend ?? configured?.name) {
    case 'sqlite':
      if (schema !== undefined) throw new UsageError('--schema is for PostgreSQL.');
      return (await loadAdapter('sqlite', () => import('@colloquy/store-sqlite'))).setupSql();
    case 'postgres': {
      const named = schema ?? (configured?.name === 'postgres' ? configured.schema : undefined);
      return (await loadAdapter('postgres', () => import('@colloquy/store-postgres'))).setupSql(
        named === undefined ? {} : { schema: named },
      );
    }
    default:
      throw new UsageError('DynamoDB has no SQL: --print cloudformation or --print terraform.');
  }
}
