export * from './network-change.ts';
export * from './partnership.ts';
export * from './partnership-network.ts';
export * from './partnership-rules.ts';
export * from './partnership-type.ts';
export { isTie, type NetworkRating, type RatedPair, ratedPairs } from './rated-pair.ts';
export * from './records.ts';
export * from './relationship-rating.ts';
