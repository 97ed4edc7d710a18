import { dialogueWarnings, type DialogueState } from '@colloquy/core';
import { columns, heading, paragraph } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';

/** What a person should look at although the dialogue is valid. */
export function warningLines(layout: Layout, state: DialogueState): readonly string[] {
  const warnings = dialogueWarnings(state);
  if (warnings.length === 0) return [];
  const differ = warnings.some(({ code }) => code.endsWith('_differ') || code.endsWith('_differs'));
  return [
    ...heading(layout, `Warnings: ${warnings.length}`),
    ...columns(
      layout,
      warnings.map(({ code, message }) => [code, message]),
    ).flat(),
    ...(differ
      ? paragraph(
          layout,
          'Registered figures are what the judge recorded, and they alone are used above. They differ from what is counted where ' +
            'only a part of what was said is stored, or where the judge takes a narrowed tension for settled; here open means ' +
            'open, addressed or reopened.',
          '  ',
        )
      : []),
  ];
}
