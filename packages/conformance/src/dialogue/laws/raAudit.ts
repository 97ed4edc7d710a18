import { CallbackAuditSink, type AuditEvent } from '@colloquy/core';
import { createTestAuditTrail, seededSources } from '@colloquy/core/testing';
import type { DialogueLaw } from '../kit/DialogueFixture.ts';
import { expectEnd, sure } from '../support/errors.ts';
import { headOf } from '../support/keyWork.ts';
import { dumpOf } from '../support/state.ts';
import { id } from '../support/story.ts';
import { tornBehind } from '../support/torn.ts';
import { momentsOf, single } from '../support/tornStory.ts';

const reason = 'Restored the copy of last night.';

export const raAuditLaws: readonly DialogueLaw[] = [
  {
    clause: 'RA-ATTEST-08',
    title:
      'begun before anything is written, its end with what it did after; a sink that refuses keeps it from being done',
    run: async (t) => {
      const { fixture, moments } = await momentsOf(t, sure(single[0]));
      await tornBehind(fixture, moments);
      const before = await dumpOf(fixture.probe, id);
      const { n } = await headOf(fixture);
      const events: Pick<AuditEvent, 'operation' | 'outcome' | 'counts'>[] = [];
      let isRefusing = false;
      const stood: boolean[] = [];
      const sink = new CallbackAuditSink({
        write: async (_line, event) => {
          const { operation, outcome, counts } = event;
          if (operation === 'dialogue.reattest' && isRefusing) throw new Error('the sink is full');
          if (operation.startsWith('dialogue.')) events.push({ operation, outcome, ...(counts && { counts }) });
          if (outcome === 'begun') stood.push((await headOf(fixture)).n === n);
        },
      });
      const sources = seededSources({ seed: t.seed });
      const audit = createTestAuditTrail({ sink, principal: 'operator', onFailure: 'refuse', sources });
      const recovery = fixture.recovery({ audit });
      const { digest } = await recovery.doctor(id);
      isRefusing = true;
      await expectEnd(t, () => recovery.reattest(id, { digest, reason }), 'audit_failed/sink_error', 'went-on');
      t.equal(await dumpOf(fixture.probe, id), before, 'went-on');
      isRefusing = false;
      await recovery.reattest(id, { digest, reason });
      await audit.close();
      t.equal(stood, [true], 'begun-late');
      const about = { operation: 'dialogue.reattest' };
      t.equal(
        events,
        [
          { operation: 'dialogue.verify', outcome: 'refused', counts: { findings: 2 } },
          { ...about, outcome: 'begun' },
          { ...about, outcome: 'ok', counts: { records: 1, lost: 1, entries: 0 } },
        ],
        'other-events',
      );
      t.equal((await headOf(fixture)).kind, 'reattest', 'the-test-itself');
    },
  },
];
