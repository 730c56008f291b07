export { type AccessGrant, accessGrant, backboneAppointmentValues } from './access-grant.ts';
export { canGrant, type Granter, judgeGrantedOrganizations, judgeLastBackbone } from './grant-rules.ts';
