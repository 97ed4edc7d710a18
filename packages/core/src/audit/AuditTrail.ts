import { toHex } from '../bytes/index.ts';
import { ColloquyError, isColloquyError } from '../errors/index.ts';
import { systemSources, type Sources } from '../sources.ts';
import type { AuditHead, AuditRecord } from './AuditEvent.ts';
import { auditFault, reasonOf } from './auditFault.ts';
import type { AuditSink, AuditTail } from './AuditSink.ts';
import { encodeEvent, genesisHash, type EncodedEvent } from './encodeEvent.ts';
import { isToken, recordFault } from './eventFields.ts';
import { currentTrace, type TraceSource } from './traceIds.ts';
import { UuidSequence } from './UuidSequence.ts';

/** Who acts: a token, or what tells it for the current call (from an `AsyncLocalStorage`, for example). */
export type PrincipalSource = string | (() => string);

/** What a trail under the policy `warn` says of an event that was not recorded. */
export interface AuditWarning {
  /** As `context.reason` of `audit_failed`. */
  readonly reason: string;
  readonly operation: string;
  /** Events that were not confirmed since the last one that was. The next one that is carries this number. */
  readonly unrecorded: number;
  readonly error: ColloquyError;
}

export type AuditPolicy =
  /** What cannot be recorded does not go on: the call rejects with `audit_failed`. */
  | { readonly onFailure: 'refuse' }
  /** The call goes on, and the callback hears of it. If it throws, the call rejects after all. */
  | { readonly onFailure: 'warn'; readonly onWarning: (warning: AuditWarning) => void };

export type AuditTrailOptions = AuditPolicy & {
  /** The trail closes it. One sink serves one trail. */
  readonly sink: AuditSink;
  /** 1 to 64 of `[A-Za-z0-9._~-]`: an opaque token, never a person's name. */
  readonly principal: PrincipalSource;
  /** Trace and span of the current call; by default none. */
  readonly trace?: TraceSource;
  /** Events that may wait for the sink at once, 1 to 1 000 000. Default 10 000. */
  readonly maxPending?: number;
};

/** Records what is done with keys and sealed payloads, as a chain of hashes. */
export interface AuditTrail {
  /**
   * Records an event; resolves when the sink has kept it, or under the policy `warn` when the warning was given.
   *
   * @throws ColloquyError `audit_failed`; `invalid_argument` for a record that is not in the form of {@link AuditRecord}
   */
  record(record: AuditRecord): Promise<void>;

  /** The last event that the sink has confirmed to this trail: to pin elsewhere, so that a cut or rewritten chain is found. */
  head(): AuditHead | undefined;

  /** Waits for what is under way, then closes the sink. Records after it fail with the reason `closed`. Idempotent. */
  close(): Promise<void>;
}

/** Events that are given to the sink in one call, at most: one write and one sync of a file. */
const maxGroup = 256;

/**
 * Makes a trail. Nothing is read or written before the first event, so that a sink that does not work is met by the policy.
 *
 * @throws ColloquyError `invalid_argument`
 * @example
 * const audit = createAuditTrail({ sink: new FileAuditSink({ path: '/var/lib/colloquy/audit/crypto.jsonl' }), principal: 'svc-7',
 *   onFailure: 'refuse' });
 */
export function createAuditTrail(options: AuditTrailOptions): AuditTrail {
  return createAuditTrailWith(options, systemSources);
}

/** {@link createAuditTrail} with chosen time and randomness. Public through the testing subpath only. */
export function createAuditTrailWith(options: AuditTrailOptions, sources: Sources): AuditTrail {
  const { principal, maxPending = 10_000 } = options;
  if (typeof principal !== 'function' && !isToken(principal)) {
    throw new ColloquyError('invalid_argument', 'A principal is 1 to 64 characters of A-Z a-z 0-9 . _ ~ -.');
  }
  if (!Number.isSafeInteger(maxPending) || maxPending < 1 || maxPending > 1_000_000) {
    throw new ColloquyError('invalid_argument', 'maxPending is 1 to 1 000 000.');
  }
  if (options.onFailure !== 'refuse' && (options.onFailure !== 'warn' || typeof options.onWarning !== 'function')) {
    throw new ColloquyError('invalid_argument', "onFailure is 'refuse', or 'warn' with a callback onWarning.");
  }
  const trail = new Trail(options, maxPending, sources);
  return Object.freeze<AuditTrail>({
    record: async (record) => trail.record(record),
    head: () => trail.head,
    close: async () => trail.close(),
  });
}

/** What is known of an event when it is recorded; its place in the chain comes when it is its turn. */
interface Draft extends AuditRecord {
  readonly time: number;
  readonly principal: string;
  readonly trace?: string;
  readonly span?: string;
}

interface Waiting {
  readonly draft: Draft;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class Trail {
  readonly #options: AuditTrailOptions;
  readonly #maxPending: number;
  readonly #sources: Sources;
  readonly #ids: UuidSequence;
  #waiting: Waiting[] = [];
  /** Events that wait or are with the sink. */
  #pending = 0;
  #pumping: Promise<void> | undefined;
  /** Undefined: to be asked of the sink. */
  #tail: AuditTail | undefined;
  #unrecorded = 0;
  #closed: Promise<void> | undefined;
  head: AuditHead | undefined;

  constructor(options: AuditTrailOptions, maxPending: number, sources: Sources) {
    this.#options = options;
    this.#maxPending = maxPending;
    this.#sources = sources;
    this.#ids = new UuidSequence(sources);
  }

  async record(record: AuditRecord): Promise<void> {
    const fault = recordFault(record);
    if (fault !== undefined) {
      throw new ColloquyError('invalid_argument', `An audit record does not have this ${fault}: see AuditRecord.`);
    }
    const principal = this.#principal();
    if (this.#closed !== undefined) return this.#fail(record, auditFault('closed', 'The audit trail was closed.'));
    if (principal === undefined) {
      return this.#fail(record, auditFault('principal', 'The principal of the call is not known, or is no token.'));
    }
    if (this.#pending >= this.#maxPending) {
      const message = `${this.#pending} audit events wait for the sink already: it does not keep up, or hangs.`;
      return this.#fail(record, auditFault('backlog', message));
    }
    const draft: Draft = { ...record, time: this.#sources.now(), principal, ...currentTrace(this.#options.trace) };
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push({ draft, resolve, reject });
    this.#pending += 1;
    // One at a time writes, whoever comes meanwhile goes with the next group.
    this.#pumping ??= this.#pump();
    return promise;
  }

  async close(): Promise<void> {
    this.#closed ??= (async () => {
      await this.#pumping;
      await this.#options.sink.close();
    })();
    return this.#closed;
  }

  #principal(): string | undefined {
    const { principal } = this.#options;
    if (typeof principal === 'string') return principal;
    try {
      const told = principal();
      return isToken(told) ? told : undefined;
    } catch {
      return undefined;
    }
  }

  async #pump(): Promise<void> {
    while (this.#waiting.length > 0) {
      const group = this.#waiting.length <= maxGroup ? this.#waiting : this.#waiting.slice(0, maxGroup);
      this.#waiting = this.#waiting.slice(group.length);
      const failure = await this.#append(group.map(({ draft }) => draft));
      this.#pending -= group.length;
      for (const { draft, resolve, reject } of group) {
        if (failure === undefined) resolve();
        else this.#fail(draft, failure).then(resolve, reject);
      }
    }
    this.#pumping = undefined;
  }

  /** Gives drafts their places in the chain and hands them to the sink; answers with what went wrong. */
  async #append(drafts: readonly Draft[]): Promise<ColloquyError | undefined> {
    const { sink } = this.#options;
    try {
      this.#tail ??= await sink.last();
      const events = this.#chain(this.#tail, drafts);
      await sink.append(events);
      const last = events.at(-1)?.event;
      if (last === undefined) return undefined;
      this.#tail = { event: last };
      this.head = { chain: last.chain, n: last.n, hash: last.hash };
      // Not zero: more may have been turned away while the sink was at work.
      this.#unrecorded -= events[0]?.event.unrecorded ?? 0;
      return undefined;
    } catch (error) {
      // What the sink has kept of it, if anything, nobody knows now.
      this.#tail = undefined;
      const reason = reasonOf(error);
      // What our own sinks say names the file, and holds nothing of the event.
      const why = isColloquyError(error) ? error.message : 'see cause.';
      return auditFault(reason, `The audit sink did not record an event (${reason}): ${why}`, {}, error);
    }
  }

  #chain({ event: last, torn }: AuditTail, drafts: readonly Draft[]): readonly EncodedEvent[] {
    const chain = last?.chain ?? toHex(this.#sources.randomBytes(16));
    if (last !== undefined) this.#ids.follow(last.id);
    let n = last?.n ?? 0;
    let prev = last?.hash ?? genesisHash(chain);
    return drafts.map((draft, at) => {
      n += 1;
      const gap = at === 0 && this.#unrecorded > 0 ? { unrecorded: this.#unrecorded } : {};
      const rest = at === 0 && torn !== undefined ? { torn } : {};
      const encoded = encodeEvent({ v: 1, chain, n, id: this.#ids.next(draft.time), ...draft, ...gap, ...rest, prev });
      prev = encoded.event.hash;
      return encoded;
    });
  }

  /** One event was not recorded: the policy decides. Never silent. */
  async #fail({ operation }: AuditRecord, failure: ColloquyError): Promise<void> {
    this.#unrecorded += 1;
    const { reason } = failure.context;
    const error = new ColloquyError('audit_failed', failure.message, {
      context: { ...failure.context, operation },
      cause: failure.cause,
    });
    if (this.#options.onFailure === 'refuse') throw error;
    try {
      this.#options.onWarning({ reason: String(reason), operation, unrecorded: this.#unrecorded, error });
    } catch (thrown) {
      throw auditFault('warning', 'The callback for audit warnings failed.', { operation }, thrown);
    }
  }
}
