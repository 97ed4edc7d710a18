import { exportDocument, utf8Length, type DialogueDocument } from '@colloquy/core';
import type { DialogueFixture } from '../kit/DialogueFixture.ts';
import { beginning, id, performAll, perspective, tension } from '../support/story.ts';

/** Entities of the smallest document: root, experts, round, perspective, tension, and their events. */
const least = 10;

/** Items of one kind that a document has besides where there is room: each with its event, and more than one `get` asks for. */
const many = 97;

/** From so many entities on a document has more experts and more perspectives than one `get` asks for. */
export const wideFrom = least + 3 * many;

/** Expert slugs and display ids that a wide document has. */
export const manyExperts = Array.from({ length: many }, (_, at) => expertOf(at));
export const manyPerspectives = Array.from({ length: many }, (_, at) => perspectiveOf(at));

function expertOf(at: number): string {
  return `expert-${String(at).padStart(4, '0')}`;
}

function perspectiveOf(at: number): string {
  return `P00${String(at + 1).padStart(2, '0')}`;
}

/** Makes documents of chosen sizes, by multiplying what a small dialogue holds. */
export async function documentMaker(fixture: DialogueFixture): Promise<(entities: number) => DialogueDocument> {
  const store = (await fixture.reference()).store();
  await performAll(store, id, [...beginning, perspective, tension]);
  const document = JSON.parse(JSON.stringify(exportDocument((await store.load(id)).state))) as DialogueDocument;
  const [expert] = document.experts;
  const [item] = document.perspectives;
  if (expert === undefined || item === undefined) throw new TypeError('the story has no expert or no perspective');
  return (entities) => {
    const isWide = entities >= wideFrom;
    const items = isWide ? many : 1;
    const experts = entities - least - 2 * (items - 1);
    return {
      ...document,
      experts: [...document.experts, ...Array.from({ length: experts }, (_, at) => ({ ...expert, id: expertOf(at) }))],
      perspectives: Array.from({ length: items }, (_, at) => ({ ...item, id: perspectiveOf(at) })),
    };
  };
}

/** What the budget of an import speaks of. The entities lie in the document with all that they say. */
export function documentSizes(document: DialogueDocument, entities: number): Readonly<Record<string, number>> {
  return { entities, bytesWritten: utf8Length(JSON.stringify(document)) + 200 * entities };
}
