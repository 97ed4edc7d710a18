import type { StoreMutant } from '../Mutant.ts';
import { kitLimitFalse } from './kitLimitFalse.ts';
import { kitLimitUndeclared } from './kitLimitUndeclared.ts';
import { kitLimitUnheld } from './kitLimitUnheld.ts';
import { kitMeterBlind } from './kitMeterBlind.ts';
import { kitMeterElsewhere } from './kitMeterElsewhere.ts';
import { kitMeterKeeps } from './kitMeterKeeps.ts';
import { kitMeterLines } from './kitMeterLines.ts';
import { kitMeterMissing } from './kitMeterMissing.ts';
import { kitMeterNumbers } from './kitMeterNumbers.ts';
import { kitMeterOfAll } from './kitMeterOfAll.ts';
import { kitMeterUndeclared } from './kitMeterUndeclared.ts';
import { kitObstacleOfPaper } from './kitObstacleOfPaper.ts';
import { kitProbeElsewhere } from './kitProbeElsewhere.ts';
import { kitProbeReadsOnly } from './kitProbeReadsOnly.ts';
import { kitProcessesMissing } from './kitProcessesMissing.ts';
import { kitProcessesUndeclared } from './kitProcessesUndeclared.ts';
import { kitReopenKeeps } from './kitReopenKeeps.ts';
import { kitReopenLeavesOpen } from './kitReopenLeavesOpen.ts';
import { kitSecondAlone } from './kitSecondAlone.ts';
import { kitSecondSame } from './kitSecondSame.ts';
import { kitShared } from './kitShared.ts';
import { kitStepsMissing } from './kitStepsMissing.ts';
import { kitStepsNotHeld } from './kitStepsNotHeld.ts';
import { kitStepsUndeclared } from './kitStepsUndeclared.ts';
import { kitWithoutObstacle } from './kitWithoutObstacle.ts';

/** Kits that promise what they do not keep, or keep what they do not promise. */
export const kitMutants: readonly StoreMutant[] = [
  kitShared,
  kitSecondAlone,
  kitSecondSame,
  kitReopenKeeps,
  kitReopenLeavesOpen,
  kitProbeElsewhere,
  kitProbeReadsOnly,
  kitStepsMissing,
  kitStepsNotHeld,
  kitStepsUndeclared,
  kitLimitFalse,
  kitLimitUndeclared,
  kitLimitUnheld,
  kitProcessesMissing,
  kitProcessesUndeclared,
  kitMeterBlind,
  kitMeterElsewhere,
  kitMeterKeeps,
  kitMeterLines,
  kitMeterMissing,
  kitMeterNumbers,
  kitMeterOfAll,
  kitMeterUndeclared,
  kitObstacleOfPaper,
  kitWithoutObstacle,
];
