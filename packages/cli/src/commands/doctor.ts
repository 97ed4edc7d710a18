import {
  compareStores,
  createRecovery,
  decodeStoreHeader,
  dialogueId,
  doctorWithoutKeys,
  isColloquyError,
  isDialogueId,
  placeOf,
  type ComparedStore,
  type DialogueId,
  type Diagnosis,
  type StoreComparison,
} from '@colloquy/core';
import { openBackend, resolveBackendConfiguration, type Colloquy, type OpenBackend } from '@colloquy/factory';
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
  readonly beside?: string;
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
    .option(
      '--beside <file>',
      'the configuration of another store: which dialogues both hold, and where their logs part',
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
    // Told in the report.
    await using opened = options.keys
      ? await context.open({ readOnly: true }, () => undefined)
      : await context.openWithoutKeys();
    await using beside = await besideOf(context, options.beside);
    const colloquy = 'dialogues' in opened ? opened : undefined;
    const backend: OpenBackend = 'dialogues' in opened ? opened.backend : opened;
    const ids = named.length > 0 ? named : await backend.dialogueIds({ signal });
    const found: Found[] = [];
    for (const id of ids) {
      if (!isDialogueId(id)) {
        found.push({ dialogueId: id, verdict: 'damaged', next: 'Rows stand under a name that is no dialogue id.' });
        continue;
      }
      const diagnose = async (): Promise<Found> => {
        const against = await evidence(id, colloquy?.dialogues);
        const how = { signal, ...(against === undefined ? {} : { against }) };
        return colloquy === undefined ? doctorWithoutKeys(backend, id, how) : recoveryOf(colloquy).doctor(id, how);
      };
      const diagnosis = await diagnose().catch((error: unknown) => elsewhere(id, error));
      const compared = await beside?.compare(backend, id);
      found.push({ ...diagnosis, ...(compared === undefined ? {} : { beside: compared }) });
      output.progress(
        { event: 'progress', dialogueId: id, verdict: diagnosis.verdict, done: found.length, total: ids.length },
        `${found.length} of ${ids.length}`,
      );
    }
    const ill = found.filter((each) => !isSound(each));
    output.result({ ok: ill.length === 0, dialogues: found }, (layout) => [
      ...found.flatMap((each) => diagnosisLines(layout, each)),
      ill.length === 0
        ? `${counted(found.length, 'dialogue')}: sound.`
        : `${ill.length} of ${counted(found.length, 'dialogue')} not sound.`,
    ]);
    return ill.length === 0 ? 'done' : 'damage';
  });
}

/** What was found out about one dialogue. */
interface Found extends Partial<Omit<Diagnosis, 'verdict'>> {
  readonly dialogueId: string;
  /** `moved`, `moving`: it is elsewhere, or on its way here, and what lies here is not to be diagnosed. */
  readonly verdict: Diagnosis['verdict'] | 'moved' | 'moving';
  readonly next?: string;
  readonly beside?: StoreComparison;
}

function isSound({ verdict, beside }: Found): boolean {
  if (beside?.comparison === 'fork') return false;
  return verdict !== 'torn' && verdict !== 'rolled_back' && verdict !== 'damaged' && verdict !== 'undetermined';
}

function elsewhere(id: DialogueId, error: unknown): Found {
  const isMoving = isColloquyError(error, 'dialogue_moving');
  if (!isMoving && !isColloquyError(error, 'dialogue_moved')) throw error;
  return { dialogueId: id, verdict: isMoving ? 'moving' : 'moved', next: error.message };
}

/** Compares each dialogue with what another store holds of it (MG-REGISTER-05). */
async function besideOf(
  { configuration, signal }: Context,
  file: string | undefined,
): Promise<
  (AsyncDisposable & { compare(backend: OpenBackend, id: DialogueId): Promise<StoreComparison> }) | undefined
> {
  if (file === undefined) return undefined;
  const named = resolveBackendConfiguration({ file, variables: false });
  const other = await openBackend({ ...named, readOnly: true }, { signal });
  const placed = async (backend: OpenBackend, name: string): Promise<ComparedStore> => {
    const header = await backend.header.read({ signal });
    return { backend, name, place: header === undefined ? '' : placeOf(decodeStoreHeader(header)) };
  };
  return {
    compare: async (backend, id) =>
      compareStores(await placed(backend, configuration().name), await placed(other, named.name), id, { signal }),
    [Symbol.asyncDispose]: async () => other.close(),
  };
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

function forkText({ partedAt, one, other }: StoreComparison): string {
  const side = ({ name, place, head, active }: StoreComparison['one']): string =>
    `${name} (place ${place}, n = ${head}${active ? ', takes writes' : ''})`;
  return `the logs in ${side(one)} and ${side(other)} part at n = ${partedAt ?? 0}: an old copy was put back beside the live one. Write to neither before it is clear which is which.`;
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
    contradiction,
    beside,
  }: Found,
): readonly string[] {
  const compared = beside?.comparison === 'fork' ? paragraph(layout, forkText(beside), `${id}  fork: `) : [];
  if (verdict === 'sound') return compared;
  const rows = [
    ...records.map(({ key, state, stands, log }) => [key, state, `of entry ${stands} and not ${log}`]),
    ...unproven.map((key) => [key, 'unproven', 'no entry accounts for it']),
    ...dangling.map((each) => [each.key, 'dangling', `names ${each.id}, which is not there`]),
    ...(contradiction === undefined || verdict === 'damaged'
      ? []
      : [['the head', contradiction, 'what is kept of a move beside it contradicts it']]),
    ...(lostEntries === undefined ? [] : [[`entries ${lostEntries.from} to ${lostEntries.to}`, 'lost', '']]),
  ];
  return [
    ...compared,
    ...paragraph(layout, verdict, `${id}  `),
    ...(rows.length === 0 ? [] : columns(layout, rows).flat()),
    ...findingLines(layout, [...findings, ...rolledBack]),
    ...(obstacles.length === 0 ? [] : paragraph(layout, obstacles.join(', '), '  cannot be reattested: ')),
    ...paragraph(layout, next, '  '),
    ...(verdict === 'torn' && digest !== undefined ? [`  digest ${digest}`] : []),
    '',
  ];
}
