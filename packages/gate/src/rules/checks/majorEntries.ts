import type { Change } from '../../model/Change.ts';
import type { Finding } from '../../model/Finding.ts';
import type { Side } from '../../model/Side.ts';
import { majorChanges, names, type MajorChanges } from '../../text/changelog.ts';
import { methodsOf, nameOf, removedMethods, whatChanged } from '../methods.ts';

function majorOf({ configuration, texts }: Side): MajorChanges {
  return majorChanges(texts[configuration.changes] ?? '');
}

/**
 * CHANGE-01: what was removed or changed is named by an entry of the unreleased major changes. The entry must be of this change: one that stands there already tells of
 * an earlier change of the method.
 */
export function majorEntries(change: Change): readonly Finding[] {
  const { base, head } = change;
  if (base === undefined) return [];
  const old = new Set(majorOf(base).entries);
  const { line, entries } = majorOf(head);
  const fresh = entries.filter((entry) => !old.has(entry));
  const file = head.configuration.changes;
  const broken = [
    ...removedMethods(change).map((method) => [nameOf(method), 'is gone'] as const),
    ...[...methodsOf(head)]
      .map(([name, method]) => [name, whatChanged(change, method)] as const)
      .filter(([, changes]) => changes.length > 0)
      .map(([name, changes]) => [name, `has changed (${changes.join('; ')})`] as const),
  ];
  return broken
    .filter(([name]) => !fresh.some((entry) => names(entry, name)))
    .map(([subject, what]): Finding => {
      const message = `${subject} ${what}, and no new entry under "### Major" of the unreleased changes names it.`;
      return { rule: 'CHANGE-01', subject, message, place: { file, line, column: 1 } };
    });
}
