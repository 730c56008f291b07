import {
  type AgreementInForce,
  anonymous,
  calendarOnTime,
  type Grant,
  localProgram,
  recordTypes,
  type Viewer,
} from '@collective-impact/sdk';
import { DummyDriver, expressionBuilder, Kysely, PostgresAdapter, PostgresQueryCompiler, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { recordColumns } from '../testing/record-columns.ts';
import { tablesWithBreakdown } from './shared-by-agreements.ts';
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
  '("d"."visibility" in (\'PUBLIC\') and exists (select from "ecosystem" as "shown" where "shown"."id" = "d"."ecosystem_id" and "shown"."visibility" in (\'PUBLIC\')))';

function principal(grants: Grant[], agreements: AgreementInForce[] = []): Viewer {
  return {
    kind: 'PRINCIPAL',
    principal: { id: 'p', kind: 'PERSON', name: 'Ann', isOperator: true },
    grants,
    agreements,
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

  it('is true for a local program and for a calendar', () => {
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

  it('shows stewards the records of others that concern their ecosystem', () => {
    expect(compiled(principal([grant('STEWARD')]), 'sharing_agreement')).toEqual([
      `(${isPublic} or "d"."ecosystem_id" = any($1::uuid[]) or "d"."network_id" = any($2::uuid[]))`,
      ['here'],
      ['here'],
    ]);
    expect(compiled(principal([grant('OBSERVER')]), 'sharing_agreement')[0]).not.toContain('network_id');
  });

  it('is not defined for a table that has no records', () => {
    expect(() => visibleTo(anonymous, { table: 'cell' })).toThrow('cell is not a table of records.');
  });
});

describe('visibleTo with sharing agreements', () => {
  const agreement = (ecosystemId: string, more: Partial<AgreementInForce> = {}): AgreementInForce => ({
    ecosystemId,
    indicatorIds: null,
    detail: 'DISAGGREGATED',
    minimumThreshold: 10,
    ...more,
  });
  const shared = `"d"."ecosystem_id" = any($1::uuid[]) and "d"."visibility" in ('PUBLIC', 'NETWORK')`;
  const seen = (agreements: AgreementInForce[], table: string) => {
    const [text, ...parameters] = compiled(principal([], agreements), table);
    return [String(text).replace(`(${isPublic} or `, '').slice(0, -1), ...parameters];
  };

  it('shows NETWORK records of their ecosystems, by one condition whatever the terms', () => {
    const agreements = [
      agreement('a'),
      agreement('b', { detail: 'TOTALS', indicatorIds: ['i'], minimumThreshold: 20 }),
    ];
    expect(seen(agreements, 'contact')).toEqual([`(${shared})`, ['a', 'b']]);
  });

  it('shows releases by their threshold, one condition for each', () => {
    const agreements = [agreement('a'), agreement('b', { minimumThreshold: 20 }), agreement('c')];
    const second = shared.replace('$1', '$3');
    expect(seen(agreements, 'release')).toEqual([
      `(${shared} and "d"."threshold" >= $2::int) or (${second} and "d"."threshold" >= $4::int)`,
      ['a', 'c'],
      10,
      ['b'],
      20,
    ]);
  });

  it('shows baselines of ecosystems whose threshold is not lower', () => {
    expect(seen([agreement('a')], 'baseline')).toEqual([
      `(${shared} and exists (select from "ecosystem" as "se" where "se"."id" = "d"."ecosystem_id" and "se"."disclosure_threshold" >= $2::int))`,
      ['a'],
      10,
    ]);
  });

  const isTotal = `exists (select from "breakdown" as "sb" where "sb"."id" = "d"."breakdown_id" and "sb"."category_ids" = '{}')`;

  it.each([
    ['target', `"d"."disparity" is null and ${isTotal}`],
    ['data_quality_rule', isTotal],
    ['population_figure', `"d"."categories" = '[]'::jsonb`],
  ])('shows the totals of a %s only', (table, condition) => {
    expect(seen([agreement('a', { detail: 'TOTALS' })], table)).toEqual([`(${shared} and ${condition})`, ['a']]);
  });

  const versions = `array(select "iv"."id" from "indicator_version" as "iv" where "iv"."indicator_id" = any($2::uuid[]))`;

  it.each([
    ['indicator', `coalesce("d"."id" = any($2::uuid[]), true)`],
    ['indicator_version', `coalesce("d"."indicator_id" = any($2::uuid[]), true)`],
    ['dimension', `coalesce("d"."indicator_version_id" = any(${versions}), true)`],
    ['network_adoption', `coalesce("d"."local_version_id" = any(${versions}), true)`],
    ['improvement_cycle', `"d"."indicator_ids" <@ $2::uuid[]`],
    ['gap', `coalesce("d"."indicator_id" = any($2::uuid[]), true)`],
  ])('shows a %s of the indicators that an agreement names', (table, condition) => {
    const agreements = [agreement('a', { indicatorIds: ['i'] }), agreement('b', { indicatorIds: ['j'] })];
    expect(seen(agreements, table)).toEqual([`(${shared} and ${condition})`, ['a', 'b'], ['i', 'j']]);
  });

  it('requires every indicator that a record refers to', () => {
    const text = String(seen([agreement('a', { indicatorIds: ['i'] })], 'indicator_contribution')[0]);
    expect(text).toContain(`coalesce("d"."indicator_id" = any($2::uuid[]), true) and coalesce("d"."core_indicator_id"`);
  });

  it('knows the tables of records with a figure of categories', () => {
    const stored = recordTypes.filter(({ prefix }) => recordColumns(prefix).some(({ name }) => name === 'breakdownId'));
    expect(stored.map(({ prefix }) => prefix).sort()).toEqual([...tablesWithBreakdown].sort());
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
