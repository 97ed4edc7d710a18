import { createSecretKey } from 'node:crypto';
import {
  auditedProvider,
  auditedVault,
  createLocalKeys,
  EphemeralKeyProvider,
  FileKeyVault,
  isColloquyError,
  LocalFileKeyProvider,
  MemoryKeyVault,
  toHex,
  type KeyProvider,
  type KeyVault,
} from '@colloquy/core';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { secretBytes } from '../support/codecs.ts';
import { FaultySink, GatedSink, listSink, settle } from '../support/sinks.ts';
import { refusing, saying } from '../support/trails.ts';

const scope = { storeId: '00112233445566778899aabbccddeeff', tenant: 'acme', epoch: 1 };
const place = { tenant: 'acme', epoch: 1 };

export const keyLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-OP-03',
    title: 'one event per key that is made or opened, with its id',
    run: async (t) => {
      const { folder } = await t.open();
      const { sink, events } = listSink();
      const directory = `${folder}/keys`;
      const provider = auditedProvider(new LocalFileKeyProvider({ directory }), refusing(sink));
      const about = { provider: 'local-file' };
      await t.rejects(async () => provider.masterKeyId(scope.storeId), 'went-on');
      await provider.createMasterKey();
      await provider.masterKeyId(scope.storeId);
      const material = await provider.createEpoch(scope);
      const { kekId } = await provider.openEpoch(scope, material);
      await t.rejects(async () => provider.openEpoch({ ...scope, epoch: 2 }, material), 'went-on');
      t.equal(
        events.map(saying),
        [
          { operation: 'master-key.open', ...about, outcome: 'failed', code: 'key_missing' },
          { operation: 'master-key.create', ...about, outcome: 'begun' },
          { operation: 'master-key.create', ...about, outcome: 'ok' },
          { operation: 'master-key.open', ...about, outcome: 'ok' },
          { operation: 'kek.create', ...about, ...place, outcome: 'ok' },
          { operation: 'kek.open', ...about, ...place, kekId, outcome: 'ok' },
          { operation: 'kek.open', ...about, tenant: 'acme', epoch: 2, outcome: 'refused', code: 'wrong_key' },
        ],
        'other-events',
      );
      await provider.close();
    },
  },
  {
    clause: 'AU-OP-04',
    title: 'nothing that lasts happens before begun is kept',
    run: async (t) => {
      const { folder } = await t.open();
      const sink = new GatedSink();
      const trail = refusing(sink);
      const begun: string[] = [];
      class WatchedProvider extends LocalFileKeyProvider {
        override async createMasterKey(): Promise<void> {
          begun.push('create');
          return super.createMasterKey();
        }
      }
      class WatchedVault extends FileKeyVault {
        override async putIfAbsent(...parameters: Parameters<FileKeyVault['putIfAbsent']>): Promise<Uint8Array> {
          begun.push('put');
          return super.putIfAbsent(...parameters);
        }
        override async remove(...parameters: Parameters<FileKeyVault['remove']>): Promise<void> {
          begun.push('remove');
          return super.remove(...parameters);
        }
      }
      const provider = auditedProvider(new WatchedProvider({ directory: `${folder}/keys` }), trail);
      const vault = auditedVault(new WatchedVault({ directory: `${folder}/vault` }), trail);
      const made = provider.createMasterKey();
      await settle();
      t.equal(begun, [], 'begun-later');
      sink.pass();
      while (sink.waiting === 0) await settle();
      sink.pass();
      await made;
      const put = vault.putIfAbsent('acme', 1, Uint8Array.of(1, 2, 3));
      await settle();
      t.equal(begun, ['create'], 'begun-later');
      sink.pass();
      while (sink.waiting === 0) await settle();
      sink.pass();
      t.equal(await put, Uint8Array.of(1, 2, 3), 'other-answer');
      const removed = vault.remove('acme', 1);
      await settle();
      t.equal(begun, ['create', 'put'], 'begun-later');
      sink.pass();
      while (sink.waiting === 0) await settle();
      sink.pass();
      await removed;
      t.equal(await vault.get('acme', 1), undefined, 'not-removed');
      const said = sink.kept.map(({ event }) => [event.operation, event.outcome]);
      t.equal(
        said,
        ['master-key.create', 'vault.put', 'vault.remove'].flatMap((name) => [
          [name, 'begun'],
          [name, 'ok'],
        ]),
        'begun-later',
      );
    },
  },
  {
    clause: 'AU-OP-04',
    title: 'a sink that refuses keeps keys from being made and from being removed',
    run: async (t) => {
      const { folder } = await t.open();
      const trail = refusing(new FaultySink('refuses', 'refuses', 'refuses'));
      const plain = new LocalFileKeyProvider({ directory: `${folder}/keys` });
      const inner = new MemoryKeyVault();
      await inner.putIfAbsent('acme', 2, Uint8Array.of(2));
      const calls = [
        async () => auditedProvider(plain, trail).createMasterKey(),
        async () => auditedVault(inner, trail).putIfAbsent('acme', 1, Uint8Array.of(1)),
        async () => auditedVault(inner, trail).remove('acme', 2),
      ];
      for (const call of calls) {
        const error = await t.rejects(call, 'went-on');
        t.check(isColloquyError(error, 'audit_failed'), 'other-error', { actual: error });
      }
      const missing = await t.rejects(async () => plain.masterKeyId(scope.storeId), 'went-on');
      t.check(isColloquyError(missing, 'key_missing'), 'went-on', { actual: missing });
      t.equal(await inner.get('acme', 1), undefined, 'went-on');
      t.equal(await inner.get('acme', 2), Uint8Array.of(2), 'went-on');
    },
  },
  {
    clause: 'AU-OP-04',
    title: 'the end of a put says whether it stored',
    run: async (t) => {
      const { sink, events } = listSink();
      const vault = auditedVault(new MemoryKeyVault(), refusing(sink));
      const material = Uint8Array.of(1);
      const first = vault.putIfAbsent('acme', 1, material);
      material.fill(9);
      t.equal(await first, Uint8Array.of(1), 'other-answer');
      await vault.putIfAbsent('acme', 1, Uint8Array.of(2));
      t.equal(
        events.map(saying),
        [1, 0].flatMap((stored) => [
          { operation: 'vault.put', ...place, outcome: 'begun' },
          { operation: 'vault.put', ...place, outcome: 'ok', counts: { stored } },
        ]),
        'other-events',
      );
      await vault.get('acme', 1);
      await vault.epochs('acme');
      t.equal(events.length, 4, 'other-events');
    },
  },
  {
    clause: 'AU-OP-07',
    title: 'a provider and a vault offer what they offered, and nothing else',
    run: async (t) => {
      const { folder } = await t.open();
      const trail = refusing(listSink().sink);
      const local = auditedProvider(new LocalFileKeyProvider({ directory: `${folder}/keys` }), trail);
      const service: KeyProvider = auditedProvider(new EphemeralKeyProvider(), trail);
      const files = auditedVault(new FileKeyVault({ directory: `${folder}/vault` }), trail);
      const memory: KeyVault = auditedVault(new MemoryKeyVault(), trail);
      const offers = [local, service, files, memory].map((part) =>
        ['masterKeyId', 'createMasterKey', 'tenants'].map((name) => typeof Reflect.get(part, name)),
      );
      const [has, not] = ['function', 'undefined'];
      t.equal(
        offers,
        [
          [has, has, not],
          [not, not, not],
          [not, not, has],
          [not, not, not],
        ],
        'part-lost',
      );
      await service.close();
      const late = await t.rejects(async () => service.createEpoch(scope), 'went-on');
      t.check(isColloquyError(late, 'backend_closed'), 'part-lost', { actual: late });
    },
  },
  {
    clause: 'AU-SECRET-01',
    title: 'no key of a key file is in an event, and no key that a provider calls an id',
    run: async (t) => {
      const { folder } = await t.open();
      const { sink, lines } = listSink();
      const secret = secretBytes('leaked');
      const leaky: KeyProvider = {
        name: 'leaky',
        createEpoch: async () => Uint8Array.of(1),
        openEpoch: async () => ({ key: createSecretKey(secret), kekId: toHex(secret), expiresAt: undefined }),
        close: async () => {},
      };
      await auditedProvider(leaky, refusing(sink)).openEpoch(scope, Uint8Array.of(1));
      const memory = {
        bytes: undefined as Uint8Array | undefined,
      };
      const header = {
        read: async () => memory.bytes,
        putIfAbsent: async (bytes: Uint8Array) => (memory.bytes ??= bytes),
        replace: async () => false,
        holdsData: async () => false,
      };
      const { keyring, provider } = await createLocalKeys({
        directory: `${folder}/keys`,
        header,
        tenant: 'acme',
        audit: refusing(sink),
      });
      const { key } = await keyring.kek(1);
      await provider.close();
      const text = lines.join('\n');
      t.check(lines.length > 4, 'other-events', { actual: lines.length });
      for (const bytes of [secret, key.export()]) {
        for (const encoding of ['hex', 'base64', 'base64url'] as const) {
          t.check(!text.includes(Buffer.from(bytes).subarray(0, 12).toString(encoding)), 'secret-shown');
        }
      }
    },
  },
  {
    clause: 'AU-EVENT-02',
    title: "a provider's name is a token",
    run: async (t) => {
      const { sink } = listSink();
      const provider = { ...new EphemeralKeyProvider(), name: 'My provider\n' } as KeyProvider;
      const error = await t.rejects(async () => auditedProvider(provider, refusing(sink)), 'accepted');
      t.check(isColloquyError(error, 'invalid_argument'), 'other-code', { actual: error });
    },
  },
];
