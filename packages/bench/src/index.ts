export { benchmarks } from './benchmarks/index.ts';
export {
  isGroup,
  type Benchmark,
  type Comparison,
  type Contender,
  type Figures,
  type Group,
} from './harness/Contender.ts';
export { measure, type Measured, type Ratio, type Timing } from './harness/measure.ts';
export { scales, type Scale } from './harness/scales.ts';
