import { describe, expect, it } from 'vitest';
import { type Role, roles } from '../shared/role.ts';
import { canGrant, judgeGrantedOrganizations, judgeLastBackbone } from './grant-rules.ts';

describe('a grant', () => {
  const grantable = (role: Role | null, { isOperator = false, backbones = 1 } = {}) =>
    roles.filter((granted) => canGrant({ role, isOperator, backbones }, granted));

  it.each<[Role | null, Role[]]>([
    [null, []],
    ['OBSERVER', []],
    ['CONTRIBUTOR', []],
    ['STEWARD', ['OBSERVER', 'CONTRIBUTOR']],
    ['BACKBONE', ['OBSERVER', 'CONTRIBUTOR', 'STEWARD', 'BACKBONE']],
  ])('can be made by a principal with the role %s for the roles %j', (role, granted) => {
    expect(grantable(role)).toEqual(granted);
    expect(grantable(role, { isOperator: true })).toEqual(granted);
  });

  it('of the first BACKBONE can be made by an operator', () => {
    expect(grantable(null, { isOperator: true, backbones: 0 })).toEqual(['BACKBONE']);
    expect(grantable(null, { backbones: 0 })).toEqual([]);
  });

  it.each<[Role, string[], string[]]>([
    ['OBSERVER', [], []],
    ['OBSERVER', ['a'], []],
    ['CONTRIBUTOR', [], ['REQUIRED organizationIds']],
    ['CONTRIBUTOR', ['a'], []],
    ['STEWARD', [], []],
    ['STEWARD', ['a'], ['INVALID organizationIds']],
    ['BACKBONE', ['a'], ['INVALID organizationIds']],
  ])('of %s for the organizations %j has the issues %j', (role, organizationIds, issues) => {
    const found = judgeGrantedOrganizations({ role, organizationIds });
    expect(found.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(issues);
  });

  it.each<[Role, Role | null, number, string[]]>([
    ['BACKBONE', null, 0, ['IMMUTABLE id']],
    ['BACKBONE', 'STEWARD', 0, ['IMMUTABLE role']],
    ['BACKBONE', 'BACKBONE', 0, []],
    ['BACKBONE', null, 1, []],
    ['STEWARD', null, 0, []],
  ])('of %s that becomes %s beside %i other BACKBONEs has the issues %j', (before, after, others, issues) => {
    const found = judgeLastBackbone({ before, after, others });
    expect(found.map(({ code, path }) => `${code} ${path.join('.')}`)).toEqual(issues);
  });
});
