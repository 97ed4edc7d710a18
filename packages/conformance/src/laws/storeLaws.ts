import type { StoreLaw } from '../kit/AdapterKit.ts';
import { declaredLaws } from './kit/declared.ts';
import { fixtureLaws } from './kit/fixture.ts';
import { meterLaws } from './kit/meter.ts';
import { probeLaws } from './kit/probe.ts';
import { modelLaw } from '../model/modelLaw.ts';
import { processLaws } from '../processes/laws/index.ts';
import { attributeLaws } from './store/attributes.ts';
import { byteLaws } from './store/bytes.ts';
import { closeLaws } from './store/close.ts';
import { analyticsListLaws } from './analytics/lists.ts';
import { analyticsPageLaws } from './analytics/pages.ts';
import { analyticsRowLaws } from './analytics/rows.ts';
import { analyticsTogetherLaws } from './analytics/together.ts';
import { commitLaws } from './store/commit.ts';
import { commitConditionLaws } from './store/commitConditions.ts';
import { commitEntryLaws } from './store/commitEntry.ts';
import { commitErrorLaws } from './store/commitErrors.ts';
import { commitLimitLaws } from './store/commitLimits.ts';
import { concurrentLaws } from './store/concurrent.ts';
import { copyLaws } from './store/copies.ts';
import { durableLaws } from './store/durable.ts';
import { getLaws } from './store/get.ts';
import { headLaws } from './store/head.ts';
import { headerLaws } from './header/header.ts';
import { headerReplaceLaws } from './header/replace.ts';
import { headerTogetherLaws } from './header/together.ts';
import { largeLaws } from './store/large.ts';
import { largeSteppedLaws } from './store/largeStepped.ts';
import { lastLaws } from './store/last.ts';
import { loadLaws } from './store/load.ts';
import { logLaws } from './store/log.ts';
import { orderLaws } from './store/order.ts';
import { scopeLaws } from './store/scope.ts';
import { migrationLaws } from './migration/index.ts';
import { settleLaws } from './store/settleStepped.ts';
import { signalLaws } from './store/signal.ts';

/** Every law of the PartitionStore, of the store header, of moves, of analytics and of the kit that it is judged through. The kit first: nothing else means much without it. */
export const storeLaws: readonly StoreLaw[] = [
  ...fixtureLaws,
  ...probeLaws,
  ...declaredLaws,
  ...meterLaws,
  ...scopeLaws,
  ...copyLaws,
  ...byteLaws,
  ...attributeLaws,
  ...orderLaws,
  ...headLaws,
  ...getLaws,
  ...lastLaws,
  ...loadLaws,
  ...logLaws,
  ...commitLaws,
  ...commitEntryLaws,
  ...commitConditionLaws,
  ...commitErrorLaws,
  ...commitLimitLaws,
  ...concurrentLaws,
  ...largeLaws,
  ...largeSteppedLaws,
  ...settleLaws,
  ...durableLaws,
  ...processLaws,
  ...signalLaws,
  ...closeLaws,
  ...headerLaws,
  ...headerReplaceLaws,
  ...headerTogetherLaws,
  ...migrationLaws,
  ...analyticsRowLaws,
  ...analyticsListLaws,
  ...analyticsPageLaws,
  ...analyticsTogetherLaws,
  modelLaw,
];
