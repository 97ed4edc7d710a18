import { compareAscii, type RecordKey } from '@colloquy/core';
import type { ModelDialogue } from '../model/ModelDialogue.ts';
import { finding, type Finding } from './Finding.ts';

/** Judges a last, also one that ran beside commits. Records are never removed, so the greatest key only grows. */
export function judgeLast(
  model: ModelDialogue,
  prefix: string,
  key: RecordKey | undefined,
  floor: number,
): Finding | undefined {
  const least = model.last(prefix, floor);
  if (key === undefined) {
    if (least === undefined) return undefined;
    return finding('PS-LAST-01', 'not-found', `no key with prefix ${prefix}, but there is ${least}`);
  }
  if (!key.startsWith(prefix)) return finding('PS-LAST-02', 'outside-prefix', `${key} does not start with ${prefix}`);
  if (model.record(key) === undefined) {
    return finding('PS-LARGE-06', 'key-of-nothing', `${key} is not the key of a record that was written`);
  }
  if (least !== undefined && compareAscii(key, least) < 0) {
    return finding('PS-LAST-01', 'not-the-greatest', `${key} is below ${least}`);
  }
  return undefined;
}
