import {
  concat,
  hkdfSha256,
  isColloquyError,
  lengthPrefixed,
  toHex,
  u32,
  type KeyLease,
  type KeyProvider,
  type KeyScope,
} from '@colloquy/core';
import { systemSources } from '@colloquy/core/testing';
import type { ProviderLaw, ProviderContext } from '../../kit/KeyKits.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { entangledTenants, lastEpoch, scope } from './scopes.ts';

/** Key and id as text, to compare them. The bytes of a key appear in no message. */
function printOf({ key, kekId }: KeyLease): string {
  return `${toHex(key.export())}/${kekId}`;
}

/** The call rejects with wrong_key, or its lease has nothing in common with the other. */
async function expectOther(t: ProviderContext, call: Promise<KeyLease>, lease: KeyLease, what: string): Promise<void> {
  const settled = await settledOf(call);
  if (settled.status === 'rejected') {
    t.check(isColloquyError(settled.error, 'wrong_key'), 'wrong-code', { message: what, actual: settled.error });
    return;
  }
  const { key, kekId } = settled.answer;
  t.check(!key.equals(lease.key), 'same-key', { message: what });
  t.check(kekId !== lease.kekId, 'same-kek-id', { message: what });
}

function kekIdOf(lease: KeyLease, { tenant, epoch }: KeyScope): string {
  const place = concat([lengthPrefixed('colloquy/v1/kek-id'), lengthPrefixed(tenant), u32(epoch)]);
  return toHex(hkdfSha256(lease.key, new Uint8Array(0), place, 16));
}

async function openNew(provider: KeyProvider, where: KeyScope): Promise<{ material: Uint8Array; lease: KeyLease }> {
  const material = await provider.createEpoch(where);
  return { material, lease: await provider.openEpoch(where, material) };
}

const scopes: readonly KeyScope[] = [
  scope,
  ...entangledTenants.map((tenant) => ({ ...scope, tenant })),
  { ...scope, epoch: 2 },
  { ...scope, epoch: lastEpoch },
];

export const providerOpenLaws: readonly ProviderLaw[] = [
  {
    clause: 'KP-OPEN-01',
    title: 'again, at once, and by another provider over the same master key',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      for (const where of scopes) {
        const { material, lease } = await openNew(fixture.provider, where);
        const leases = await Promise.all(
          [fixture.provider, second, fixture.provider, second].map((provider) => provider.openEpoch(where, material)),
        );
        for (const again of leases)
          t.check(printOf(again) === printOf(lease), 'not-the-same', { message: where.tenant });
      }
    },
  },
  {
    clause: 'KP-OPEN-02',
    title: 'a secret KeyObject of 32 bytes',
    run: async (t) => {
      const { provider } = await t.open();
      const { lease } = await openNew(provider, scope);
      t.equal({ type: lease.key.type, size: lease.key.symmetricKeySize }, { type: 'secret', size: 32 }, 'not-32-bytes');
    },
  },
  {
    clause: 'KP-OPEN-03',
    title: 'kekId follows from key, tenant and epoch',
    run: async (t) => {
      const { provider } = await t.open();
      for (const where of scopes) {
        const { lease } = await openNew(provider, where);
        t.equal(lease.kekId, kekIdOf(lease, where), 'wrong-kek-id', `${where.tenant}, epoch ${where.epoch}`);
      }
    },
  },
  {
    clause: 'KP-OPEN-04',
    title: 'another tenant, epoch, material or master key opens another key or none',
    run: async (t) => {
      const fixture = await t.open();
      const { provider } = fixture;
      const foreign = await fixture.foreign();
      const { material, lease } = await openNew(provider, scope);
      for (const tenant of [...entangledTenants, 'acme1', 'acm']) {
        await expectOther(t, provider.openEpoch({ ...scope, tenant }, material), lease, `tenant ${tenant}`);
      }
      for (const epoch of [2, 10, 256, lastEpoch]) {
        await expectOther(t, provider.openEpoch({ ...scope, epoch }, material), lease, `epoch ${epoch}`);
      }
      await expectOther(t, provider.openEpoch(scope, await provider.createEpoch(scope)), lease, 'other material');
      const flipped = material.slice();
      flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
      await expectOther(t, provider.openEpoch(scope, flipped), lease, 'one bit of the material');
      await expectOther(t, foreign.openEpoch(scope, material), lease, 'another master key');
    },
  },
  {
    clause: 'KP-OPEN-05',
    title: 'material that is empty, cut short or too long',
    run: async (t) => {
      const { provider } = await t.open();
      const material = await provider.createEpoch(scope);
      const longer = new Uint8Array(material.length + 1);
      longer.set(material);
      for (const bytes of [new Uint8Array(0), material.slice(0, -1), material.slice(1), longer, new Uint8Array(1025)]) {
        const what = `${bytes.length} bytes`;
        const error = await t.rejects(() => provider.openEpoch(scope, bytes), 'not-refused', what);
        t.check(isColloquyError(error, 'wrong_key'), 'wrong-code', { message: what, actual: error });
      }
    },
  },
  {
    clause: 'KP-OPEN-06',
    title: 'no deadline, or one that lies ahead, also of a key that was opened before',
    run: async (t) => {
      const { provider } = await t.open();
      const { material } = await openNew(provider, scope);
      for (let again = 0; again < 3; again++) {
        const { expiresAt } = await provider.openEpoch(scope, material);
        const ahead =
          expiresAt === undefined ||
          (expiresAt.monotonic > systemSources.monotonic() && expiresAt.wallClock > systemSources.now());
        t.check(ahead, 'expired', { actual: expiresAt });
      }
    },
  },
];
