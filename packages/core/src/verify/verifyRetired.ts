import type { DialogueId } from '../address/DialogueId.ts';
import { parseHeader } from '../log/index.ts';
import { factOf } from '../move/boundaryFact.ts';
import { resolveRoot } from '../store/dialogueKeys.ts';
import { logRootsOf } from '../store/retiredHead.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { CallOptions, LogEntry } from '../traits/PartitionStore.ts';
import { checkHead } from './checkHead.ts';
import type { Finding } from './Finding.ts';
import { LogVerifier } from './LogVerifier.ts';
import type { NoteJudgement } from './NoteJudgement.ts';
import { readLog } from './readLog.ts';
import type { VerificationReport } from './verifyDialogue.ts';

/**
 * Checks what is left of a dialogue whose records are purged: its whole log, with the log root that a purge leaves, and its head
 * (MG-PURGE-01). Nothing of it changes any more.
 *
 * @param context with no keys remembered
 * @returns undefined where the backend does not give out what lies there
 */
export async function verifyRetired(
  context: StoreContext,
  id: DialogueId,
  note: NoteJudgement | undefined,
  options: CallOptions,
): Promise<VerificationReport | undefined> {
  const roots = await logRootsOf(context.backend, id, options);
  if (roots === undefined) return undefined;
  const log: LogEntry[] = [];
  for await (const entry of readLog(context.backend, id, options)) log.push(entry);
  for (const entry of log) note?.add(entry);
  const head = await context.backend.head(id, options);
  const header = head && parseHeader(head.header);
  const lookup = (key: string) => roots.find((record) => record.key === key);
  const root = header && (await resolveRoot(context, id, header, lookup, options));
  const findings: Finding[] = [];
  const keys = root === undefined || 'missing' in root ? undefined : root;
  if (keys === undefined)
    findings.push({ kind: 'keys_unreadable', message: 'The log root that a purge leaves is not there.' });
  const verifier = new LogVerifier(keys && { context, id, keys });
  for (const entry of log) verifier.add(entry);
  findings.push(...verifier.findings, ...(note?.findings ?? []));
  const authentic = checkHead(context, id, head, log, keys, findings);
  return {
    ok: findings.length === 0,
    n: head?.n ?? 0,
    logHead: verifier.lastHash,
    entries: verifier.entries,
    erased: authentic?.header.erased,
    records: 0,
    location: verifier.location,
    boundaries: verifier.boundaries.map(factOf),
    reattestations: verifier.reattested,
    findings,
  };
}
