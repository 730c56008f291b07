export { membershipRecord, networksAround } from './network-membership-rules.ts';
export { placeInput } from './place-hierarchy.ts';
export { groupCodesOf } from './sector-coverage.ts';
