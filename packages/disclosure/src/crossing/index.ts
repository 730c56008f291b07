export { type CrossedSet, sumsOf } from './crossed-set.ts';
