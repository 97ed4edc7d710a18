import { dynamoEngine } from '../dynamo/dynamoEngine.ts';
import { postgresEngine } from '../postgres/postgresEngine.ts';
import type { Engine } from './Engine.ts';
import type { Plan } from './guardianProtocol.ts';

/** The engine that a plan is for. */
export function engineOf(plan: Plan): Engine {
  switch (plan.kind) {
    case 'postgres':
      return postgresEngine(plan);
    case 'dynamo':
      return dynamoEngine(plan);
  }
}
