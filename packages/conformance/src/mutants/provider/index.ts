import type { ProviderMutant } from '../Mutant.ts';
import { closeKeepsKeys } from './closeKeepsKeys.ts';
import { copySharesAnswer } from './copySharesAnswer.ts';
import { copyWipesInput } from './copyWipesInput.ts';
import { faultAbortIgnored } from './faultAbortIgnored.ts';
import { faultAnswerUnchecked } from './faultAnswerUnchecked.ts';
import { faultHangs } from './faultHangs.ts';
import { faultOfPaper } from './faultOfPaper.ts';
import { faultRawError } from './faultRawError.ts';
import { faultRefusalTransient } from './faultRefusalTransient.ts';
import { faultRemembered } from './faultRemembered.ts';
import { faultStorm } from './faultStorm.ts';
import { faultTransientRefused } from './faultTransientRefused.ts';
import { faultUndeclared } from './faultUndeclared.ts';
import { materialClosed } from './materialClosed.ts';
import { materialOfScope } from './materialOfScope.ts';
import { materialTooLong } from './materialTooLong.ts';
import { openExpired } from './openExpired.ts';
import { openForAnyEpoch } from './openForAnyEpoch.ts';
import { openForAnyTenant } from './openForAnyTenant.ts';
import { openKekIdOfKey } from './openKekIdOfKey.ts';
import { openLongKey } from './openLongKey.ts';
import { openOtherCode } from './openOtherCode.ts';
import { openRandom } from './openRandom.ts';
import { openTruncated } from './openTruncated.ts';
import { openWithoutMaterial } from './openWithoutMaterial.ts';
import { outageMissing } from './outageMissing.ts';
import { outageOtherCode } from './outageOtherCode.ts';
import { outageRemembered } from './outageRemembered.ts';
import { secretInMaterial } from './secretInMaterial.ts';
import { secretInPrint } from './secretInPrint.ts';
import { signalIgnoredByProvider } from './signalIgnoredByProvider.ts';

/** Broken key providers. */
export const providerMutants: readonly ProviderMutant[] = [
  closeKeepsKeys,
  copySharesAnswer,
  copyWipesInput,
  materialClosed,
  materialTooLong,
  materialOfScope,
  openRandom,
  openLongKey,
  openKekIdOfKey,
  openForAnyEpoch,
  openForAnyTenant,
  openWithoutMaterial,
  openOtherCode,
  openTruncated,
  openExpired,
  outageMissing,
  outageOtherCode,
  outageRemembered,
  secretInMaterial,
  secretInPrint,
  signalIgnoredByProvider,
  faultAnswerUnchecked,
  faultHangs,
  faultRawError,
  faultRefusalTransient,
  faultTransientRefused,
  faultRemembered,
  faultAbortIgnored,
  faultStorm,
  faultUndeclared,
  faultOfPaper,
];
