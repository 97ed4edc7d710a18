import type { DialogueId } from '../address/DialogueId.ts';
import { toHex } from '../bytes/index.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import type { RootKeys } from '../store/dialogueKeys.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import { compareWithRegister } from '../store/verifyHead.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import type { Finding } from '../verify/Finding.ts';
import { NoteJudgement } from '../verify/NoteJudgement.ts';
import type { DoctorOptions } from './diagnose.ts';
import type { StandingLog } from './standingLog.ts';

/** How the register contradicts a log. */
const contradictions: ReadonlySet<unknown> = new Set(['rollback', 'fork', 'misplaced']);

/** What the register of moves, where there is one, has against the log's end: that it went on elsewhere, or is another. */
export async function askRegister(
  context: StoreContext,
  id: DialogueId,
  { end }: StandingLog,
  keys: RootKeys,
  options: CallOptions,
): Promise<Finding | undefined> {
  if (end === undefined) return undefined;
  const { n } = end.header;
  try {
    await compareWithRegister(context, id, { n, ...end, keys }, options);
    return undefined;
  } catch (error) {
    const reason = isColloquyError(error, 'integrity_error') ? error.context['reason'] : undefined;
    if (!isColloquyError(error) || !contradictions.has(reason)) throw error;
    const isLater = reason === 'rollback';
    return { kind: isLater ? 'note_truncated' : 'note_rewritten', n, message: error.message };
  }
}

/** What anchor, handle and register know: a later state than this one, or another. */
export function laterState(
  log: StandingLog,
  registered: Finding | undefined,
  { against, seen }: DoctorOptions,
): { readonly findings: readonly Finding[]; readonly damage: readonly Finding[] } {
  const all: Finding[] = registered === undefined ? [] : [registered];
  if (against !== undefined) {
    const judgement = new NoteJudgement(against);
    for (const entry of log.prefix) judgement.add(entry);
    all.push(...judgement.findings);
    const unusable = all.find(({ kind }) => kind === 'note_malformed' || kind === 'note_untrusted');
    if (unusable !== undefined) throw new ColloquyError('invalid_argument', unusable.message);
  }
  const end = log.end?.header.n ?? 0;
  if (seen !== undefined && seen.n > end) {
    const message = `The log ends at n = ${end}, and a handle has seen entry ${seen.n}.`;
    all.push({ kind: 'note_truncated', n: seen.n, message });
  } else if (seen !== undefined && hashAt(log, seen.n) !== seen.logHead) {
    all.push({ kind: 'note_rewritten', n: seen.n, message: `Entry ${seen.n} is not the one that a handle has seen.` });
  }
  const isLater = ({ kind }: Finding): boolean => kind === 'note_truncated';
  return { findings: all.filter(isLater), damage: all.filter((finding) => !isLater(finding)) };
}

function hashAt({ prefix, end }: StandingLog, n: number): string | undefined {
  if (n === end?.header.n) return toHex(end.hash);
  const next = prefix[n];
  return next && prevHashOf(next.header);
}

function prevHashOf(header: Uint8Array): string {
  const { prevHash } = JSON.parse(Buffer.from(header).toString('utf8')) as { prevHash: string };
  return prevHash;
}
