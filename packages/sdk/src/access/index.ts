export { type AccessGrant, accessGrant } from './access-grant.ts';
export { canGrant, type Granter, judgeGrantedOrganizations, judgeLastBackbone } from './grant-rules.ts';
