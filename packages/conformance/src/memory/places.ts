import type { DialogueId, EnginePlace, RecordKey } from '@colloquy/core';

// Where the in-memory backend keeps things, stated on its own: a probe that asked the store's helpers would agree with
// whatever they do. KIT-PROBE-01 and -02 fail when this and the store disagree.

export const headSort = '#head';

export function headPlace(id: DialogueId): EnginePlace {
  return { partition: `dialogue#${id}`, sort: headSort };
}

export function recordPlace(id: DialogueId, key: RecordKey): EnginePlace {
  return { partition: `dialogue#${id}`, sort: key };
}

export function entryPlace(id: DialogueId, n: number): EnginePlace {
  return { partition: `log#${id}`, sort: String(n).padStart(16, '0') };
}

export function chunkPartition(id: DialogueId): string {
  return `redo#${id}`;
}
