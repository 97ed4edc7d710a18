import { limits } from '../../../limits.ts';
import type { Dialogue, Round } from '../../entities/types.ts';
import { fieldPath } from '../../fields/fieldPath.ts';
import { entityKey } from '../../ids/entityKey.ts';
import { checkDistinct } from '../checks/distinct.ts';
import { checkExpert } from '../checks/experts.ts';
import { isWhole, type Parts } from '../input/Parts.ts';
import { newRoundTable } from '../input/tables.ts';
import { judge, stageCreated } from '../staging/events.ts';
import { given, makeEntity } from '../staging/make.ts';
import type { Staging } from '../staging/Staging.ts';
import { scoreFields } from './roundRecord.ts';

/** Stages the next round with its panel; experts who sit on a panel for the first time get their `firstRound`. */
export function stageRound(staging: Staging, parts: Parts<typeof newRoundTable>): Round | undefined {
  const isNext = checkNext(staging, parts.round);
  parts.panel?.forEach((member, index) => checkExpert(staging, member?.slug, fieldPath('panel', [index, 'slug'])));
  checkDistinct(
    staging,
    parts.panel?.map((member) => member?.slug),
    (index) => fieldPath('panel', [index, 'slug']),
  );
  if (!isNext || !isWhole(newRoundTable, parts)) return undefined;
  const { round, title, summary, panel, scores, metrics } = parts;
  const key = entityKey.round(round);
  const entity = makeEntity('round', key, {
    status: 'open',
    createdAt: staging.now,
    panel,
    eventCount: 1,
    ...given({ title, summary }),
    ...scoreFields(scores),
    ...metrics,
  });
  staging.put(key, entity);
  stageCreated(staging, entity, round, [judge]);
  const { root } = staging;
  const counted: Dialogue = {
    ...root,
    totalRounds: round + 1,
    totalAlignment: root.totalAlignment + (entity.score ?? 0),
  };
  staging.put(entityKey.dialogue(), counted);
  for (const { slug } of panel) stageFirstRound(staging, slug, round);
  return entity;
}

function checkNext(staging: Staging, round: number | undefined): boolean {
  const { totalRounds } = staging.root;
  if (round === undefined) return false;
  if (round === totalRounds && staging.get(entityKey.round(round)) === undefined) return true;
  const full = totalRounds > limits.maxRound;
  staging.fault({
    code: 'invalid_round',
    message:
      round < totalRounds
        ? `Round ${round} exists already; rounds are created in order, each once.`
        : `Rounds are created in order, beginning with round 0; round ${totalRounds} comes next.`,
    field: 'round',
    value: round,
    ...(full ? {} : { validOptions: [String(totalRounds)] }),
    suggestion: full ? `All rounds 0 to ${limits.maxRound} exist.` : `Create round ${totalRounds}.`,
  });
  return false;
}

function stageFirstRound(staging: Staging, slug: string, round: number): void {
  const key = entityKey.expert(slug);
  const expert = staging.get(key);
  if (expert !== undefined && expert.firstRound === undefined) staging.put(key, { ...expert, firstRound: round });
}
