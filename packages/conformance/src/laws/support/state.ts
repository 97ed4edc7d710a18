import type { DialogueId, Head, LogEntry, PartitionStore, StoredRecord } from '@colloquy/core';
import type { Finding } from '../../judge/Finding.ts';
import { withoutDialogue } from '../../judge/Finding.ts';
import type { ModelDialogue } from '../../model/ModelDialogue.ts';
import type { Verifier } from '../../suite/Verifier.ts';

/** Everything that a store answers about a dialogue. */
export interface State {
  readonly head: unknown;
  readonly loadHead: Head | undefined;
  readonly records: readonly StoredRecord[];
  readonly log: readonly LogEntry[];
}

/** The whole log, page by page. */
export async function readLog(store: PartitionStore, id: DialogueId, limit = 1000): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for (let from: number | undefined = 1; from !== undefined;) {
    const page = await store.log(id, from, limit);
    entries.push(...page.entries);
    // A backend that goes on for ever, or in circles, must not take the suite with it.
    if (page.next !== undefined && page.next <= from) break;
    from = page.next;
  }
  return entries;
}

export async function stateOf(store: PartitionStore, id: DialogueId): Promise<State> {
  const head = withoutDialogue(await store.head(id));
  const load = await store.load(id);
  return { head, loadHead: load.head, records: load.records, log: await readLog(store, id) };
}

export function modelState(model: ModelDialogue): State {
  return { head: model.head(), loadHead: model.head(), records: model.records(), log: model.entries(1) };
}

/** The store answers exactly what the model says, in head, load and log. */
export async function expectState(
  t: Verifier,
  store: PartitionStore,
  model: ModelDialogue,
  reason: string,
  message?: string,
): Promise<void> {
  let state: State;
  try {
    state = await stateOf(store, model.id);
  } catch (error) {
    throw t.violation(reason, { message: `${message ?? ''} (it cannot be read)`, actual: error, cause: error });
  }
  t.equal(state, modelState(model), reason, message);
}

/** Turns what a judge found into a violation. The clause is that of the law, the finding's own is in the message. */
export function expectFine(t: Verifier, found: Finding | undefined, context = ''): void {
  if (found === undefined) return;
  throw t.violation(found.reason, {
    message: `${context}${context === '' ? '' : ': '}${found.message} (${found.clause})`,
    ...('expected' in found ? { expected: found.expected } : {}),
    ...('actual' in found ? { actual: found.actual } : {}),
  });
}

/** The findings of a history; those of the law's own clause come first. */
export function expectNone(t: Verifier, findings: readonly Finding[], context = ''): void {
  expectFine(t, findings.find((found) => found.clause === t.clause) ?? findings[0], context);
}
