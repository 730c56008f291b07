export { type CrossedSet, lowestSum, type MarginWitness, sumsOf } from './crossed-set.ts';
export {
  type CrossingContext,
  type CrossingPatternResult,
  type MarginProof,
  protectCrossing,
} from './protect-crossing.ts';
