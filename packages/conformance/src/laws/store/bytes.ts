import { dialogueId, limits } from '@colloquy/core';
import { delicateBytes, longestBody, patternBytes } from '../../data/bytes.ts';
import { itemKey } from '../../data/names.ts';
import type { StoreLaw } from '../../kit/AdapterKit.ts';
import { expectState } from '../support/state.ts';
import { Writer } from '../support/Writer.ts';

const id = dialogueId('bytes');

export const byteLaws: readonly StoreLaw[] = [
  {
    clause: 'PS-BYTES-01',
    title: 'delicate bytes in envelope, header, body and auth',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      for (const [at, { name, bytes }] of delicateBytes.entries()) {
        const next = delicateBytes[(at + 1) % delicateBytes.length]?.bytes ?? bytes;
        await writer.commit({
          puts: [{ key: itemKey(at), envelope: bytes }],
          header: at % 2 === 0 ? bytes : next,
          body: at % 2 === 0 ? next : bytes,
          auth: bytes,
        });
        await expectState(t, store, writer.model, 'bytes-changed', name);
        const { records } = await store.get(id, [itemKey(at)]);
        t.equal(records, writer.model.get([itemKey(at)]), 'bytes-changed', `get: ${name}`);
      }
    },
  },
  {
    clause: 'PS-BYTES-01',
    title: 'the greatest lengths, and one byte less',
    run: async (t) => {
      const fixture = await t.open();
      const writer = new Writer(t, fixture.store, id);
      for (const less of [0, 1]) {
        await writer.commit({
          puts: [{ key: itemKey(less), envelope: patternBytes(limits.envelopeBytes - less, less) }],
          header: patternBytes(limits.headerBytes - less, 2 + less),
          body: patternBytes(longestBody - less, 4 + less),
          auth: patternBytes(64, 6 + less),
        });
      }
      await expectState(t, fixture.store, writer.model, 'bytes-changed');
      await expectState(t, await fixture.second(), writer.model, 'bytes-changed', 'another client');
    },
  },
  {
    clause: 'PS-BYTES-01',
    title: 'answers are Uint8Array, whatever the driver returns',
    run: async (t) => {
      const { store } = await t.open();
      const writer = new Writer(t, store, id);
      await writer.commit({ puts: [{ key: itemKey(0), envelope: new Uint8Array(0) }], body: new Uint8Array(0) });
      const head = await store.head(id);
      const { records } = await store.load(id);
      const { entries } = await store.log(id, 1, 1);
      const bytes = [
        head?.header,
        head?.auth,
        ...records.map((record) => record.envelope),
        ...entries.flatMap((entry) => [entry.header, entry.body, entry.auth]),
      ];
      t.check(bytes.length === 6, 'bytes-changed', { message: 'an answer is missing', actual: bytes });
      for (const value of bytes) t.check(value instanceof Uint8Array, 'not-bytes', { actual: value });
    },
  },
];
