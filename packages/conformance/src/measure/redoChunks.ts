import type { Change } from '@colloquy/core';

/** Bytes of the records in one redo chunk, about, and what a record takes there besides envelope and key (`docs/spec/commit-log.md`, section 6). */
const chunkBytes = 350 * 1024;
const recordOverhead = 512;

/** The redo chunks that a store with small transactions splits a large commit into, with room for so many in one transaction. */
export function redoChunks(changes: readonly Change[], most: number): number {
  const sizes = changes.map(({ key, envelope }) => envelope.byteLength + key.length + recordOverhead);
  const target = Math.max(chunkBytes, Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / most));
  let chunks = 0;
  let filled = Infinity;
  for (const size of sizes) {
    if (filled + size > target && chunks < most) {
      chunks += 1;
      filled = 0;
    }
    filled += size;
  }
  return chunks;
}
