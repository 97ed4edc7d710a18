import { inspect } from 'node:util';
import { isColloquyError, toHex, type CallOptions, type KeyProvider } from '@colloquy/core';
import type { ProviderLaw } from '../../kit/KeyKits.ts';
import { settledOf } from '../../steps/HeldCall.ts';
import { providerFaultLaws } from './faults.ts';
import { providerOpenLaws } from './providerOpen.ts';
import { scope } from './scopes.ts';

function everyCall(
  provider: KeyProvider,
  material: Uint8Array,
): readonly (readonly [string, (options?: CallOptions) => Promise<unknown>])[] {
  return [
    ['createEpoch', (options) => provider.createEpoch(scope, options)],
    ['openEpoch', (options) => provider.openEpoch(scope, material, options)],
  ];
}

/** The ways in which bytes are usually printed. */
function printsOf(bytes: Uint8Array): readonly string[] {
  const buffer = Buffer.from(bytes);
  return [
    toHex(bytes),
    buffer.toString('base64'),
    buffer.toString('base64url'),
    buffer.toString('latin1'),
    [...bytes].join(','),
  ];
}

export const providerLaws: readonly ProviderLaw[] = [
  {
    clause: 'KP-CREATE-01',
    title: 'material of 1 to 1 024 bytes that opens',
    run: async (t) => {
      const { provider } = await t.open();
      const material = await provider.createEpoch(scope);
      t.check(material instanceof Uint8Array, 'not-bytes', { actual: material });
      t.check(material.length >= 1 && material.length <= 1024, 'wrong-length', { actual: material.length });
      const settled = await settledOf(provider.openEpoch(scope, material));
      t.check(settled.status === 'answered', 'does-not-open', { actual: settled });
    },
  },
  {
    clause: 'KP-CREATE-02',
    title: 'new material, and another key, on every call',
    run: async (t) => {
      const fixture = await t.open();
      const second = await fixture.second();
      const seen = new Set<string>();
      for (const provider of [fixture.provider, fixture.provider, second, fixture.provider]) {
        const material = await provider.createEpoch(scope);
        const { kekId } = await provider.openEpoch(scope, material);
        for (const print of [toHex(material), kekId]) {
          t.check(!seen.has(print), 'same-material', { actual: print });
          seen.add(print);
        }
      }
    },
  },
  ...providerOpenLaws,
  {
    clause: 'KP-COPY-01',
    title: 'material is not changed, and what becomes of it later changes nothing',
    run: async (t) => {
      const { provider } = await t.open();
      const material = await provider.createEpoch(scope);
      const before = material.slice();
      const opening = provider.openEpoch(scope, material);
      const lease = await opening;
      t.equal(material, before, 'input-changed');
      const another = await provider.createEpoch(scope);
      t.equal(material, before, 'answer-shared');
      material.fill(0);
      another.fill(0);
      const again = await provider.openEpoch(scope, before);
      t.check(again.key.equals(lease.key), 'input-kept');
    },
  },
  {
    clause: 'KP-SECRET-01',
    title: 'the bytes of the key are in no material and in nothing that a lease prints',
    run: async (t) => {
      const { provider } = await t.open();
      const material = await provider.createEpoch(scope);
      const lease = await provider.openEpoch(scope, material);
      const key = new Uint8Array(lease.key.export());
      t.check(Buffer.from(material).indexOf(key) === -1, 'key-in-material');
      const printed = [
        inspect(lease, { depth: Infinity, showHidden: true, maxArrayLength: Infinity }),
        inspect(provider, { depth: Infinity, showHidden: true, maxArrayLength: Infinity }),
        JSON.stringify(lease) ?? '',
      ].join('\n');
      for (const print of printsOf(key)) t.check(!printed.includes(print), 'key-in-print');
    },
  },
  {
    clause: 'KP-OUTAGE-01',
    title: 'key_unavailable while the service does not answer, and at work again after it',
    applies: { when: 'service', holds: (c) => c.service },
    run: async (t) => {
      const fixture = await t.open();
      const material = await fixture.provider.createEpoch(scope);
      const { key } = await fixture.provider.openEpoch(scope, material);
      const outage = t.owed(fixture.outage, 'outage, because the kit declares a service');
      // One that has nothing cached.
      const provider = await fixture.second();
      const restore = await outage.call(fixture);
      for (const [name, call] of everyCall(provider, material)) {
        const error = await t.rejects(() => call(), 'not-rejected', name);
        t.check(isColloquyError(error, 'key_unavailable'), 'wrong-code', { message: name, actual: error });
      }
      await restore();
      const settled = await settledOf(provider.openEpoch(scope, material));
      t.check(settled.status === 'answered' && settled.answer.key.equals(key), 'not-recovered');
    },
  },
  {
    clause: 'KP-OUTAGE-01',
    title: 'declared without a service: the fixture offers no outage',
    applies: { when: 'no service', holds: (c) => !c.service },
    run: async (t) => {
      t.check((await t.open()).outage === undefined, 'undeclared-service');
    },
  },
  {
    clause: 'KP-SIGNAL-01',
    title: 'aborted before the call: every method rejects with that very reason',
    run: async (t) => {
      const { provider } = await t.open();
      const material = await provider.createEpoch(scope);
      for (const [name, call] of everyCall(provider, material)) {
        const reason = { stopped: name };
        const error = await t.rejects(() => call({ signal: AbortSignal.abort(reason) }), 'not-rejected', name);
        t.check(error === reason, 'wrong-reason', { message: name, actual: error });
        await call({ signal: new AbortController().signal });
      }
    },
  },
  {
    clause: 'KP-CLOSE-01',
    title: 'after close every method rejects with backend_closed, and closing again does nothing',
    run: async (t) => {
      const fixture = await t.open();
      const { provider } = fixture;
      const material = await provider.createEpoch(scope);
      const { key } = await provider.openEpoch(scope, material);
      const second = await fixture.second();
      await provider.close();
      for (const [name, call] of everyCall(provider, material)) {
        const error = await t.rejects(() => call(), 'works-after-close', name);
        t.check(isColloquyError(error, 'backend_closed'), 'wrong-code', { message: name, actual: error });
      }
      const again = await settledOf(Promise.all([provider.close(), provider.close()]));
      t.check(again.status === 'answered', 'close-twice', { actual: again });
      t.check((await second.openEpoch(scope, material)).key.equals(key), 'other-client-affected');
    },
  },
  ...providerFaultLaws,
];
