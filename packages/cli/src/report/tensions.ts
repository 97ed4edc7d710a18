import { tensionReport, type DialogueState, type Happening, type TensionStory } from '@colloquy/core';
import { columns, heading, paragraph } from '../render/blocks.ts';
import { paint, type Layout } from '../render/Layout.ts';

/** A change as cells: what, when, who, how. */
function cells({ eventType, round, actors, reason, resultId }: Happening): readonly string[] {
  const how = [reason, resultId === undefined ? undefined : `See ${resultId}.`];
  return [eventType, `round ${round}`, actors.join(', '), how.filter((part) => part !== undefined).join(' ')];
}

function changesOf(story: TensionStory): readonly Happening[] {
  const changes = [...story.addressed, ...story.resolutions, ...story.reopened, ...story.comments];
  return changes.sort((a, b) => a.seq - b.seq);
}

/** Every tension with what became of it: who, in which round, how. From the events, each of which is a record of its own. */
export function tensionLines(layout: Layout, state: DialogueState): readonly string[] {
  const stories = tensionReport(state);
  const rows = stories.map((story) => [
    ['raised', `round ${story.round}`, story.raisedBy.join(', '), ''],
    ...changesOf(story).map(cells),
  ]);
  // All of them in one set of columns, then each under its tension.
  const lines = [...columns(layout, rows.flat(), { indent: 7 })];
  const resolved = stories.filter(({ status }) => status === 'resolved').length;
  return [
    ...heading(layout, `Tensions: ${stories.length}, of which resolved ${resolved}`),
    ...stories.flatMap((story, at) => [
      ...paragraph(layout, `${story.label} (${story.status})`, `${story.id}  `).map((line) =>
        paint(layout, 'heading', line),
      ),
      ...lines.splice(0, rows[at]?.length ?? 0).flat(),
    ]),
  ];
}
