import { createPrivateKey } from 'node:crypto';
import { createMover, dialogueId, noteSigner } from '@colloquy/core';
import { openAt, type StoreAddress } from './StoreAddress.ts';

/** What a fresh process is to move. */
export interface Errand {
  readonly source: StoreAddress;
  readonly target: StoreAddress;
  readonly ids: readonly string[];
  /** The mover key, PKCS 8 in PEM. It signs nothing but what a benchmark throws away. */
  readonly key: string;
}

/** What it says about it. */
export interface MoveUse {
  /** Milliseconds of each dialogue, from `start` to its answer. */
  readonly times: readonly number[];
  /** Of all dialogues. */
  readonly records: number;
  readonly bytes: number;
  /** MiB resident with both stores open, before anything moved. */
  readonly before: number;
  /** MiB at most. */
  readonly peak: number;
}

const mebibyte = 2 ** 20;

/** Moves dialogues one after another in this process. */
export async function move({ source, target, ids, key }: Errand): Promise<MoveUse> {
  await using from = await openAt(source);
  await using to = await openAt(target);
  const mover = createMover({
    source: { ...from, header: from.backend.header, name: 'source' },
    target: { ...to, header: to.backend.header, name: 'target' },
    signer: noteSigner('bench.example/mover', createPrivateKey(key)),
    actor: 'bench',
  });
  const before = process.memoryUsage.rss() / mebibyte;
  const times: number[] = [];
  let [records, bytes] = [0, 0];
  for (const id of ids) {
    const started = performance.now();
    const { copied } = await mover.start(dialogueId(id));
    times.push(performance.now() - started);
    records += copied.records;
    bytes += copied.bytes;
  }
  // maxRSS is in KiB: https://nodejs.org/api/process.html#processresourceusage
  return { times, records, bytes, before, peak: process.resourceUsage().maxRSS / 1024 };
}

// Run as a program by the benchmark: one line of JSON.
if (process.argv[1] === import.meta.filename) {
  process.stdout.write(JSON.stringify(await move(JSON.parse(process.argv[2] ?? '{}') as Errand)));
}
