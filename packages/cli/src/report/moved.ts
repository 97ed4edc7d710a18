import type { MovedNotice } from '@colloquy/core';
import { paragraph } from '../render/blocks.ts';
import type { Layout } from '../render/Layout.ts';
import { safeJson } from '../render/safeJson.ts';

/** Where a dialogue went, in a few words. */
export function destination({ name, place, n }: Pick<MovedNotice, 'name' | 'place' | 'n'>): string {
  return `has moved to the store ${name} (place ${place}) with entry ${n}`;
}

/** What a person is told who reads the copy that a dialogue left behind. */
export function noticeLines(layout: Layout, { dialogueId, ...moved }: MovedNotice): readonly string[] {
  const text = `${dialogueId} ${destination(moved)}. What is here does not change any more: configure that store.`;
  return paragraph(layout, text);
}

/** The same for a program: one line, as errors are. */
export function noticeJson({ dialogueId, moveId, place, name, n }: MovedNotice): string {
  return safeJson({ notice: { code: 'dialogue_moved', dialogueId, moveId, place, name, n } }, 0);
}
