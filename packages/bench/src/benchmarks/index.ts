import type { Benchmark } from '../harness/Contender.ts';
import { audit } from './audit.ts';
import { backend } from './backend.ts';
import { choices } from './choices.ts';
import { dynamo } from './dynamo.ts';
import { envelope } from './envelope.ts';
import { load } from './load.ts';
import { memory } from './memory.ts';
import { micro } from './micro.ts';
import { move } from './move.ts';
import { refresh } from './refresh.ts';
import { refs } from './refs.ts';
import { round } from './round.ts';
import { verdicts } from './verdicts.ts';
import { verify } from './verify.ts';
import { write } from './write.ts';

/** Every benchmark, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  envelope,
  load,
  verify,
  write,
  round,
  refresh,
  audit,
  micro,
  backend,
  choices,
  dynamo,
  refs,
  verdicts,
  move,
  memory,
];
