import { dialogueId, type DialogueId } from '@colloquy/core';
import type { Fixture, OpenStore } from '../kit/AdapterKit.ts';
import { ModelDialogue } from './ModelDialogue.ts';

/** Ids that a prefix confuses. */
export const worldIds: readonly DialogueId[] = ['a', 'a-', 'a-1', 'ab'].map(dialogueId);

/** The dialogues of a model run. */
export class ModelWorld {
  readonly dialogues: readonly ModelDialogue[] = worldIds.map((id) => new ModelDialogue(id));

  dialogue(index: number): ModelDialogue {
    const found = this.dialogues[index % this.dialogues.length];
    if (found === undefined) throw new RangeError('a world has dialogues');
    return found;
  }
}

/** One backend in a model run: a fixture and its two clients. */
export class RealWorld {
  readonly name: string;
  readonly fixture: Fixture;
  #clients: readonly OpenStore[];

  private constructor(name: string, fixture: Fixture, clients: readonly OpenStore[]) {
    this.name = name;
    this.fixture = fixture;
    this.#clients = clients;
  }

  static async open(name: string, fixture: Fixture): Promise<RealWorld> {
    return new RealWorld(name, fixture, [fixture.store, await fixture.second()]);
  }

  client(index: number): OpenStore {
    return this.#clients[index % this.#clients.length] ?? this.fixture.store;
  }

  async reopen(): Promise<void> {
    this.#clients = [await this.fixture.reopen(), await this.fixture.second()];
  }
}
