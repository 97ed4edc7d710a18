import { printable } from '@colloquy/cli';
import { parseArgs } from 'node:util';

const backends = ['sqlite', 'postgres', 'dynamo'] as const;

type Backend = (typeof backends)[number];

export interface DemoOptions {
  readonly backend: Backend;
  readonly file: string | undefined;
  readonly fresh: boolean;
  readonly color: boolean;
  readonly help: boolean;
}

export const usage = `The founding dialogue: registered round by round in a database, read back, shown.

  npm run demo -- [options]

  --backend B   sqlite (default); postgres: the database that COLLOQUY_POSTGRES_URL names; dynamo: the DynamoDB that
                COLLOQUY_DYNAMO_ENDPOINT names, with region and credentials from AWS_REGION, AWS_ACCESS_KEY_ID and
                AWS_SECRET_ACCESS_KEY. Where none is named, a server that starts here and is gone afterwards, with
                all that it holds
  --file PATH   where the SQLite database lies; default .colloquy/founding-dialogue.db
  --fresh       start over in a new file beside it; nothing is ever removed
  --no-color    no colours; NO_COLOR does the same
  --help        this text

A second run finds the dialogue and goes on from it.
Exit code 0: all is well; 1: something failed, and it says what. DEBUG=1 shows where in the code.`.split('\n');

function isBackend(name: string): name is Backend {
  return backends.some((backend) => backend === name);
}

/** @throws TypeError for what is no option */
export function demoOptions(args: readonly string[]): DemoOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      backend: { type: 'string', default: 'sqlite' },
      file: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      'no-color': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.file === '') throw new TypeError('--file needs a path.');
  const { backend } = values;
  if (!isBackend(backend)) throw new TypeError(`--backend is ${backends.join(', ')}; not ${printable(backend)}.`);
  if (backend !== 'sqlite' && (values.file !== undefined || values.fresh)) {
    throw new TypeError('--file and --fresh speak of a SQLite file.');
  }
  return { backend, file: values.file, fresh: values.fresh, color: !values['no-color'], help: values.help };
}
