/**
 * How a number of requests grows, as a sum: linear in everything, so that it can be judged without being run.
 *
 * ```
 * formula  = term { " + " term }
 * term     = INT | [ INT " * " ] VARIABLE | [ INT " * " ] "ceil(" VARIABLE " / " QUANTITY ")"
 * quantity = INT [ " " ( "KB" | "MB" | "KiB" | "MiB" ) ]       10^3, 10^6, 2^10, 2^20 bytes
 * ```
 *
 * INT is a decimal number without sign and leading zeros. A variable is one of these; sizes are in bytes, and at least 1, since it takes
 * a request to find nothing:
 *
 * - `bytes`: what is stored in the dialogue's partition, head and records, as the service counts it
 * - `entries`, `logBytes`: entries of the dialogue's log, and what is stored of them
 * - `changes`: records that the commit writes; of a batch, rows that it puts; of a purge, records that go
 * - `conditions`: records that the commit rests on, its changes and its checks
 * - `chunks`: redo chunks that the commit is split into, when one transaction does not hold it
 * - `pendingChanges`, `pendingChunks`: the same of a large commit that the call finds unfinished, and finishes
 * - `orphanChunks`: chunks of finished commits whose writer died before it had deleted them
 * - `removals`: log entries that go with the commit; of a batch, rows that it removes
 * - `entities`, `bytesWritten`: entities of the document, and the bytes of their canonical JSON with 200 more for each; of a purge, the bytes of what goes
 * - `indexBytes`: what is stored in the indexes that are asked
 * - `scan`: dialogues that the caller lets a search open
 *
 * @example
 * const formula: Formula = '4 + ceil(conditions / 97) + ceil(changes / 99) + ceil(chunks / 25)';
 */
export type Formula = string;

/**
 * At most so many. Where a call may go several ways that cost differently, each way by its name: then all units of the method that tell
 * cases tell the same ones, and a formula alone holds in all of them.
 *
 * @example
 * const bound: Bound = { 'nothing pending': '1', 'a large commit pending': '3 + ceil(pendingChanges / 99)' };
 */
export type Bound = Formula | { readonly [name: string]: Formula };
