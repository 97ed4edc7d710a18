/**
 * How an operation ended. `begun`: it is about to have an effect that cannot be taken back, and another event says how it ended.
 * `refused`: what was stored or configured was looked at and not accepted. `failed`: it did not come to that.
 */
export type AuditOutcome = 'begun' | 'ok' | 'refused' | 'failed';

/** Trace and span of the caller, as OpenTelemetry and W3C Trace Context name them. */
export interface TraceIds {
  /** 32 lowercase hexadecimal digits, not all zero. */
  readonly traceId: string;
  /** 16 lowercase hexadecimal digits, not all zero. */
  readonly spanId: string;
}

/** What writes that ended early left behind the event before: a process was killed, or the disk was full. */
export interface TornLine {
  /** From the newline of the event before up to the one that the next write began with, without it. */
  readonly bytes: number;
  /** SHA-256 of those bytes, lowercase hexadecimal. */
  readonly sha256: string;
}

/** What an operation says about itself. Ids, numbers and tokens only: no key, no text of a dialogue, no message of an error. */
export interface AuditRecord {
  /** Lowercase words joined by `-` and `.`, at most 32 characters: `record.open`, `dek.wrap`. */
  readonly operation: string;
  readonly outcome: AuditOutcome;
  /** Of `refused` and `failed`: the code of the error, or `aborted`, or `unexpected` for an error that has none. */
  readonly code?: string;
  /** Of an `integrity_error`: its reason, such as `state_tag`. */
  readonly check?: string;
  /** 1 to 6: the step of opening (EV-OPEN-01 to -06) that refused. Never in the error. */
  readonly step?: number;
  readonly tenant?: string;
  readonly dialogue?: string;
  /** Epoch of the key-encryption key. */
  readonly epoch?: number;
  /** Id of the key-encryption key, 32 lowercase hexadecimal digits. Not secret. */
  readonly kekId?: string;
  /** Lowest and highest version of the key that sealed, was offered, or was wrapped. */
  readonly keyVersions?: readonly [first: number, last: number];
  /** Id of the move that it is a part of, 32 lowercase hexadecimal digits. */
  readonly move?: string;
  /** Name of the key provider. */
  readonly provider?: string;
  /** At most 8, names of at most 24 lowercase letters, values 0 to 2^53 - 1. */
  readonly counts?: Readonly<Record<string, number>>;
}

/** One event of the audit: what {@link AuditRecord} says, who and when, and its place in the chain. */
export interface AuditEvent extends AuditRecord {
  /** Version of this form: 1. */
  readonly v: 1;
  /** Which chain: 32 lowercase hexadecimal digits, drawn with its first event. */
  readonly chain: string;
  /** 1, 2, 3, ... within the chain. */
  readonly n: number;
  /** UUID version 7 (RFC 9562), ascending within the chain, whatever the clock does. */
  readonly id: string;
  /** Milliseconds since 1970-01-01T00:00:00Z, as the clock said. */
  readonly time: number;
  /** Opaque token of whoever acts, 1 to 64 of `[A-Za-z0-9._~-]`; never a name. */
  readonly principal: string;
  readonly trace?: string;
  readonly span?: string;
  /** Events before this one that the sink did not confirm. They may or may not be in the chain. */
  readonly unrecorded?: number;
  /** Unfinished lines before this one. */
  readonly torn?: TornLine;
  /** `hash` of the event before; of the first one {@link genesisHash}. */
  readonly prev: string;
  readonly hash: string;
}

/** Where a chain stands: enough to pin it. */
export interface AuditHead {
  readonly chain: string;
  readonly n: number;
  readonly hash: string;
}

/** Bytes of an event's line without its newline, at most. */
export const maxEventLine = 2048;
