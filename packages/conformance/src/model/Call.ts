import type { ClauseId, Commit, RecordKey } from '@colloquy/core';
import { withoutDialogue } from '../judge/Finding.ts';
import type { OpenStore } from '../kit/AdapterKit.ts';
import type { ModelDialogue } from './ModelDialogue.ts';

/** A call on a dialogue, with everything that it needs. */
export type Call =
  | { readonly method: 'head' | 'load' | 'settle' }
  | { readonly method: 'get'; readonly keys: readonly RecordKey[] }
  | { readonly method: 'last'; readonly prefix: string }
  | { readonly method: 'log'; readonly from: number; readonly limit: number }
  | { readonly method: 'commit'; readonly commit: Commit; readonly clause: ClauseId };

/** Makes the call. The dialogue that the answer names is checked and taken off, so that answers compare with the model's. */
export async function perform(call: Call, store: OpenStore, model: ModelDialogue): Promise<unknown> {
  const answer = await ask(call, store, model);
  if (answer === undefined) return undefined;
  if (answer.dialogueId !== model.id) return { wrongDialogue: answer.dialogueId };
  return withoutDialogue(answer);
}

function ask(
  call: Call,
  store: OpenStore,
  { id }: ModelDialogue,
): Promise<{ readonly dialogueId: string } | undefined> {
  switch (call.method) {
    case 'head':
      return store.head(id);
    case 'load':
      return store.load(id);
    case 'settle':
      return store.settle(id);
    case 'get':
      return store.get(id, call.keys);
    case 'last':
      return store.last(id, call.prefix);
    case 'log':
      return store.log(id, call.from, call.limit);
    case 'commit':
      return store.commit(id, call.commit);
  }
}

/** What the model answers; a commit takes its effect. */
export function expectedAnswer(call: Call, model: ModelDialogue): unknown {
  switch (call.method) {
    case 'head':
    case 'settle':
      return model.head();
    case 'load':
      return { head: model.head(), records: model.records() };
    case 'get':
      return { head: model.head(), records: model.get(call.keys) };
    case 'last': {
      const key = model.last(call.prefix);
      return key === undefined ? undefined : { key };
    }
    case 'log': {
      const entries = model.entries(call.from).slice(0, call.limit);
      const end = call.from + entries.length;
      return { entries, next: entries.length > 0 && end <= model.n ? end : undefined };
    }
    case 'commit':
      return model.commit(call.commit);
  }
}

/** The clause that an answer breaks when it is not the model's. */
export function clauseOf(call: Call): ClauseId {
  switch (call.method) {
    case 'head':
      return 'PS-HEAD-02';
    case 'load':
      return 'PS-LOAD-01';
    case 'settle':
      return 'PS-LARGE-03';
    case 'get':
      return 'PS-GET-01';
    case 'last':
      return 'PS-LAST-01';
    case 'log':
      return 'PS-LOG-01';
    case 'commit':
      return call.clause;
  }
}
