import {
  createRecovery,
  dialogueId,
  doctorWithoutKeys,
  isDialogueId,
  type DialogueId,
  type Diagnosis,
} from '@colloquy/core';
import type { Colloquy, OpenBackend } from '@colloquy/factory';
import type { Command } from 'commander';
import { confirm } from '../command/confirm.ts';
import type { Context } from '../command/Context.ts';
import { leaf, type Run } from '../command/leaf.ts';
import { UsageError } from '../command/UsageError.ts';
import { columns, paragraph } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';
import { findingLines } from '../report/findings.ts';
import { counted } from '../report/verification.ts';
import { evidenceOf, withEvidence, type EvidenceOptions } from './evidence.ts';

interface Options extends EvidenceOptions {
  readonly keys: boolean;
  readonly reattest?: string;
  readonly reason?: string;
  readonly yes?: boolean;
}

export function doctorCommand(parent: Command, run: Run): void {
  const command = withEvidence(
    parent
      .command('doctor')
      .description(
        'After a restore: which dialogues are torn, rolled back or damaged, in which records, and what to do.',
      )
      .argument('[dialogues...]', 'their ids; default: all')
      .option('--no-keys', 'without any key: structure only'),
  )
    .option('--reattest <digest>', 'accept what is left of the one named dialogue, as diagnosed under this digest')
    .option('--reason <text>', 'why; it stands in the log for ever, sealed')
    .option('--yes', 'do not ask');
  const examples = [
    'colloquy doctor',
    'colloquy doctor nvidia-analysis --anchor /mnt/elsewhere/notes --key acme.vkey',
    "colloquy doctor nvidia-analysis --reattest DIGEST --reason 'Restored the backup of 03:00.' --yes",
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const named = (parameters[0] as readonly string[]).map((name) => dialogueId(name));
    if (options.reattest !== undefined) return reattest(context, options, named);
    if (options.reason !== undefined) throw new UsageError('--reason is for --reattest.');
    const { output, signal } = context;
    const evidence = await evidenceOf(options, named.length === 1, signal);
    await using opened = options.keys ? await context.open({ readOnly: true }) : await context.openWithoutKeys();
    const colloquy = 'dialogues' in opened ? opened : undefined;
    const backend: OpenBackend = 'dialogues' in opened ? opened.backend : opened;
    const ids = named.length > 0 ? named : await backend.dialogueIds({ signal });
    const found: (Partial<Diagnosis> & { readonly dialogueId: string; readonly verdict: Diagnosis['verdict'] })[] = [];
    for (const id of ids) {
      if (!isDialogueId(id)) {
        found.push({ dialogueId: id, verdict: 'damaged', next: 'Rows stand under a name that is no dialogue id.' });
        continue;
      }
      const against = await evidence(id, colloquy?.dialogues);
      const how = { signal, ...(against === undefined ? {} : { against }) };
      const { dialogueId: _, ...diagnosis } =
        colloquy === undefined ? await doctorWithoutKeys(backend, id, how) : await recoveryOf(colloquy).doctor(id, how);
      found.push({ dialogueId: id, ...diagnosis });
      output.progress(
        { event: 'progress', dialogueId: id, verdict: diagnosis.verdict, done: found.length, total: ids.length },
        `${found.length} of ${ids.length}`,
      );
    }
    const ill = found.filter(({ verdict }) => verdict !== 'sound' && verdict !== 'unfinished');
    output.result({ ok: ill.length === 0, dialogues: found }, (layout) => [
      ...found.flatMap((each) => diagnosisLines(layout, each)),
      ill.length === 0
        ? `${counted(found.length, 'dialogue')}: sound.`
        : `${ill.length} of ${counted(found.length, 'dialogue')} not sound.`,
    ]);
    return ill.length === 0 ? 'done' : 'damage';
  });
}

function recoveryOf({ options }: Colloquy): ReturnType<typeof createRecovery> {
  return createRecovery(options);
}

async function reattest(context: Context, options: Options, named: readonly DialogueId[]): Promise<undefined> {
  const { reattest: digest = '', reason, yes, keys } = options;
  const [id, ...more] = named;
  if (id === undefined || more.length > 0) throw new UsageError('--reattest is for one dialogue: name that one.');
  if (reason === undefined) throw new UsageError('--reattest needs a --reason: who reads the log later will ask.');
  if (!keys) throw new UsageError('--reattest needs the keys.');
  const { output, signal } = context;
  const evidence = await evidenceOf(options, true, signal);
  await using colloquy = await context.open();
  await confirm(context, yes, `What stands of ${id} will be accepted, and what is lost will be lost.`, id);
  const against = await evidence(id, colloquy.dialogues);
  const done = await recoveryOf(colloquy).reattest(id, {
    digest,
    reason,
    signal,
    ...(against === undefined ? {} : { against }),
  });
  output.result(done, () => [`${id}: accepted by entry ${done.n}`]);
  return undefined;
}

function diagnosisLines(
  layout: Layout,
  {
    dialogueId: id,
    verdict,
    next = '',
    records = [],
    unproven = [],
    lostEntries,
    dangling = [],
    findings = [],
    rolledBack = [],
    obstacles = [],
    digest,
  }: Partial<Diagnosis> & { readonly dialogueId: string; readonly verdict: Diagnosis['verdict'] },
): readonly string[] {
  if (verdict === 'sound') return [];
  const rows = [
    ...records.map(({ key, state, stands, log }) => [key, state, `of entry ${stands} and not ${log}`]),
    ...unproven.map((key) => [key, 'unproven', 'no entry accounts for it']),
    ...dangling.map((each) => [each.key, 'dangling', `names ${each.id}, which is not there`]),
    ...(lostEntries === undefined ? [] : [[`entries ${lostEntries.from} to ${lostEntries.to}`, 'lost', '']]),
  ];
  return [
    ...paragraph(layout, verdict, `${id}  `),
    ...(rows.length === 0 ? [] : columns(layout, rows).flat()),
    ...findingLines(layout, [...findings, ...rolledBack]),
    ...(obstacles.length === 0 ? [] : paragraph(layout, obstacles.join(', '), '  cannot be reattested: ')),
    ...paragraph(layout, next, '  '),
    ...(verdict === 'torn' && digest !== undefined ? [`  digest ${digest}`] : []),
    '',
  ];
}
