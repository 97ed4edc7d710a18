import { fromHex, lengthPrefixed, sha256, sha256Hex, toHex, concat, utf8Bytes } from '../bytes/index.ts';
import type { AuditEvent } from './AuditEvent.ts';
import { halvesOf, isEvent, isShort, type EventHalves } from './eventFields.ts';

const label = lengthPrefixed('colloquy/v1/audit-event');
const genesisLabel = lengthPrefixed('colloquy/v1/audit-genesis');

/** The `prev` of a chain's first event: `H(LP("colloquy/v1/audit-genesis") || chain)`, chain as its 16 bytes (AU-CHAIN-02). */
export function genesisHash(chain: string): string {
  return toHex(sha256(genesisLabel, fromHex(chain) ?? new Uint8Array(0)));
}

function hashOf({ before, behind }: EventHalves): string {
  return sha256Hex(concat([label, utf8Bytes(before + behind)]));
}

/** An event with its hash, and its line without the newline. */
export interface EncodedEvent {
  readonly event: AuditEvent;
  readonly line: string;
}

/** Gives an event its hash: `H(LP("colloquy/v1/audit-event") || RFC 8785 JSON of the event without hash)` (AU-CHAIN-01). */
export function encodeEvent(fields: Omit<AuditEvent, 'hash'>): EncodedEvent {
  const halves = halvesOf(fields);
  const hash = hashOf(halves);
  return { event: { ...fields, hash }, line: `${halves.before}"hash":"${hash}",${halves.behind}` };
}

/** A line that has the form of an event; `sound` when its hash is that of what it says. */
export interface ReadEvent {
  readonly event: AuditEvent;
  readonly sound: boolean;
}

/** Reads a line strictly: undefined unless it is the one canonical text of an event (AU-EVENT-01). */
export function readEvent(line: string): ReadEvent | undefined {
  if (!isShort(line)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isEvent(value)) return undefined;
  const halves = halvesOf(value);
  if (`${halves.before}"hash":"${value.hash}",${halves.behind}` !== line) return undefined;
  return { event: value, sound: hashOf(halves) === value.hash };
}
