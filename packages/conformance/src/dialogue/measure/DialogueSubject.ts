import {
  dialogueId,
  type DialogueDocument,
  type DialogueId,
  type DialogueStore,
  type PartitionStore,
} from '@colloquy/core';
import type { Subject, WitnessCall } from '../../measure/Witness.ts';
import type { MeasuredSizes } from '../../report/Measurement.ts';
import type { DialogueContext, DialogueFixture } from '../kit/DialogueFixture.ts';
import { cancel, cross, hereOf, out } from '../support/crossing.ts';
import { wideFrom } from './documents.ts';
import type { Tally } from './Tally.ts';

export interface DialogueSubjectOptions {
  readonly t: DialogueContext;
  readonly fixture: DialogueFixture;
  readonly tally: Tally;
  /** The fixture's backend, tallied. */
  readonly backend: PartitionStore;
  readonly entities: number;
  readonly document: DialogueDocument;
}

/** A dialogue of a known size, another of the same size whose data key was renewed, a third that was to move, and none. */
export class DialogueSubject implements Subject {
  readonly t: DialogueContext;
  readonly entities: number;
  readonly document: DialogueDocument;
  readonly usual: DialogueId;
  readonly renewed: DialogueId;
  /** Of which a boundary entry is the head, whenever {@link DialogueSubject.cross} was called. */
  readonly moved: DialogueId;
  readonly absent: DialogueId;
  /** For what is created. */
  readonly fresh: DialogueId;
  readonly #fixture: DialogueFixture;
  readonly #tally: Tally;
  readonly #backend: PartitionStore;
  #moves = 0;

  constructor({ t, fixture, tally, backend, entities, document }: DialogueSubjectOptions) {
    this.t = t;
    this.entities = entities;
    this.document = document;
    this.#fixture = fixture;
    this.#tally = tally;
    this.#backend = backend;
    this.usual = dialogueId(`usual-${entities}`);
    this.renewed = dialogueId(`renewed-${entities}`);
    this.moved = dialogueId(`moved-${entities}`);
    this.absent = dialogueId(`absent-${entities}`);
    this.fresh = dialogueId(`fresh-${entities}`);
  }

  /** Whether one entity of it can refer to more others than one `get` asks for. */
  get isWide(): boolean {
    return this.entities >= wideFrom;
  }

  /** Of the whole store: for calls that concern no dialogue that exists. */
  sizes(): MeasuredSizes {
    return this.#tally.total();
  }

  /** A call upon one of the dialogues. */
  call(
    name: string,
    id: DialogueId,
    run: (store: DialogueStore) => Promise<unknown>,
    sizes: Readonly<Record<string, number>> = {},
  ): WitnessCall<DialogueStore> {
    const own = this.#tally.sizes(id);
    return { case: name, sizes: { ...(own.records === 0 ? {} : own), ...sizes }, run };
  }

  /** Another copy of the dialogue, with another data key since. */
  async prepareRenewed(): Promise<void> {
    await this.#fixture.store({ backend: this.#backend }).importDocument(this.renewed, this.document);
    const operations = this.#fixture.operations({ backend: this.#backend });
    await operations.rotateDataKey(this.renewed);
  }

  /** Another copy of the dialogue, which nobody has moved yet. */
  async prepareMoved(): Promise<void> {
    await this.#fixture.store({ backend: this.#backend }).importDocument(this.moved, this.document);
  }

  /** Leaves, and is cancelled: a boundary entry is the head then. */
  async cross(): Promise<void> {
    const move = (this.#moves += 1).toString(16).padStart(32, '0');
    const here = hereOf(this.#fixture);
    const body = { moveId: move };
    await cross(
      this.#fixture,
      [
        { ...out('0', here), body },
        { ...cancel('0', here), body },
      ],
      this.moved,
    );
  }

  /** Writes so many entries that verifying reads several pages of the log: a few that name every record. */
  async renewAgain(times: number): Promise<void> {
    const operations = this.#fixture.operations({ backend: this.#backend });
    for (let at = 0; at < times; at++) {
      await operations.rotateDataKey(this.renewed);
      await operations.reseal(this.renewed);
    }
  }
}
