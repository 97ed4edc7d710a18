import { draftDecision, writeDecision } from '../decisions/newDecision.ts';
import { diskTree } from '../read/diskTree.ts';
import { readConfiguration } from '../read/readConfiguration.ts';
import { exitCodes, type ExitCode } from './exitCodes.ts';
import { UsageError, type Terminal } from './Terminal.ts';

export interface NewAdrArguments {
  readonly root: string;
  readonly config: string;
  readonly method: readonly string[];
  readonly title: string;
}

/** Begins a record and says where it lies. */
export async function newAdr({ root, config, method, title }: NewAdrArguments, terminal: Terminal): Promise<ExitCode> {
  const tree = diskTree(root);
  const { decisions: folder } = readConfiguration(tree, config);
  const date = terminal.now().toISOString().slice(0, 10);
  const file = await begin(root, { title, methods: method, date, folder, taken: tree.list(folder) });
  terminal.out(`${file}\n`);
  terminal.err(
    'Answer its questions, fill in its front matter, and have it accepted: colloquy-gate check refuses it until then.\n',
  );
  return exitCodes.passed;
}

async function begin(root: string, decision: Parameters<typeof draftDecision>[0]): Promise<string> {
  try {
    return await writeDecision(root, draftDecision(decision));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`No record was written: ${reason}`, { cause: error });
  }
}
