import type { Commit, DialogueId } from '@colloquy/core';
import type { Draft } from '../../data/draft.ts';
import type { OpenStore } from '../../kit/AdapterKit.ts';
import { ModelDialogue } from '../../model/ModelDialogue.ts';
import type { Verifier } from '../../suite/Verifier.ts';

/** Writes one dialogue through a store, and keeps the model of what it must be. */
export class Writer {
  readonly id: DialogueId;
  readonly model: ModelDialogue;
  readonly #t: Verifier;
  readonly #store: OpenStore;

  constructor(t: Verifier, store: OpenStore, id: DialogueId) {
    this.#t = t;
    this.#store = store;
    this.id = id;
    this.model = new ModelDialogue(id);
  }

  draft(draft: Draft = {}): Commit {
    return this.model.draft(draft);
  }

  /** Sends a commit that must be committed. */
  async commit(draft: Draft = {}, store: OpenStore = this.#store): Promise<Commit> {
    const commit = this.draft(draft);
    await this.send(commit, store);
    return commit;
  }

  /** Sends a complete commit that must be committed. */
  async send(commit: Commit, store: OpenStore = this.#store): Promise<void> {
    const answer = await store.commit(this.id, commit);
    this.#t.check(answer.outcome === 'committed', 'not-committed', {
      message: `commit ${commit.n} of ${this.id}, upon head ${this.model.n}`,
      expected: this.model.judge(commit),
      actual: answer,
    });
    this.model.commit(commit);
  }
}
