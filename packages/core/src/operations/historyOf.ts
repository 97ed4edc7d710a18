import type { DialogueId } from '../address/DialogueId.ts';
import type { RecordKey } from '../address/RecordKey.ts';
import { limits } from '../limits.ts';
import { parseHeader } from '../log/index.ts';
import type { StoreName } from '../move/boundaryBody.ts';
import type { StoreContext } from '../store/StoreContext.ts';
import type { AuthenticHead } from '../store/verifyHead.ts';
import type { CallOptions, Digest } from '../traits/PartitionStore.ts';
import type { Finding } from '../verify/Finding.ts';
import { LogVerifier } from '../verify/LogVerifier.ts';

/** What a log, read up to an authentic head, says. */
export interface ReadLog {
  /** What is wrong with it; then the rest means nothing. */
  readonly findings: readonly Finding[];
  /** The digest that each record has after the head. */
  readonly digests: ReadonlyMap<RecordKey, Digest>;
  readonly logId: Uint8Array | undefined;
  /** Every other store that its boundary entries name, in the order in which they do. */
  readonly others: readonly StoreName[];
  /** Milliseconds since the Unix epoch, of an entry. */
  timeOf(n: number): number;
}

/** Reads the whole log and verifies each entry. */
export async function historyOf(
  context: StoreContext,
  id: DialogueId,
  head: AuthenticHead,
  options: CallOptions,
): Promise<ReadLog> {
  const verifier = new LogVerifier({ context, id, keys: head.keys });
  const times = new Map<number, number>();
  let logId: Uint8Array | undefined;
  for (let from: number | undefined = 1; from !== undefined && from <= head.n;) {
    const page = await context.backend.log(id, from, limits.logPage, options);
    for (const entry of page.entries) {
      if (entry.n > head.n) break;
      verifier.add(entry);
      const header = parseHeader(entry.header);
      if (header === undefined) continue;
      times.set(entry.n, header.time);
      logId ??= header.logId;
    }
    from = page.next;
  }
  return {
    findings: verifier.findings,
    digests: new Map([...verifier.history.current].map(([key, { digest }]) => [key, digest])),
    logId,
    others: othersOf(verifier, context.keyring.place),
    timeOf: (n) => times.get(n) ?? 0,
  };
}

function othersOf({ boundaries }: LogVerifier, here: string): readonly StoreName[] {
  const named = boundaries.flatMap(({ body: { source, target } }) => [source, target]);
  return [...new Map(named.filter(({ place }) => place !== here).map((store) => [store.place, store])).values()];
}
