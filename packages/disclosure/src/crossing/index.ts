export { type CrossedSet, type MarginWitness, sumsOf } from './crossed-set.ts';
export {
  type CrossingContext,
  type CrossingPatternResult,
  type MarginProof,
  protectCrossing,
} from './protect-crossing.ts';
