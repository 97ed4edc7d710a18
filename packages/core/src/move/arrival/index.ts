export type { ArrivalRequest, ArrivalStore } from './Arrival.ts';
export { clearAbove, type Cleared, type ClearRequest } from './clearAbove.ts';
export { copyDialogue, type CopyDone } from './copyDialogue.ts';
export { judgeSource, type JudgeRequest, type NotJudged, type Sound } from './judgeSource.ts';
export { removeRecords, type Removed, type RemoveRequest } from './removeRecords.ts';
export type { Superseded } from './Superseded.ts';
export { verifyCopy, type Verified } from './verifyCopy.ts';
export { arrivalLimits, type ArrivalLimits, type Load, type Progress, type WorkOptions } from './Work.ts';
