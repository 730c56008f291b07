import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../../../ecosystem/index.ts';
import { engines } from '../../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

type Figures = Record<string, string>;

const notReleasedAgain =
  'Organizations that were not visible when the figures for 2024 were released are not included until the next release.';
const closedToYou = 'Figures for 2024 of organizations that are not visible to you are not included.';
const withoutTotal = '1 organization has figures for 2024, but no total. It counts as missing.';

/** Each figure, its numbers of included and missing reporters, the named missing organizations, and the caveats. */
async function told(by: string[] = [], viewer: Viewer = anonymous): Promise<string[]> {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by });
  const all = figures.map(async ({ categories, value, coverage, caveats }) => {
    const { rows } = await aggregation.missing.organizations(coverage, {});
    const names = rows.map(({ name }) => ` ${name}`).join('');
    const what = [...categories.map(({ code }) => code), value].join(' ');
    return [`${what} of ${coverage.figuresIncluded}, without ${coverage.missing}${names}`, ...caveats];
  });
  return (await Promise.all(all)).flat();
}

/** Releases the figures of organizations, totals and categories: `{ all: '5', F: '2' }`. Returns the first organization, "A". */
async function released(figures: readonly Figures[], more: { first?: object; rules?: object } = {}): Promise<string> {
  ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'EVENTS', ...more.rules }));
  const ids: string[] = [];
  for (const [at, each] of figures.entries()) {
    const name = 'ABCD'[at];
    const organizationId = await make.organization(ecosystemId, { name, ...(at === 0 && more.first) });
    const cells = Object.entries(each).map(([code, value]) => (code === 'all' ? cell(value) : cell(value, code)));
    await make.verified(versionId, { organizationId, cells });
    ids.push(organizationId);
  }
  await make.release(versionId);
  return ids[0] ?? '';
}

async function becomes(id: string, visibility: string): Promise<void> {
  const values = { id, expectedVersion: await make.versionOf(id), visibility };
  expect(await make.writer.update(organizationDefinition, values)).toMatchObject({ ok: true });
}

describe.each(engines)('a roll-up over organizations that are not visible on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
  });

  afterAll(() => database.close());

  it.each<[string, Figures[], string]>([
    ['states its total', [{ all: '10' }, { all: '20' }, { all: '30' }], '60'],
    [
      'states categories only, while others state totals',
      [{ F: '18', M: '12' }, { all: '95' }, { F: '25', M: '15' }],
      '165',
    ],
    [
      'states categories, like all others',
      [
        { F: '18', M: '12' },
        { F: '25', M: '15' },
        { F: '2', M: '1' },
      ],
      '73',
    ],
  ])(
    'returns the published total and its number of figures if an organization that %s is hidden later',
    async (_who, said, all) => {
      const first = await released(said);
      const before = [await told(), await told(['sex'])];
      expect(before[0]).toEqual([`${all} of 3, without 0`]);
      await becomes(first, 'RESTRICTED');
      expect([await told(), await told(['sex'])]).toEqual(before);
      await make.forgetSums(ecosystemId);
      expect([await told(), await told(['sex'])]).toEqual(before);
    },
  );

  it('does not count a MISSING figure of a hidden organization as included', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'EVENTS' }));
    const first = await make.organization(ecosystemId, { name: 'A' });
    await make.verified(versionId, { organizationId: first, cells: [{ status: 'MISSING' }] });
    for (const value of ['20', '30'])
      await make.verified(versionId, { organizationId: await make.organization(ecosystemId), cells: [cell(value)] });
    await make.release(versionId);
    await becomes(first, 'RESTRICTED');
    expect(await told()).toEqual([
      '50 of 2, without 1',
      '1 figure for 2024 was reported as MISSING. It is not included.',
    ]);
  });

  it('excludes an organization that was not visible at release time until the next release, for stewards too', async () => {
    const first = await released([{ all: '10' }, { all: '20' }, { all: '30' }], {
      first: { visibility: 'RESTRICTED' },
    });
    expect(await told()).toEqual(['50 of 2, without 1', notReleasedAgain]);
    expect(await told([], localProgram)).toEqual(['50 of 2, without 1 A', notReleasedAgain]);
    await becomes(first, 'PUBLIC');
    expect(await told()).toEqual(['50 of 2, without 1 A', notReleasedAgain]);
    await make.release(versionId);
    expect(await told()).toEqual(['60 of 3, without 0']);
  });

  it('counts an excluded organization without a total as missing only once', async () => {
    const closed = { visibility: 'RESTRICTED' };
    const first = await released([{ F: '18', M: '12' }, { all: '95' }, { F: '25', M: '15' }], { first: closed });
    expect(await told()).toEqual(['135 of 2, without 1', notReleasedAgain]);
    await becomes(first, 'PUBLIC');
    expect(await told()).toEqual(['135 of 2, without 1 A', notReleasedAgain]);
  });

  it('counts hidden organizations as missing if the release has no total, even if other figures include them', async () => {
    const first = await released([{ F: '18', M: '12' }, { all: '95' }, { F: '25', M: '15' }, { F: '7' }]);
    const sexes = await told(['sex']);
    expect(await told()).toEqual(['165 of 3, without 1 D', withoutTotal]);
    await becomes(first, 'RESTRICTED');
    expect(await told()).toEqual(['135 of 2, without 2 D', withoutTotal, closedToYou]);
    expect(await told(['sex'])).toEqual(sexes);
    expect(await told([], localProgram)).toEqual(['165 of 3, without 1 D', withoutTotal]);
  });

  it('sums published categories if the release has no total, including organizations that were hidden later', async () => {
    const rules = {
      kind: 'RATIO',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      denominatorOverTime: 'SUM',
    };
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, {
      ...rules,
      countingUnit: 'EVENTS',
      denominatorOverCategories: 'SHARED',
    }));
    const first = await make.organization(ecosystemId, { name: 'A' });
    for (const organizationId of [first, await make.organization(ecosystemId)]) {
      const cells = ['F', 'M'].map((code) => ({ ...cell(null, code), numerator: '10', denominator: '40' }));
      await make.verified(versionId, { organizationId, cells });
    }
    await make.release(versionId);
    const before = await told();
    expect(before).toEqual(['0.5 of 2, without 0']);
    await becomes(first, 'RESTRICTED');
    expect(await told()).toEqual(before);
  });

  it.each([
    [{ aggregationAcrossOrganizations: 'MAX' }, '20'],
    [{ countingUnit: 'PEOPLE_UNDUPLICATED', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' }, ''],
  ])('excludes organizations that the viewer cannot see if the rule does not sum: %o', async (rules, value) => {
    for (const hide of [(id: string) => becomes(id, 'RESTRICTED'), (id: string) => make.removeRow(id)]) {
      const first = await released([{ all: '30' }, { all: '20' }, { all: '10' }], { rules });
      await hide(first);
      const without = [`${value} of 2, without 1`, closedToYou];
      expect(await told()).toEqual(without);
      await make.forgetSums(ecosystemId);
      expect(await told()).toEqual(without);
    }
  });

  it('counts an organization without a row as missing if the release has no total', async () => {
    const first = await released([{ F: '18', M: '12' }, { all: '95' }, { F: '25', M: '15' }, { F: '7' }]);
    await make.removeRow(first);
    expect(await told()).toEqual(['135 of 2, without 2 D', withoutTotal, closedToYou]);
  });

  it('excludes an organization without a row in the release from its totals', async () => {
    const first = await released([{ F: '18', M: '12' }, { all: '95' }, { F: '25', M: '15' }, { F: '7' }]);
    await sql`delete from "released_row" where "reporter_id" = ${uuidOf(first)}::uuid`.execute(database.kysely());
    await make.forgetSums(ecosystemId);
    const both = '2 organizations have figures for 2024, but no total. They count as missing.';
    expect(await told()).toEqual(['135 of 2, without 2 D', both]);
  });
});
