import { parseArgs } from 'node:util';

export interface VerifyOptions {
  readonly file: string;
  readonly keys: string | undefined;
  readonly json: boolean;
  readonly help: boolean;
}

export const usage = `Checks every dialogue of a SQLite file: each log entry, each link, each record, each payload.
The file is opened read-only and never made.

  npm run verify -- FILE [--keys DIR] [--json]

  --keys DIR    the folder of key file and vault; default FILE.keys, where the demo has put it
  --json        the findings as JSON
  --no-color    no colours; NO_COLOR does the same
  --help        this text

Dialogues are opened with the tenant of the demo.
Exit code 0: no finding; 1: findings; 2: usage, or the file cannot be opened or read.`.split('\n');

/** @throws TypeError for what is no option, or without exactly one file */
export function verifyOptions(args: readonly string[]): VerifyOptions & { readonly color: boolean } {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      keys: { type: 'string' },
      json: { type: 'boolean', default: false },
      'no-color': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [file = '', ...more] = positionals;
  if (!values.help && (file === '' || more.length > 0)) throw new TypeError('Name one database file.');
  if (values.keys === '') throw new TypeError('--keys needs a folder.');
  return { file, keys: values.keys, json: values.json, help: values.help, color: !values['no-color'] };
}
