import type { StoreMutant } from '../Mutant.ts';
import { attributesBits } from './attributesBits.ts';
import { attributesFloat } from './attributesFloat.ts';
import { attributesGuessed } from './attributesGuessed.ts';
import { attributesMerged } from './attributesMerged.ts';
import { bytesAsArray } from './bytesAsArray.ts';
import { bytesAsText } from './bytesAsText.ts';
import { bytesBodyCut } from './bytesBodyCut.ts';
import { bytesTrimmed } from './bytesTrimmed.ts';
import { checksIgnored } from './checksIgnored.ts';
import { checksIgnoredWhenLarge } from './checksIgnoredWhenLarge.ts';
import { checksWritten } from './checksWritten.ts';
import { closeOpenReads } from './closeOpenReads.ts';
import { closeOtherCode } from './closeOtherCode.ts';
import { closeTwice } from './closeTwice.ts';
import { commitAgainConflicts } from './commitAgainConflicts.ts';
import { commitAgainWrites } from './commitAgainWrites.ts';
import { commitById } from './commitById.ts';
import { commitByLength } from './commitByLength.ts';
import { commitConflictBare } from './commitConflictBare.ts';
import { commitConflictHeadEntry } from './commitConflictHeadEntry.ts';
import { commitDropsOne } from './commitDropsOne.ts';
import { commitEmptySkipped } from './commitEmptySkipped.ts';
import { commitFillsGaps } from './commitFillsGaps.ts';
import { commitLastWins } from './commitLastWins.ts';
import { commitLeavesGaps } from './commitLeavesGaps.ts';
import { commitNotAtomic } from './commitNotAtomic.ts';
import { commitOwnCopy } from './commitOwnCopy.ts';
import { commitRepairsHead } from './commitRepairsHead.ts';
import { commitWritesWhatHolds } from './commitWritesWhatHolds.ts';
import { copyAnswerShared } from './copyAnswerShared.ts';
import { copyInputKept } from './copyInputKept.ts';
import { copyLate } from './copyLate.ts';
import { durableHalf } from './durableHalf.ts';
import { durableLosesLast } from './durableLosesLast.ts';
import { errorAfterWriting } from './errorAfterWriting.ts';
import { errorTakenForSuccess } from './errorTakenForSuccess.ts';
import { errorUnderObstacle } from './errorUnderObstacle.ts';
import { errorWhileApplying } from './errorWhileApplying.ts';
import { getAtMostFifty } from './getAtMostFifty.ts';
import { getHeadZero } from './getHeadZero.ts';
import { getInOrderAsked } from './getInOrderAsked.ts';
import { getInTwoReads } from './getInTwoReads.ts';
import { getNothingMeansAll } from './getNothingMeansAll.ts';
import { getRemembered } from './getRemembered.ts';
import { getTwice } from './getTwice.ts';
import { headBeforeCommit } from './headBeforeCommit.ts';
import { headByText } from './headByText.ts';
import { headRemembered } from './headRemembered.ts';
import { headWithoutAuth } from './headWithoutAuth.ts';
import { largeBlocksNext } from './largeBlocksNext.ts';
import { largeChunksFirst } from './largeChunksFirst.ts';
import { largeChunkShows } from './largeChunkShows.ts';
import { largeForgotten } from './largeForgotten.ts';
import { largeGetWithoutOverlay } from './largeGetWithoutOverlay.ts';
import { largeInParts } from './largeInParts.ts';
import { largeLeftByReaders } from './largeLeftByReaders.ts';
import { largeReaderMustWrite } from './largeReaderMustWrite.ts';
import { largeMarkShows } from './largeMarkShows.ts';
import { largeWithoutOverlay } from './largeWithoutOverlay.ts';
import { lastOfFirstPage } from './lastOfFirstPage.ts';
import { lastOfWholeSegments } from './lastOfWholeSegments.ts';
import { lastWithoutLowerBound } from './lastWithoutLowerBound.ts';
import { lastRemembered } from './lastRemembered.ts';
import { lastWithWildcards } from './lastWithWildcards.ts';
import { limitOfBytes } from './limitOfBytes.ts';
import { limitOfChecks } from './limitOfChecks.ts';
import { limitOfHundred } from './limitOfHundred.ts';
import { loadHeadLast } from './loadHeadLast.ts';
import { loadHeadZero } from './loadHeadZero.ts';
import { loadOneMegabyte } from './loadOneMegabyte.ts';
import { loadPageOverlap } from './loadPageOverlap.ts';
import { loadRemembered } from './loadRemembered.ts';
import { loadThousand } from './loadThousand.ts';
import { logDescending } from './logDescending.ts';
import { logLastAgain } from './logLastAgain.ts';
import { logNextAfterEnd } from './logNextAfterEnd.ts';
import { logNextSkips } from './logNextSkips.ts';
import { logOverLimit } from './logOverLimit.ts';
import { logRemembered } from './logRemembered.ts';
import { mismatchFirst } from './mismatchFirst.ts';
import { mismatchFirstKey } from './mismatchFirstKey.ts';
import { orderIgnoresCase } from './orderIgnoresCase.ts';
import { orderOfMismatch } from './orderOfMismatch.ts';
import { orderOfNumbers } from './orderOfNumbers.ts';
import { priorIgnored } from './priorIgnored.ts';
import { priorNullIgnored } from './priorNullIgnored.ts';
import { priorOfAbsence } from './priorOfAbsence.ts';
import { scopeEmptyUnnamed } from './scopeEmptyUnnamed.ts';
import { scopeLastAcross } from './scopeLastAcross.ts';
import { scopePrefixLoad } from './scopePrefixLoad.ts';
import { scopeWrongDialogue } from './scopeWrongDialogue.ts';
import { settleAnswersNothing } from './settleAnswersNothing.ts';
import { settleDoesNothing } from './settleDoesNothing.ts';
import { settleForgetsChunks } from './settleForgetsChunks.ts';
import { settleHeadFirst } from './settleHeadFirst.ts';
import { settleLateApplier } from './settleLateApplier.ts';
import { settleUnmarksOnly } from './settleUnmarksOnly.ts';
import { signalIgnored } from './signalIgnored.ts';
import { signalOwnError } from './signalOwnError.ts';
import { signalTooLate } from './signalTooLate.ts';

/** Broken backends, in the order of the clauses that they break. */
export const storeMutants: readonly StoreMutant[] = [
  scopeEmptyUnnamed,
  scopeWrongDialogue,
  scopeLastAcross,
  scopePrefixLoad,
  copyInputKept,
  copyLate,
  copyAnswerShared,
  bytesAsArray,
  bytesAsText,
  bytesBodyCut,
  bytesTrimmed,
  attributesBits,
  attributesFloat,
  attributesGuessed,
  attributesMerged,
  orderIgnoresCase,
  orderOfMismatch,
  orderOfNumbers,
  headBeforeCommit,
  headByText,
  headWithoutAuth,
  headRemembered,
  getInOrderAsked,
  getTwice,
  getInTwoReads,
  getAtMostFifty,
  getNothingMeansAll,
  getHeadZero,
  getRemembered,
  lastOfFirstPage,
  lastOfWholeSegments,
  lastRemembered,
  lastWithWildcards,
  lastWithoutLowerBound,
  loadOneMegabyte,
  loadPageOverlap,
  loadThousand,
  loadHeadZero,
  loadHeadLast,
  loadRemembered,
  logDescending,
  logOverLimit,
  logNextAfterEnd,
  logNextSkips,
  logLastAgain,
  logRemembered,
  commitDropsOne,
  commitOwnCopy,
  commitRepairsHead,
  commitWritesWhatHolds,
  commitConflictBare,
  commitConflictHeadEntry,
  commitLastWins,
  commitFillsGaps,
  commitLeavesGaps,
  commitAgainConflicts,
  commitAgainWrites,
  commitById,
  commitByLength,
  mismatchFirstKey,
  priorIgnored,
  priorNullIgnored,
  priorOfAbsence,
  checksIgnored,
  checksIgnoredWhenLarge,
  checksWritten,
  mismatchFirst,
  commitNotAtomic,
  commitEmptySkipped,
  limitOfBytes,
  limitOfChecks,
  limitOfHundred,
  errorAfterWriting,
  errorTakenForSuccess,
  errorUnderObstacle,
  errorWhileApplying,
  largeGetWithoutOverlay,
  largeWithoutOverlay,
  largeChunksFirst,
  largeInParts,
  settleAnswersNothing,
  settleDoesNothing,
  settleForgetsChunks,
  settleUnmarksOnly,
  settleHeadFirst,
  settleLateApplier,
  largeBlocksNext,
  largeForgotten,
  largeLeftByReaders,
  largeReaderMustWrite,
  largeChunkShows,
  largeMarkShows,
  durableLosesLast,
  durableHalf,
  signalIgnored,
  signalOwnError,
  signalTooLate,
  closeOpenReads,
  closeOtherCode,
  closeTwice,
];
