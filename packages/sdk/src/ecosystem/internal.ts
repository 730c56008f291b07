export { networksAround } from './network-membership-rules.ts';
export { groupCodesOf } from './sector-coverage.ts';
