import type { DialogueState } from '@colloquy/core';

/** What a tag looks like: the client, and the number of its step. */
const tagPattern = /^[a-z]+\d+\.\d+$/;

/**
 * The writes that a state shows, by their tags: the labels of items and the reasons of events that are tags, each as often as it is
 * there, in key order.
 */
export function tagsOf(state: DialogueState): readonly string[] {
  const tags: string[] = [];
  for (const [, entity] of state.entries()) {
    const text = 'label' in entity ? entity.label : entity.type === 'event' ? entity.reason : undefined;
    if (text !== undefined && tagPattern.test(text)) tags.push(text);
  }
  return tags;
}

export function tagOf(client: string, step: number): string {
  return `${client}.${step}`;
}
