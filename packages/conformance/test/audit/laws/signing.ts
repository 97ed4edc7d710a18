import {
  createKeys,
  createSigningKey,
  EphemeralKeyProvider,
  isColloquyError,
  MemoryKeyVault,
  MemoryPartitionStore,
  openSigningKey,
  rotateSigningKey,
} from '@colloquy/core';
import type { AuditLaw } from '../support/AuditFixture.ts';
import { FaultySink, listSink } from '../support/sinks.ts';
import { refusing, saying } from '../support/trails.ts';

const tenant = 'acme';
const name = 'example.org/acme';
const text = new Uint8Array([1, 2, 3]);

async function signingParts() {
  const backend = new MemoryPartitionStore();
  const parts = { header: backend.header, vault: new MemoryKeyVault(), provider: new EphemeralKeyProvider(), tenant };
  return { header: backend.header, keyring: await createKeys(parts) };
}

export const signingLaws: readonly AuditLaw[] = [
  {
    clause: 'AU-OP-08',
    title: 'signing keys leave an event each time they are wrapped or unwrapped, and each note that they sign',
    run: async (t) => {
      const parts = await signingParts();
      const { sink, events } = listSink();
      const audit = refusing(sink);
      const signer = await createSigningKey({ ...parts, name, audit });
      await signer.sign(text);
      await rotateSigningKey({ ...parts, audit });
      const { kekId } = await parts.keyring.kek(1);
      const said = (operation: string, version: number) => {
        return { operation, tenant, epoch: 1, kekId, keyVersions: [version, version], outcome: 'ok' };
      };
      t.equal(
        events.map(saying),
        [
          said('signing.wrap', 1),
          said('signing.unwrap', 1),
          said('note.sign', 1),
          said('signing.wrap', 2),
          said('signing.unwrap', 2),
          // The announcement: both keys are opened, and both sign.
          said('signing.unwrap', 2),
          said('signing.unwrap', 1),
          said('note.sign', 1),
          said('note.sign', 2),
        ],
        'other-events',
      );
    },
  },
  {
    clause: 'AU-OP-08',
    title: 'a sink that refuses gives out neither a signing key nor a signature',
    run: async (t) => {
      const parts = await signingParts();
      await createSigningKey({ ...parts, name });
      const { sink } = listSink();
      const open = await openSigningKey({ ...parts, audit: refusing(sink) });
      t.check((await open.sign(text)).byteLength === 64, 'other-events');
      const refused = refusing(new FaultySink('refuses'));
      const error = await t.rejects(async () => openSigningKey({ ...parts, audit: refused }), 'went-on');
      t.check(isColloquyError(error, 'audit_failed'), 'other-error', { actual: error });
    },
  },
];
