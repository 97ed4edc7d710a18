import { ColloquyError } from '../../errors/index.ts';
import type { AuditHead } from '../AuditEvent.ts';
import type { AuditFinding } from './AuditFinding.ts';
import { ChainVerifier } from './ChainVerifier.ts';
import { linesOf, type AuditSource } from './lines.ts';

export interface VerifyAuditOptions {
  /** What was pinned elsewhere, all of one chain. Without a pin, a cut end or a chain written anew is not found. At most 100 000. */
  readonly pinned?: readonly AuditHead[];
  /** Findings that are kept, 1 to 100 000. Default 1 000; the others are counted. */
  readonly maxFindings?: number;
}

export interface AuditReport {
  /** Events that were read, sound or not. */
  readonly events: number;
  /** The highest event; pin it. Undefined when there is none. */
  readonly head: AuditHead | undefined;
  /** Unfinished lines that the event behind them names: of processes that were killed. No finding. */
  readonly torn: number;
  /** Events that the sink did not confirm, as those behind them say. No finding, and worth a question. */
  readonly unrecorded: number;
  readonly findings: readonly AuditFinding[];
  /** Findings beyond `maxFindings`. */
  readonly more: number;
}

const maxPins = 100_000;

/**
 * Follows a chain of audit events and reports what was changed, is missing, was reordered, stands twice or does not belong there
 * (`docs/spec/audit.md`, AU-VERIFY). Reads once, in bounded memory.
 *
 * The chain has no key: whoever may write the file can write it anew from any event on. Only a pin that lies out of their reach finds that.
 *
 * @throws ColloquyError `invalid_argument`; the error of the system when the file cannot be read
 * @example
 * const { findings, head } = await verifyAudit('/var/lib/colloquy/audit/crypto.jsonl', { pinned: [headFromYesterday] });
 */
export async function verifyAudit(
  source: AuditSource,
  { pinned = [], maxFindings = 1000 }: VerifyAuditOptions = {},
): Promise<AuditReport> {
  if (!Number.isSafeInteger(maxFindings) || maxFindings < 1 || maxFindings > 100_000) {
    throw new ColloquyError('invalid_argument', 'maxFindings is 1 to 100 000.');
  }
  const findings: AuditFinding[] = [];
  let more = 0;
  const verifier = new ChainVerifier(chainOf(pinned), pinsOf(pinned), (finding) => {
    if (findings.length < maxFindings) findings.push(finding);
    else more += 1;
  });
  for await (const line of linesOf(source)) verifier.add(line);
  verifier.end();
  const { events, head, torn, unrecorded } = verifier;
  return { events, head, torn, unrecorded, findings, more };
}

function chainOf(pinned: readonly AuditHead[]): string | undefined {
  const chain = pinned[0]?.chain;
  if (pinned.length <= maxPins && pinned.every(({ chain: each }) => each === chain)) return chain;
  throw new ColloquyError('invalid_argument', `Pins are of one chain, and at most ${maxPins}.`);
}

function pinsOf(pinned: readonly AuditHead[]): ReadonlyMap<number, string> {
  const pins = new Map<number, string>();
  for (const { n, hash } of pinned) {
    if (!Number.isSafeInteger(n) || n < 1 || (pins.get(n) ?? hash) !== hash) {
      throw new ColloquyError('invalid_argument', `Pins are numbers from 1 on, each with one hash: see event ${n}.`);
    }
    pins.set(n, hash);
  }
  return pins;
}
