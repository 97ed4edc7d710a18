import { describe, expect, test } from 'vitest';
import { concat, utf8Bytes } from '../../src/bytes/index.ts';
import { announceKey, followAnnouncement } from '../../src/checkpoint/announcement.ts';
import { openCheckpoint } from '../../src/checkpoint/openCheckpoint.ts';
import { isColloquyError } from '../../src/errors/index.ts';
import { checkpoint, noteOf, signer, signerNamed } from './support/notes.ts';

const masks = [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xff];

/** Every change of a single byte: under each mask, left out, doubled; and each cut. */
function* mutationsOf(bytes: Uint8Array): Generator<readonly [name: string, bytes: Uint8Array]> {
  for (let at = 0; at < bytes.byteLength; at++) {
    for (const mask of masks) {
      const changed = new Uint8Array(bytes);
      changed[at] = (changed[at] ?? 0) ^ mask;
      yield [`byte ${at} xor ${mask}`, changed];
    }
    yield [`byte ${at} left out`, concat([bytes.subarray(0, at), bytes.subarray(at + 1)])];
    yield [`byte ${at} doubled`, concat([bytes.subarray(0, at + 1), bytes.subarray(at)])];
    yield [`cut at ${at}`, bytes.slice(0, at)];
  }
}

/** How it ends: what is opened, or the code and reason. */
function outcomeOf(open: () => unknown): unknown {
  try {
    return open();
  } catch (error) {
    if (isColloquyError(error, 'integrity_error')) return error.context['reason'];
    throw error;
  }
}

const refusals = ['note_malformed', 'note_untrusted'];

describe('every change of one byte', () => {
  test('of a note that one key has signed is refused', async () => {
    const bytes = utf8Bytes(await noteOf());
    const open = (note: Uint8Array) => openCheckpoint({ note, keys: [signer.verifier] });
    expect(open(bytes)).toEqual({ ...checkpoint, signers: [signer.verifier] });
    const reasons = new Map<unknown, number>();
    for (const [name, changed] of mutationsOf(bytes)) {
      const outcome = outcomeOf(() => open(changed));
      expect(refusals, name).toContain(outcome);
      reasons.set(outcome, (reasons.get(outcome) ?? 0) + 1);
    }
    // Both kinds of refusal were reached, each often.
    for (const reason of refusals) expect(reasons.get(reason)).toBeGreaterThan(500);
  });

  test('of a note of two keys is refused, or opens to the same checkpoint by the signature that was not touched', async () => {
    const bytes = utf8Bytes(await noteOf());
    const own = bytes.byteLength;
    const other = await noteOf({}, signerNamed('witness.example'));
    const both = concat([bytes, utf8Bytes(other.slice(other.indexOf('\n\n') + 2))]);
    for (const [name, changed] of mutationsOf(both)) {
      const outcome = outcomeOf(() => openCheckpoint({ note: changed, keys: [signer.verifier] }));
      if (typeof outcome === 'string') {
        expect(refusals, name).toContain(outcome);
        continue;
      }
      // The first signature is the pinned one: what it covers, and itself, must be untouched.
      expect(outcome, name).toEqual({ ...checkpoint, signers: [signer.verifier] });
      expect(Buffer.from(changed.subarray(0, own)).equals(Buffer.from(bytes)), name).toBe(true);
    }
  });

  test('of an announcement is refused', async () => {
    const next = signerNamed(signer.verifier.name, 'next');
    const bytes = utf8Bytes(await announceKey(signer, next, 2));
    expect(followAnnouncement(signer.verifier, bytes)).toEqual({ version: 2, verifier: next.verifier });
    for (const [name, changed] of mutationsOf(bytes)) {
      expect(refusals, name).toContain(outcomeOf(() => followAnnouncement(signer.verifier, changed)));
    }
  });
});
