import type { DialogueLaw } from './kit/DialogueFixture.ts';
import { asBudgetLaws } from './laws/asBudget.ts';
import { asCursorLaws } from './laws/asCursors.ts';
import { asPageLaws } from './laws/asPages.ts';
import { asSimilarLaws } from './laws/asSimilar.ts';
import { asTruthLaws } from './laws/asTruth.ts';
import { bytesAddressLaws } from './laws/bytesAddress.ts';
import { bytesEntryLaws } from './laws/bytesEntry.ts';
import { bytesStateLaws } from './laws/bytesState.ts';
import { ckAnchorLaws } from './laws/ckAnchor.ts';
import { ckCreateLaws } from './laws/ckCreate.ts';
import { ckKeyLaws } from './laws/ckKey.ts';
import { ckNoteLaws } from './laws/ckNote.ts';
import { ckSeedLaws } from './laws/ckSeed.ts';
import { ckVerifyLaws } from './laws/ckVerify.ts';
import { dsBudgetLaws } from './laws/dsBudget.ts';
import { dsImportLaws } from './laws/dsImport.ts';
import { dsReadLaws } from './laws/dsRead.ts';
import { dsRoundLaws } from './laws/dsRound.ts';
import { dsSameLaws } from './laws/dsSame.ts';
import { dsScopeLaws } from './laws/dsScope.ts';
import { dsWriteLaws } from './laws/dsWrite.ts';
import { evBytesLaws } from './laws/evBytes.ts';
import { evCacheLaws } from './laws/evCache.ts';
import { evOpenLaws } from './laws/evOpen.ts';
import { evPadLaws } from './laws/evPad.ts';
import { evSealLaws } from './laws/evSeal.ts';
import { evSecretLaws } from './laws/evSecret.ts';
import { evTamperLaws } from './laws/evTamper.ts';
import { evWrapLaws } from './laws/evWrap.ts';
import { leaseLaws } from './laws/leases.ts';
import { leaseAskLaws } from './laws/leaseAsk.ts';
import { leaseStoreLaws } from './laws/leaseStore.ts';
import { koRotateLaws } from './laws/koRotate.ts';
import { koCostLaws } from './laws/koCost.ts';
import { koEpochAddLaws } from './laws/koEpochAdd.ts';
import { koEpochDestroyLaws } from './laws/koEpochDestroy.ts';
import { koEraseLaws } from './laws/koErase.ts';
import { koEraseCertificateLaws } from './laws/koEraseCertificate.ts';
import { koImportLaws } from './laws/koImport.ts';
import { koResealLaws } from './laws/koReseal.ts';
import { koRetireLaws } from './laws/koRetire.ts';
import { koRewrapLaws } from './laws/koRewrap.ts';
import { koSeriesLaws } from './laws/koSeries.ts';
import { mgWholeLaws } from './laws/mgWhole.ts';
import { mgWholeFaultLaws } from './laws/mgWholeFaults.ts';
import { mgWholeNamedLaws } from './laws/mgWholeNamed.ts';
import { mgWholeTimeLaws } from './laws/mgWholeTimes.ts';
import { mgAbandonLaws } from './laws/mgAbandon.ts';
import { mgAnswerLaws } from './laws/mgAnswer.ts';
import { mgAnswerNamedLaws } from './laws/mgAnswerNamed.ts';
import { mgAnswerToldLaws } from './laws/mgAnswerTold.ts';
import { mgChainLaws } from './laws/mgChain.ts';
import { mgEntryLaws } from './laws/mgEntry.ts';
import { mgEntrySequenceLaws } from './laws/mgEntrySequence.ts';
import { mgReadLaws } from './laws/mgRead.ts';
import { mgCopyLaws } from './laws/mgCopy.ts';
import { mgCopyRecordLaws } from './laws/mgCopyRecords.ts';
import { mgCopyTailLaws } from './laws/mgCopyTail.ts';
import { onceLaws } from './laws/once.ts';
import { onceOperationLaws } from './laws/onceOperation.ts';
import { mgCancelLaws } from './laws/mgCancel.ts';
import { mgPurgeLaws } from './laws/mgPurge.ts';
import { mgMoveLaws } from './laws/mgMove.ts';
import { mgStoreLaws } from './laws/mgStore.ts';
import { mgStoreBatchLaws } from './laws/mgStoreBatches.ts';
import { mgStoreClaimLaws } from './laws/mgStoreClaims.ts';
import { mgStoreCrossingLaws } from './laws/mgStoreCrossings.ts';
import { mgMoveLooksLaws } from './laws/mgMoveLooks.ts';
import { mgKeysLaws } from './laws/mgKeys.ts';
import { mgPeersLaws } from './laws/mgPeers.ts';
import { mgRegisterLaws } from './laws/mgRegister.ts';
import { mgRegisterVerifyLaws } from './laws/mgRegisterVerify.ts';
import { mgRegisterTrustLaws } from './laws/mgRegisterTrust.ts';
import { mgCompareLaws } from './laws/mgCompare.ts';
import { raAttestLaws } from './laws/raAttest.ts';
import { raAuditLaws } from './laws/raAudit.ts';
import { raMovedLaws } from './laws/raMoved.ts';
import { raObstacleLaws } from './laws/raObstacles.ts';
import { raJudgeLaws } from './laws/raJudge.ts';
import { raPortLaws } from './laws/raPort.ts';
import { raStateLaws } from './laws/raState.ts';
import { raDoctorLaws } from './laws/raDoctor.ts';
import { readAgainLaws } from './laws/readAgain.ts';
import { readCatchUpLaws } from './laws/readCatchUp.ts';
import { readStaleLaws } from './laws/readStale.ts';
import { readHeadLaws } from './laws/readHead.ts';
import { readRecordLaws } from './laws/readRecords.ts';
import { verifyLogLaws } from './laws/verifyLog.ts';
import { verifyRecordLaws } from './laws/verifyRecords.ts';
import { writeLaws } from './laws/write.ts';
import { writeConflictLaws } from './laws/writeConflict.ts';
import { writeLimitLaws } from './laws/writeLimits.ts';
import { dialogueDifferentialLaw } from './model/differential.ts';
import { dialogueModelLaw } from './model/modelLaw.ts';

/** Every law of the commit log (CL-*), of checkpoints (CK-*), of the DialogueStore (DS-*), of the envelope (EV-*), of leases (LE-*), of key operations (KO-*), of torn restores (RA-*), of boundary entries, keys and register of moves (MG-*) and of the AnalyticsStore (AS-*). */
/** Every law of the commit log (CL-*), of checkpoints (CK-*), of the DialogueStore (DS-*), of the envelope (EV-*), of leases (LE-*), of key operations (KO-*), of torn restores (RA-*), of the AnalyticsStore (AS-*), and of what a move copies (MG-COPY-*). */
export const dialogueLaws: readonly DialogueLaw[] = [
  ...bytesAddressLaws,
  ...bytesEntryLaws,
  ...bytesStateLaws,
  ...writeLaws,
  ...writeConflictLaws,
  ...writeLimitLaws,
  ...onceLaws,
  ...onceOperationLaws,
  ...readHeadLaws,
  ...readRecordLaws,
  ...readCatchUpLaws,
  ...readStaleLaws,
  ...readAgainLaws,
  ...verifyLogLaws,
  ...verifyRecordLaws,
  ...ckNoteLaws,
  ...ckKeyLaws,
  ...ckCreateLaws,
  ...ckVerifyLaws,
  ...ckSeedLaws,
  ...ckAnchorLaws,
  ...dsScopeLaws,
  ...dsSameLaws,
  ...dsWriteLaws,
  ...dsRoundLaws,
  ...dsReadLaws,
  ...dsImportLaws,
  ...mgCopyLaws,
  ...mgCopyRecordLaws,
  ...mgCopyTailLaws,
  ...dsBudgetLaws,
  ...evBytesLaws,
  ...evSealLaws,
  ...evPadLaws,
  ...evWrapLaws,
  ...evOpenLaws,
  ...evTamperLaws,
  ...evCacheLaws,
  ...evSecretLaws,
  ...leaseLaws,
  ...leaseAskLaws,
  ...leaseStoreLaws,
  ...koRotateLaws,
  ...koResealLaws,
  ...koRetireLaws,
  ...koRewrapLaws,
  ...koEraseLaws,
  ...koEraseCertificateLaws,
  ...koEpochAddLaws,
  ...koEpochDestroyLaws,
  ...koImportLaws,
  ...koSeriesLaws,
  ...koCostLaws,
  ...raDoctorLaws,
  ...raJudgeLaws,
  ...raAttestLaws,
  ...raStateLaws,
  ...raAuditLaws,
  ...raObstacleLaws,
  ...raMovedLaws,
  ...raPortLaws,
  ...mgStoreLaws,
  ...mgStoreBatchLaws,
  ...mgStoreClaimLaws,
  ...mgStoreCrossingLaws,
  ...mgMoveLaws,
  ...mgMoveLooksLaws,
  ...mgCancelLaws,
  ...mgAbandonLaws,
  ...mgPurgeLaws,
  ...mgKeysLaws,
  ...mgPeersLaws,
  ...mgRegisterLaws,
  ...mgRegisterVerifyLaws,
  ...mgRegisterTrustLaws,
  ...mgCompareLaws,
  ...mgEntryLaws,
  ...mgEntrySequenceLaws,
  ...mgReadLaws,
  ...mgChainLaws,
  ...mgAnswerLaws,
  ...mgAnswerNamedLaws,
  ...mgAnswerToldLaws,
  ...asPageLaws,
  ...asCursorLaws,
  ...asBudgetLaws,
  ...asTruthLaws,
  ...asSimilarLaws,
  dialogueModelLaw,
  dialogueDifferentialLaw,
  ...mgWholeLaws,
  ...mgWholeFaultLaws,
  ...mgWholeNamedLaws,
  ...mgWholeTimeLaws,
];
