import type { DialogueId } from '@colloquy/core';
import type { RawProbe } from '../kit/RawProbe.ts';
import { render } from '../suite/render.ts';

/**
 * Everything that is stored of a dialogue as canonical text, one row a line: equal texts, equal data on any backends. What only
 * marks an unfinished commit is left out.
 */
export async function dumpOf(probe: RawProbe, id: DialogueId): Promise<string> {
  const { head, log, records } = await probe.rows(id);
  const lines = [
    `head ${render(head)}`,
    ...log.map((entry) => `log ${render(entry)}`),
    ...records.map((record) => `record ${render(record)}`),
  ];
  return lines.join('\n');
}
