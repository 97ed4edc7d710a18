import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { fromBase64url } from '../../src/bytes/index.ts';
import { signCheckpoint } from '../../src/checkpoint/createCheckpoint.ts';
import { followAnnouncement } from '../../src/checkpoint/announcement.ts';
import { createKeys } from '../../src/keys/createKeys.ts';
import { SeededKeyProvider } from '../../src/testing/SeededKeyProvider.ts';
import { MemoryKeyVault } from '../../src/keys/MemoryKeyVault.ts';
import { MemoryStoreHeader } from '../../src/keys/MemoryStoreHeader.ts';
import { openKeys } from '../../src/keys/openKeys.ts';
import { createSigningKey } from '../../src/keys/signing/createSigningKey.ts';
import { openSigningKey } from '../../src/keys/signing/openSigningKey.ts';
import { rotateSigningKey } from '../../src/keys/signing/rotateSigningKey.ts';
import { decodeStoreHeader, encodeStoreHeader, type StoreHeader } from '../../src/keys/storeHeader.ts';
import { seededSources } from '../../src/testing/seededSources.ts';
import type { StoreHeaderPort } from '../../src/traits/StoreHeaderPort.ts';
import { checkpoint } from '../checkpoint/support/notes.ts';

const name = 'example.org/acme';
const tenant = 'acme';

async function opened() {
  const header = new MemoryStoreHeader();
  const parts = {
    header,
    vault: new MemoryKeyVault(),
    provider: new SeededKeyProvider(seededSources({ seed: 3 }).randomBytes),
    tenant,
  };
  return { header, parts, keyring: await createKeys(parts) };
}

async function stored(header: StoreHeaderPort): Promise<StoreHeader> {
  return decodeStoreHeader((await header.read()) ?? new Uint8Array(0));
}

/** A header that somebody else changes before each replacement, so many times. */
function contested(
  header: MemoryStoreHeader,
  times: number,
  change: (before: StoreHeader) => Promise<StoreHeader>,
): StoreHeaderPort {
  let left = times;
  return {
    read: async (call) => header.read(call),
    putIfAbsent: async (bytes, call) => header.putIfAbsent(bytes, call),
    holdsData: async (call) => header.holdsData(call),
    replace: async (previous, next, call) => {
      if (left > 0) {
        left -= 1;
        const before = (await header.read()) ?? new Uint8Array(0);
        await header.replace(before, encodeStoreHeader(await change(decodeStoreHeader(before))));
      }
      return header.replace(previous, next, call);
    },
  };
}

/** Adds an epoch, as another process does. */
function addingEpochs({ vault, provider }: Awaited<ReturnType<typeof opened>>['parts']) {
  return async (before: StoreHeader): Promise<StoreHeader> => {
    const epoch = before.epochs.length + 1;
    const scope = { storeId: before.storeId, tenant, epoch };
    const material = await vault.putIfAbsent(tenant, epoch, await provider.createEpoch(scope));
    const { kekId } = await provider.openEpoch(scope, material);
    return { ...before, epochs: [...before.epochs, [epoch, kekId]] };
  };
}

describe('signing keys in the store header', () => {
  test('the store opens with them as before, and the header carries them along', async () => {
    const { header, parts, keyring } = await opened();
    const before = await stored(header);
    const signer = await createSigningKey({ header, keyring, name });
    const { signing, ...rest } = await stored(header);
    expect(rest).toEqual(before);
    expect(signing?.map(([version, vkey]) => [version, vkey])).toEqual([[1, String(signer.verifier)]]);
    const again = await openKeys(parts);
    const reopened = await openSigningKey({ header, keyring: again });
    expect(await signCheckpoint(checkpoint, reopened)).toBe(await signCheckpoint(checkpoint, signer));
  });

  test('every flipped bit of a wrap is refused: by the header, or when the key is opened', async () => {
    const { header, keyring } = await opened();
    await createSigningKey({ header, keyring, name });
    const good = await stored(header);
    const [version = 1, vkey = '', wrap = ''] = good.signing?.[0] ?? [];
    const bytes = fromBase64url(wrap) ?? new Uint8Array(0);
    expect(bytes.byteLength).toBe(116);
    for (let bit = 0; bit < bytes.byteLength * 8; bit += 1) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const text = Buffer.from(changed).toString('base64url');
      const json = JSON.stringify({
        epochs: good.epochs,
        signing: [[version, vkey, text]],
        storeId: good.storeId,
        tenant,
        v: 1,
      });
      await header.replace((await header.read()) ?? new Uint8Array(0), new Uint8Array(Buffer.from(json)));
      await expect(openSigningKey({ header, keyring }), `bit ${bit}`).rejects.toMatchObject({
        code: 'integrity_error',
      });
    }
  });

  test('a header that others change meanwhile is read again; nothing of theirs is lost', async () => {
    const { header, parts, keyring } = await opened();
    const signer = await createSigningKey({ header: contested(header, 3, addingEpochs(parts)), keyring, name });
    const { epochs, signing } = await stored(header);
    expect([epochs.length, signing?.length]).toEqual([4, 1]);
    expect(signing?.[0]?.[1]).toBe(String(signer.verifier));
    // Under the latest epoch of the header that it stands in.
    expect(fromBase64url(signing?.[0]?.[2] ?? '')?.at(7)).toBe(4);
  });

  test('when that does not end, it is revision_conflict and nothing was written', async () => {
    const { header, parts, keyring } = await opened();
    const making = createSigningKey({ header: contested(header, 100, addingEpochs(parts)), keyring, name });
    await expect(making).rejects.toMatchObject({ code: 'revision_conflict' });
    expect((await stored(header)).signing).toBeUndefined();
  });

  test('of two rotations at once one is revision_conflict, and there is one new key', async () => {
    const { header, keyring } = await opened();
    const first = await createSigningKey({ header, keyring, name });
    const ends = await Promise.allSettled([
      rotateSigningKey({ header, keyring }),
      rotateSigningKey({ header, keyring }),
    ]);
    const won = ends.filter((end) => end.status === 'fulfilled').map(({ value }) => value);
    const lost = ends
      .filter((end) => end.status === 'rejected')
      .map(({ reason }) => (reason as { code?: string }).code);
    expect([won.length, lost]).toEqual([1, ['revision_conflict']]);
    expect((await stored(header)).signing).toHaveLength(2);
    expect(followAnnouncement(first.verifier, won[0]?.announcement ?? '').version).toBe(2);
  });

  test('neither a signer nor an error of one shows the seed or the key-encryption key', async () => {
    const { header, keyring } = await opened();
    const signer = await createSigningKey({ header, keyring, name });
    const kek = (await keyring.kek(1)).key.export().toString('hex');
    const printed = inspect([signer, await stored(header)], { depth: 9, showHidden: true }) + JSON.stringify(signer);
    expect(printed).toContain(String(signer.verifier));
    expect(printed).not.toContain(kek);
    expect(printed).not.toContain('PRIVATE');
  });
});
