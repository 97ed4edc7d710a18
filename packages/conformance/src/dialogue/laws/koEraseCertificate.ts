import { whenStepped } from '../../laws/support/applies.ts';
import { HeldCall } from '../../steps/HeldCall.ts';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { benchOf } from '../support/bench.ts';
import { endOf, expectEnd, sure } from '../support/errors.ts';
import { fill, headerOf, headOf, isTombstone, keyed, recordsOf, steppedAdministrator } from '../support/keyWork.ts';
import { hexOf, entryHashOf } from '../support/spec.ts';
import { dumpOf, expectSound } from '../support/state.ts';
import { withHeader } from '../support/tampering.ts';
import { id, performAll, perspective, tension } from '../support/story.ts';

export const koEraseCertificateLaws: readonly DialogueLaw[] = [
  {
    clause: 'KO-ERASE-04',
    title: 'damaged records, digests and wraps, missing and foreign ones, do not stop it',
    run: async (t) => {
      const fixture = await keyed(t);
      const operations = fixture.operations();
      await operations.rotateDataKey(id);
      await performAll(fixture.store(), id, [perspective, tension]);
      const records = await recordsOf(fixture);
      const record = (key: string) => sure(records.get(key));
      const junk = new Uint8Array(150).fill(7);
      await fixture.probe.putRecord(id, { ...record('key#dek#0001'), envelope: junk });
      await fixture.probe.removeRecord(id, record('key#dek#0002').key);
      await fixture.probe.putRecord(id, { ...record('perspective#00#01'), envelope: junk, digest: 'a'.repeat(64) });
      await fixture.probe.putRecord(id, { ...record('tension#00#01'), digest: 'b'.repeat(64) });
      await fixture.probe.putRecord(id, { ...record('tension#00#02'), attributes: { status: 'x' } });
      await fixture.probe.removeRecord(id, record('perspective#00#02').key);
      await fixture.probe.putRecord(id, { ...record('expert#muffin'), key: 'expert#nobody' as never });
      const { certificate } = await operations.erase(id).catch((error: unknown) => {
        throw t.violation('stopped', { message: String(error), cause: error });
      });
      t.equal(certificate.removed.wraps, 2, 'wrong-answer');
      for (const [key, each] of await recordsOf(fixture)) {
        t.check(key === 'key#log#0001' || isTombstone(each), 'not-buried', { message: key });
      }
      await expectSound(t, fixture.store(), id, 'not-sound');
    },
  },
  {
    clause: 'KO-ERASE-04',
    title: 'a damaged log stops it where records do not fit their head, and the certificate where they do',
    run: async (t) => {
      for (const isFitting of [false, true]) {
        const fixture = await keyed(t);
        const { log } = await fixture.probe.rows(id);
        const entry = sure(log[2]);
        await fixture.probe.putEntry(id, withHeader(entry, { actor: 'mallory' }));
        const wrong = { ...sure((await recordsOf(fixture)).get('tension#00#01')), envelope: new Uint8Array(150) };
        if (!isFitting) await fixture.probe.putRecord(id, wrong);
        const dump = await dumpOf(fixture.probe, id);
        await expectEnd(t, () => fixture.operations().erase(id), 'integrity_error/log', 'log-believed');
        if (!isFitting) {
          t.equal(await dumpOf(fixture.probe, id), dump, 'wrote');
          continue;
        }
        await expectEnd(t, () => fixture.store().load(id), 'key_erased', 'not-erased');
        // With the entry back the same call certifies.
        await fixture.probe.putEntry(id, entry);
        t.equal(await endOf(() => fixture.operations().erase(id)), 'ok', 'not-carried-on');
      }
    },
  },
  {
    clause: 'KO-ERASE-05',
    title: 'the certificate has every field, and says who can still decrypt',
    run: async (t) => {
      const fixture = await keyed(t);
      const { n } = await headOf(fixture);
      const { keyring } = fixture;
      const { kekId } = await keyring.kek(1);
      const copiesExpireAt = new Date('2030-01-02T03:04:05.678Z');
      const { certificate } = await fixture.operations().erase(id, { copiesExpireAt });
      const { log } = await fixture.probe.rows(id);
      const [first, erased, last] = [sure(log[0]), sure(log[n]), sure(log.at(-1))];
      const { logId } = headerOf(first.header) as unknown as { logId: string };
      const { time } = headerOf(erased.header) as unknown as { time: number };
      const { statements, stillReadable, ...fields } = certificate;
      t.equal(
        fields,
        {
          certificate: 'colloquy/v1/erasure',
          storeId: keyring.storeId,
          tenant: keyring.tenant,
          dialogueId: id,
          logId,
          n: n + 1,
          lastN: n + 2,
          lastEntryHash: hexOf(entryHashOf(last.header)),
          erasedAt: new Date(time).toISOString(),
          effectiveAt: undefined,
          epoch: 1,
          kekId,
          removed: { wraps: 1, records: (await recordsOf(fixture)).size - 2 },
        },
        'wrong-fields',
      );
      const text = statements.join(' ');
      for (const word of ['backup', 'epoch 1', '2030-01-02T03:04:05.678Z', 'clear']) {
        t.check(text.includes(word), 'says-too-little', { message: word, actual: statements });
      }
      for (const word of ['dialogueId', 'record keys', 'sizes', 'actor']) {
        t.check(
          stillReadable.some((each) => each.includes(word)),
          'says-too-little',
          { message: word },
        );
      }
    },
  },
  {
    clause: 'KO-ERASE-05',
    title: 'again it certifies the same entry; where leases end it says when the last one has',
    run: async (t) => {
      const fixture = await keyed(t);
      const { keyring } = fixture;
      const leased = { ...keyring, kek: async (epoch: number) => ({ ...(await keyring.kek(epoch)), endless: false }) };
      const operations = fixture.operations({ keyring: leased });
      const { certificate } = await operations.erase(id);
      const later = new Date(Date.parse(certificate.erasedAt) + 3_600_000).toISOString();
      t.equal(certificate.effectiveAt, later, 'wrong-lease');
      const { ledger } = benchOf(fixture);
      const again = await fixture.operations({ keyring: leased, backend: ledger.over(fixture.backend) }).erase(id);
      t.equal(again.certificate, { ...certificate, removed: { wraps: 0, records: 0 } }, 'another-entry');
      t.equal(ledger.counts.commit, 0, 'wrote');
      const short = await operations.erase(id, { longestLease: 1000 });
      const soon = new Date(Date.parse(certificate.erasedAt) + 1000).toISOString();
      t.equal(short.certificate.effectiveAt, soon, 'wrong-lease');
    },
  },
  {
    clause: 'KO-ERASE-05',
    title: 'any one request refused, or every write from there on: what it certifies is gone',
    applies: whenStepped,
    run: async (t) => {
      for (const isLasting of [false, true]) {
        let isRunning = true;
        for (let step = 0; isRunning; step++) {
          await t.using(async (fixture) => {
            await fill(fixture);
            const { gate, operations } = await steppedAdministrator(t, fixture);
            const call = new HeldCall(gate, () => operations.erase(id));
            isRunning = await call.advance(step);
            // A backend that has answered that its commit is there may fail to put it in its places.
            await gate.release('refused');
            while (isLasting && (await call.held())) await gate.release(gate.next === 'write' ? 'refused' : 'done');
            const { status } = await call.finish();
            if (status === 'rejected') await fixture.operations().erase(id);
            const message = `request ${step + 1} refused, writes after it ${isLasting ? 'too' : 'not'}: ${status}`;
            const { leftovers, records } = await fixture.probe.rows(id);
            for (const record of records) {
              t.check(record.key === 'key#log#0001' || isTombstone(record), 'certified-too-early', { message });
            }
            t.equal(leftovers, 0, 'certified-too-early', message);
          });
        }
      }
    },
  },
];
