import {
  decodeStoreHeader,
  dialogueId,
  doctorWithoutKeys,
  isColloquyError,
  isDialogueId,
  NoteVerifier,
  readLog,
  verifyChainContinuity,
  verifyLogAgainstNote,
  type DialogueId,
  type LogContinuity,
  type NoteEvidence,
} from '@colloquy/core';
import type { OpenBackend } from '@colloquy/factory';
import type { Command } from 'commander';
import type { Context } from '../command/Context.ts';
import { leaf, type Run } from '../command/leaf.ts';
import type { Told } from '../report/findings.ts';
import { paint } from '../render/Layout.ts';
import {
  continuityFindings,
  counted,
  malformedId,
  verificationLines,
  verifyOne,
  whatLeft,
  type DialogueVerification,
} from '../report/verification.ts';
import { evidenceOf, withEvidence, type EvidenceOptions } from './evidence.ts';

interface Options extends EvidenceOptions {
  readonly keys: boolean;
}

export function verifyCommand(parent: Command, run: Run): void {
  const command = withEvidence(
    parent
      .command('verify')
      .description('Check log, records and payloads of dialogues, all of them by default. Changes nothing.')
      .argument('[dialogues...]', 'their ids')
      .option(
        '--no-keys',
        'without any key: form, links and digests; with --note, that the log is the one that was signed',
      ),
  );
  const examples = [
    'colloquy verify',
    'colloquy verify nvidia-analysis --note nvidia.note --key acme.vkey',
    'colloquy verify --no-keys nvidia-analysis --note nvidia.note --key acme.vkey',
  ];
  leaf<Options>(command, run, examples, async (context, options, ...parameters) => {
    const { output, signal } = context;
    const named = (parameters[0] as readonly string[]).map((name) => dialogueId(name));
    const evidence = await evidenceOf(options, named.length === 1, signal);
    // Told in the report.
    await using opened = options.keys
      ? await context.open({ readOnly: true }, () => undefined)
      : await context.openWithoutKeys();
    const [backend, dialogues] = 'dialogues' in opened ? [opened.backend, opened.dialogues] : [opened, undefined];
    const ids = named.length > 0 ? named : await backend.dialogueIds({ signal });
    const follow = await followerOf(context, backend);
    const found: DialogueVerification[] = [];
    for (const id of ids) {
      signal.throwIfAborted();
      const each =
        dialogues === undefined
          ? await withoutKeys(backend, id, isDialogueId(id) ? await evidence(id) : undefined, follow, signal)
          : await verifyOne(dialogues, id, (one) => evidence(one, dialogues), follow);
      found.push(each);
      output.progress(
        { event: 'progress', dialogueId: id, ok: each.ok, done: found.length, total: ids.length },
        `${found.length} of ${ids.length}`,
      );
    }
    const damaged = found.filter(({ ok }) => !ok);
    const level = options.keys ? 'keys' : 'structure';
    output.result({ ok: damaged.length === 0, level, dialogues: found }, (layout) => {
      const all = counted(found.length, 'dialogue');
      const findings = counted(
        found.reduce((sum, { findings: each }) => sum + each.length, 0),
        'finding',
      );
      const how = options.keys ? 'verified' : 'verified without keys: form, links and digests';
      const elsewhere = found.filter(({ unchecked }) => unchecked !== undefined && unchecked !== 'purged').length;
      const left = elsewhere === 0 ? '' : ` ${elsewhere} not checked.`;
      const checked = counted(found.length - elsewhere, 'dialogue');
      const summary =
        damaged.length === 0
          ? `${checked} ${how}: no finding.${left}`
          : `${damaged.length} of ${all} damaged: ${findings}.`;
      return [
        ...found.flatMap((each) => [...verificationLines(layout, each), '']),
        paint(layout, damaged.length === 0 ? 'good' : 'bad', summary),
      ];
    });
    return damaged.length === 0 ? 'done' : 'damage';
  });
}

/** Follows a log without any key, by the mover keys that are pinned. */
async function followerOf(
  { signal, configuration }: Context,
  backend: OpenBackend,
): Promise<(id: DialogueId) => Promise<LogContinuity>> {
  const header = await backend.header.read({ signal });
  const tenant = header === undefined ? '' : decodeStoreHeader(header).tenant;
  const movers = configuration().movers.map((text) => NoteVerifier.parse(text));
  return async (id) => verifyChainContinuity(backend, id, { tenant, movers, signal });
}

function movedOf({ location, n, boundaries }: LogContinuity): Pick<DialogueVerification, 'moved' | 'boundaries'> {
  const told = boundaries.length === 0 ? {} : { boundaries };
  if (location.at !== 'transit') return told;
  const { name, place } = location.move.target;
  return { ...told, moved: { name, place, n } };
}

/** What can be said of a dialogue without any key: its structure, and with a note that its log is the one that was signed. */
async function withoutKeys(
  backend: OpenBackend,
  id: string,
  evidence: NoteEvidence | undefined,
  follow: (id: DialogueId) => Promise<LogContinuity>,
  signal: AbortSignal,
): Promise<DialogueVerification> {
  if (!isDialogueId(id)) return malformedId(id);
  try {
    const diagnosis = await doctorWithoutKeys(backend, id, { signal });
    const chain = await follow(id);
    const log = evidence && (await verifyLogAgainstNote(readLog(backend, id, { signal }), evidence));
    const { verdict, head, records, unproven, lostEntries, next } = diagnosis;
    const findings: Told[] = [
      ...diagnosis.findings,
      ...records.map(({ key, state }) => ({ kind: `record_${state}`, key, message: 'It is not what the log says.' })),
      ...unproven.map((key) => ({ kind: 'record_unproven', key, message: 'No entry accounts for it.' })),
      ...(lostEntries === undefined
        ? []
        : [{ kind: 'entry_missing', n: lostEntries.from, message: 'Entries are lost.' }]),
      ...(log?.findings ?? []),
    ];
    // Where nothing else was found, the moves are: a broken log has its own findings.
    if (findings.length === 0) findings.push(...continuityFindings(chain));
    const sound = verdict === 'sound' || verdict === 'unfinished';
    // A verdict always has its reason among the findings of a report.
    if (!sound && findings.length === 0) findings.push({ kind: verdict, message: next });
    const noted = evidence !== undefined;
    return {
      id,
      ok: findings.length === 0,
      n: head,
      entries: log?.entries ?? chain.n,
      noted,
      ...movedOf(chain),
      findings,
    };
  } catch (error) {
    const left = await whatLeft(error, id, follow);
    if (left !== undefined) return left;
    if (!isColloquyError(error, 'integrity_error') && !isColloquyError(error, 'database_corrupt')) throw error;
    return { id, ok: false, findings: [{ kind: error.code, message: error.message }] };
  }
}
