import { utf8Bytes, type StoreHeaderPort } from '@colloquy/core';
import type { MeasuredSizes } from '../report/Measurement.ts';
import type { Specimen } from './Specimen.ts';
import type { Subject, Witnesses } from './Witness.ts';

/** A whole store: its dialogues, and the header that the witnesses put there. */
export class StoreSpecimen implements Subject {
  readonly #specimens: readonly Specimen[];

  constructor(specimens: readonly Specimen[]) {
    this.#specimens = specimens;
  }

  sizes(): MeasuredSizes {
    const all = this.#specimens.map((specimen) => specimen.sizes());
    const sum = (of: string): number => all.reduce((total, sizes) => total + (sizes[of] ?? 0), 0);
    const [records, bytes, logBytes] = [sum('records'), sum('bytes'), sum('logBytes')];
    // Of the header with its keys.
    return { records, bytes, tableBytes: bytes + logBytes + 1024 };
  }
}

const header = utf8Bytes('{"storeId":"of the witnesses"}');
const next = utf8Bytes('{"storeId":"of the witnesses, of another epoch"}');

/** The calls of StoreHeaderPort. */
export const storeHeaderPortWitnesses: Witnesses<StoreHeaderPort, StoreSpecimen> = {
  *putIfAbsent() {
    for (const bytes of [header, header, next]) yield { run: (port) => port.putIfAbsent(bytes) };
  },
  *read() {
    yield { run: (port) => port.read() };
  },
  *replace() {
    yield { run: (port) => port.replace(header, next) };
    yield { run: (port) => port.replace(next, header) };
    yield { run: (port) => port.replace(next, header) };
  },
  *holdsData() {
    yield { run: (port) => port.holdsData() };
  },
};
