import type { DialogueId } from '../address/DialogueId.ts';
import { limits } from '../limits.ts';
import type { CallOptions } from '../traits/PartitionStore.ts';
import { compareRecords } from '../verify/compareRecords.ts';
import type { Finding } from '../verify/Finding.ts';
import { LogVerifier } from '../verify/LogVerifier.ts';
import type { RecordMap } from './snapshot.ts';
import type { StoreContext } from './StoreContext.ts';
import type { VerifiedHead } from './verifyHead.ts';

/** Says which records are not what the log says, after a tag did not match (CL-READ-04). Reads the log up to the head. */
export async function diagnose(
  context: StoreContext,
  id: DialogueId,
  head: VerifiedHead,
  records: RecordMap,
  options: CallOptions,
): Promise<readonly Finding[]> {
  const verifier = new LogVerifier({ context, id, keys: head.keys });
  for (let from: number | undefined = 1; from !== undefined && from <= head.n;) {
    const page = await context.backend.log(id, from, limits.logPage, options);
    for (const entry of page.entries) if (entry.n <= head.n) verifier.add(entry);
    from = page.next;
  }
  const stored = [...records.values()].map(({ record }) => record);
  return [...verifier.findings, ...compareRecords(verifier.history, stored)];
}
