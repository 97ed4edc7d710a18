import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { DynamoClientConfig } from '@colloquy/engines';
import { account } from '../../test/support/account.ts';
import { eventOf } from '../../test/support/events.ts';
import { makeBundle, type Outside } from '../bundle/makeBundle.ts';
import { table } from './markdown.ts';

/** Reads of one process after its first, of which the median counts. */
const warmReads = 50;

interface Run {
  readonly load: number;
  readonly first: number;
  readonly warm: readonly number[];
}

interface Form {
  readonly name: string;
  readonly module: string;
  readonly runs: Run[];
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = sorted.length % 2 === 1 ? [sorted[middle], sorted[middle]] : sorted.slice(middle - 1);
  return (low + high) / 2;
}

const distribution = fileURLToPath(new URL('../../dist/', import.meta.url));

/** The forms in which the function may be deployed. Below this repository, whose packages stand for those of the runtime. */
async function formsIn(folder: string): Promise<readonly Form[]> {
  const bundled = async (name: string, without: Outside): Promise<Form> => {
    const module = join(folder, `${without}.mjs`);
    await makeBundle({ without, minify: true }, module);
    return { name, module, runs: [] };
  };
  return [
    await bundled('one file', 'nothing'),
    await bundled('one file, the SDK of the runtime', 'sdk'),
    { name: 'not bundled', module: join(distribution, 'handler.js'), runs: [] },
  ];
}

/**
 * Times of the function in fresh processes, in one form after the other, again and again, so that whatever else the machine does meets
 * all of them alike.
 *
 * @param runs - processes of each form
 */
export async function times(engine: DynamoClientConfig, runs: number): Promise<readonly string[]> {
  await using at = await account(engine);
  // Straight to the engine: nothing is counted here.
  const env = { ...at.environment, AWS_ENDPOINT_URL_DYNAMODB: engine.endpoint };
  const folder = await mkdtemp(join(distribution, 'measured-'));
  try {
    const forms = await formsIn(folder);
    const event = JSON.stringify(eventOf('GET', `/dialogues/${at.id}`));
    const child = fileURLToPath(new URL('child.ts', import.meta.url));
    for (let run = 0; run < runs; run += 1) {
      for (const form of forms) {
        const args = ['--disable-warning=ExperimentalWarning', child, form.module, event, String(warmReads)];
        const { stdout } = await promisify(execFile)(process.execPath, args, { env });
        form.runs.push(JSON.parse(stdout) as Run);
      }
    }
    const milliseconds = (values: readonly number[]): string => median(values).toFixed(1);
    return table(
      ['function, ms', 'load', 'first read', 'both', 'warm read'],
      forms.map(({ name, runs: measured }) => [
        name,
        milliseconds(measured.map(({ load }) => load)),
        milliseconds(measured.map(({ first }) => first)),
        milliseconds(measured.map(({ load, first }) => load + first)),
        milliseconds(measured.map(({ warm }) => median(warm))),
      ]),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}
