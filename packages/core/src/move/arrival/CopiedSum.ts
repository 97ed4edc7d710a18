import { createHash } from 'node:crypto';
import { lengthPrefixed } from '../../bytes/index.ts';
import type { Copied } from '../boundaryBody.ts';
import type { StoredRecord } from '../../traits/PartitionStore.ts';
import type { LastChange } from './KeyWindow.ts';

/**
 * What `migrate.in` says of what was read back: number, bytes, and `H(LP("colloquy/v1/copied") || per record in key order: LP(key) ||
 * digest || attributesDigest)` (`docs/spec/migration.md`, section 3).
 */
export class CopiedSum {
  readonly #hash = createHash('sha256').update(lengthPrefixed('colloquy/v1/copied'));
  #records = 0;
  #bytes = 0;

  /** Takes in a record whose bytes gave these digests. In key order. */
  add({ key, envelope }: StoredRecord, { digest, attributesDigest }: Omit<LastChange, 'n'>): void {
    this.#hash.update(lengthPrefixed(key)).update(digest, 'hex').update(attributesDigest, 'hex');
    this.#records += 1;
    this.#bytes += envelope.byteLength;
  }

  /** Once, at the end. */
  end(): Copied {
    return { records: this.#records, bytes: this.#bytes, digest: this.#hash.digest('hex') };
  }
}
