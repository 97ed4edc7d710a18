import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import { startOf } from '../../model/Place.ts';
import { configurationFile } from '../../read/configuration.ts';
import { nameOf, removedMethods as removed } from '../methods.ts';
import { newAcceptedRecords } from '../records.ts';

/** ADR-03: a method that is gone is removed by a new accepted decision. */
export function removedMethods(change: Change): readonly Finding[] {
  const { traits, contracts } = change.head;
  const records = newAcceptedRecords(change);
  return removed(change)
    .filter((method) => !records.some(({ removes }) => removes.includes(nameOf(method))))
    .map((method): Finding => {
      const subject = nameOf(method);
      const place =
        traits.find(({ name }) => name === method.trait)?.place ??
        contracts.find(({ trait }) => trait === method.trait)?.place ??
        startOf(configurationFile);
      const message = `${subject} is at the base and gone, and no new accepted decision has it under "removes".`;
      return { rule: 'ADR-03', subject, message, place };
    });
}
