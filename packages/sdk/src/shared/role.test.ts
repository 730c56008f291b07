import { expect, it } from 'vitest';
import {
  actsForEveryOrganization,
  changesEverything,
  changesRecords,
  includesRole,
  readsEverything,
  roles,
} from './role.ts';

it('gives each role the rights of those before it', () => {
  const rights = roles.map((role) => [role, roles.filter((least) => includesRole(role, least))]);
  expect(Object.fromEntries(rights)).toEqual({
    OBSERVER: ['OBSERVER'],
    CONTRIBUTOR: ['OBSERVER', 'CONTRIBUTOR'],
    STEWARD: ['OBSERVER', 'CONTRIBUTOR', 'STEWARD'],
    BACKBONE: ['OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE'],
  });
});

it.each([
  [changesRecords, ['CONTRIBUTOR', 'STEWARD', 'BACKBONE']],
  [readsEverything, ['STEWARD', 'BACKBONE']],
  [actsForEveryOrganization, ['STEWARD', 'BACKBONE']],
  [changesEverything, ['BACKBONE']],
])('%o is a right of %j', (right, having) => {
  expect(roles.filter((role) => right(role))).toEqual(having);
});
