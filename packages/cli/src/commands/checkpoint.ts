import {
  anchorCheckpoint,
  createCheckpoint,
  createSigningKey,
  FileAnchor,
  openSigningKey,
  type Checkpoint,
  type DialogueId,
  type SignedCheckpoint,
} from '@colloquy/core';
import type { Command } from 'commander';
import { leaf, type Run } from '../command/leaf.ts';
import { table } from '../render/blocks.ts';
import { targets } from './targets.ts';

interface Options {
  readonly all?: boolean;
  readonly anchor?: string;
  readonly name?: string;
}

interface Signed extends Checkpoint {
  readonly dialogueId: DialogueId;
  readonly note: string;
  /** Only with an anchor. */
  readonly published?: boolean;
}

export function checkpointCommand(parent: Command, run: Run): void {
  const command = parent
    .command('checkpoint')
    .description('Sign where the logs of dialogues stand, as notes to be kept away from the database.')
    .argument('[dialogues...]', 'their ids')
    .option('--all', 'every dialogue')
    .option('--anchor <directory>', 'keep the notes there, unless they contradict an older one')
    .option(
      '--name <name>',
      'the first time: make the signing key of the store under this name, such as example.org/acme',
    );
  const examples = [
    'colloquy checkpoint nvidia-analysis --name example.org/acme > nvidia.note',
    'colloquy checkpoint --all --anchor /mnt/elsewhere/notes',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { output, signal } = context;
    await using colloquy = await context.open();
    const { backend, dialogues, keyring, audit } = colloquy;
    const ids = await targets(backend, parameters[0] as readonly string[], options.all, signal);
    const parts = { header: backend.header, keyring, ...(audit === undefined ? {} : { audit }) };
    const { name, anchor: directory } = options;
    const signer = await (name === undefined
      ? openSigningKey(parts, { signal })
      : createSigningKey({ ...parts, name }, { signal }));
    const anchor = directory === undefined ? undefined : new FileAnchor({ directory });
    const signed: Signed[] = [];
    for (const id of ids) {
      const made: SignedCheckpoint & { readonly published?: boolean } =
        anchor === undefined
          ? await createCheckpoint(dialogues, id, signer, { signal })
          : await anchorCheckpoint(dialogues, id, signer, anchor, { signal });
      signed.push({
        dialogueId: id,
        ...made.checkpoint,
        note: made.note,
        ...(made.published === undefined ? {} : { published: made.published }),
      });
    }
    output.result({ verifier: String(signer.verifier), checkpoints: signed }, (layout) =>
      anchor === undefined
        ? // A note ends with a line break of its own.
          [
            signed
              .map(({ note }) => note)
              .join('\n')
              .replace(/\n$/, ''),
          ]
        : table(
            layout,
            ['id', 'n', 'hash begins', ''],
            signed.map(({ dialogueId: id, n, hash, ...rest }) => [
              id,
              String(n),
              hash.slice(0, 16),
              rest.published === true ? 'kept' : 'was kept already',
            ]),
            { indent: 0, right: [1] },
          ),
    );
    if (output.format === 'text') output.note([`Whoever verifies pins this key: ${String(signer.verifier)}`]);
    return undefined;
  });
}
