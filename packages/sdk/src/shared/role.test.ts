import { expect, it } from 'vitest';
import { includesRole, roles } from './role.ts';

it('gives each role the rights of those before it', () => {
  const rights = roles.map((role) => [role, roles.filter((least) => includesRole(role, least))]);
  expect(Object.fromEntries(rights)).toEqual({
    OBSERVER: ['OBSERVER'],
    CONTRIBUTOR: ['OBSERVER', 'CONTRIBUTOR'],
    STEWARD: ['OBSERVER', 'CONTRIBUTOR', 'STEWARD'],
    BACKBONE: ['OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE'],
  });
});
