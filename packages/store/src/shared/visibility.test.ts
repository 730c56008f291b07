import { anonymous, calendarOnTime, type Grant, localProgram, type Viewer } from '@collective-impact/sdk';
import { DummyDriver, expressionBuilder, Kysely, PostgresAdapter, PostgresQueryCompiler, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { isStewardOfRow, visibleTo } from './visibility.ts';

const database = new Kysely<unknown>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: () => {
      throw new Error('This test does not read the catalog.');
    },
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

const isPublic =
  '("d"."visibility" in (\'PUBLIC\') and "d"."ecosystem_id" in (select "e"."id" from "ecosystem" as "e" where "e"."visibility" in (\'PUBLIC\')))';

function principal(grants: Grant[], networkEcosystemIds: string[] = []): Viewer {
  return {
    kind: 'PRINCIPAL',
    principal: { id: 'p', kind: 'PERSON', name: 'Ann', isOperator: true },
    grants,
    networkEcosystemIds,
    origin: null,
  };
}

const grant = (role: Grant['role'], more: Partial<Grant> = {}): Grant => ({
  ecosystemId: 'here',
  role,
  organizationIds: [],
  isOpenToMembers: true,
  ...more,
});

const compiled = (viewer: Viewer, table = 'contact') => {
  const { sql: text, parameters } = visibleTo(viewer, { table, alias: 'd' }).compile(database);
  return [text, ...parameters];
};

describe('visibleTo', () => {
  it('can be negated as a whole in the query builder and in raw SQL', () => {
    const { not } = expressionBuilder<unknown>();
    const source = { table: 'dimension', alias: 'd' };
    const built = sql`${not(visibleTo(anonymous, source))}`.compile(database).sql;
    const raw = sql`not ${visibleTo(anonymous, source)}`.compile(database).sql;
    expect([built, raw]).toEqual([`not ${isPublic}`, `not ${isPublic}`]);
  });

  it('is true for a program beside the database and for a calendar', () => {
    expect(compiled(localProgram)).toEqual(['true']);
    expect(compiled(calendarOnTime)).toEqual(['true']);
  });

  it('shows an operator without grants what everyone sees', () => {
    expect(compiled(principal([]))).toEqual(compiled(anonymous));
  });

  it.each(['STEWARD', 'BACKBONE'] as const)('shows a %s every record of its ecosystem', (role) => {
    expect(compiled(principal([grant(role)]))).toEqual([
      `(${isPublic} or "d"."ecosystem_id" = any($1::uuid[]))`,
      ['here'],
    ]);
  });

  it('shows an OBSERVER what is not RESTRICTED', () => {
    const ofMember = `("d"."ecosystem_id" = any($1::uuid[]) and "d"."visibility" <> 'RESTRICTED')`;
    expect(compiled(principal([grant('OBSERVER')]))).toEqual([`(${isPublic} or ${ofMember})`, ['here']]);
  });

  it('shows what belongs to the organizations of a grant, and is not null for a record without an owner', () => {
    const organizationIds = ['library'];
    const isOwned = 'coalesce("d"."organization_id" = any($2::uuid[]), false)';
    const ofMember = `("d"."ecosystem_id" = any($1::uuid[]) and ("d"."visibility" <> 'RESTRICTED' or ${isOwned}))`;
    expect(compiled(principal([grant('CONTRIBUTOR', { organizationIds })]))).toEqual([
      `(${isPublic} or ${ofMember})`,
      ['here'],
      organizationIds,
    ]);
    const [withoutOwner] = compiled(principal([grant('CONTRIBUTOR', { organizationIds })]), 'goal');
    expect(withoutOwner).not.toContain('coalesce');
  });

  it('shows members nothing of an ecosystem that is RESTRICTED itself', () => {
    const closed = { isOpenToMembers: false, organizationIds: ['library'] };
    expect(compiled(principal([grant('CONTRIBUTOR', closed)]))).toEqual(compiled(anonymous));
  });

  it('shows what the members of a network share with it', () => {
    const ofNetwork = `("d"."ecosystem_id" = any($1::uuid[]) and "d"."visibility" in ('PUBLIC', 'NETWORK'))`;
    expect(compiled(principal([], ['member']))).toEqual([`(${isPublic} or ${ofNetwork})`, ['member']]);
  });

  it('is not defined for a table that has no records', () => {
    expect(() => visibleTo(anonymous, { table: 'cell' })).toThrow('cell is not a table of records.');
  });
});

describe('isStewardOfRow', () => {
  it.each<[Viewer, string, unknown[]]>([
    [anonymous, 'false', []],
    [principal([grant('CONTRIBUTOR')]), 'false', []],
    [principal([grant('STEWARD')]), '"t"."ecosystem_id" = any($1::uuid[])', [['here']]],
    [localProgram, 'true', []],
  ])('depends on the grants of the viewer', (viewer, text, parameters) => {
    expect(isStewardOfRow(viewer).compile(database)).toMatchObject({ sql: text, parameters });
  });
});
