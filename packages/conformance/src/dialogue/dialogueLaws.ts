import type { DialogueLaw } from './kit/DialogueFixture.ts';
import { bytesAddressLaws } from './laws/bytesAddress.ts';
import { bytesEntryLaws } from './laws/bytesEntry.ts';
import { bytesStateLaws } from './laws/bytesState.ts';

/** Every law of the commit log (CL-*) and of the DialogueStore (DS-*). */
export const dialogueLaws: readonly DialogueLaw[] = [...bytesAddressLaws, ...bytesEntryLaws, ...bytesStateLaws];
