import type { VaultMutant } from '../Mutant.ts';
import { durableNot } from './durableNot.ts';
import { getAsText } from './getAsText.ts';
import { getCut } from './getCut.ts';
import { getEmptyBytes } from './getEmptyBytes.ts';
import { getShared } from './getShared.ts';
import { listAsText } from './listAsText.ts';
import { listNeverEmpty } from './listNeverEmpty.ts';
import { putAnswersOwn } from './putAnswersOwn.ts';
import { putOverwrites } from './putOverwrites.ts';
import { putRaces } from './putRaces.ts';
import { putUnseen } from './putUnseen.ts';
import { removeByPrefix } from './removeByPrefix.ts';
import { removeHides } from './removeHides.ts';
import { removeListed } from './removeListed.ts';
import { removeOfAll } from './removeOfAll.ts';
import { removeOfNothing } from './removeOfNothing.ts';
import { removeRevived } from './removeRevived.ts';
import { scopeFolded } from './scopeFolded.ts';
import { scopeJoined } from './scopeJoined.ts';
import { signalIgnoredByVault } from './signalIgnoredByVault.ts';

/** Broken key vaults. */
export const vaultMutants: readonly VaultMutant[] = [
  durableNot,
  getEmptyBytes,
  getAsText,
  getCut,
  getShared,
  listAsText,
  listNeverEmpty,
  putUnseen,
  putAnswersOwn,
  putOverwrites,
  putRaces,
  removeByPrefix,
  removeHides,
  removeListed,
  removeOfAll,
  removeOfNothing,
  removeRevived,
  scopeFolded,
  scopeJoined,
  signalIgnoredByVault,
];
