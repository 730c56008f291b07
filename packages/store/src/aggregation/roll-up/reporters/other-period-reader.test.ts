import { anonymous, type Viewer } from '@collective-impact/sdk';
import { otherPeriodsCaveats } from '@collective-impact/sdk/aggregation';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adoptionDefinition } from '../../../indicator/index.ts';
import { engines } from '../../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../../testing/open-test-database.ts';

describe.each(engines)('the coverage of a figure of several periods on %s', (engine) => {
  let database: TestDatabase;
  let make: MeasurementFixture;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  afterAll(() => database.close());

  /** Reports figures of two years: the value of each organization in 2023 and in 2024, or null. Returns the roll-up of both. */
  async function bothYears(
    rules: string | object,
    organizations: Record<string, [first: string | null, second: string | null, agreedUntil?: string | null]>,
    viewer: Viewer = anonymous,
  ) {
    const ecosystemId = await make.ecosystem();
    const { indicatorId, versionId } = await make.adopted(
      ecosystemId,
      typeof rules === 'string' ? { aggregationOverTime: rules } : rules,
    );
    for (const [name, [first, second, agreedUntil]] of Object.entries(organizations)) {
      const organizationId = await make.organization(ecosystemId, { name });
      if (agreedUntil !== undefined) {
        const agreement = { indicatorVersionId: versionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
        await make.create(adoptionDefinition, { ...agreement, organizationId, endsOn: agreedUntil });
      }
      for (const [period, value] of [
        ['2023', first],
        ['2024', second],
      ] as const) {
        if (value === null) continue;
        const cells = [value === 'MISSING' ? { ...cell(null), status: 'MISSING' } : cell(value)];
        await make.verified(versionId, { organizationId, period, cells });
      }
    }
    for (const period of ['2023', '2024']) await make.release(versionId, { period });
    const { record, aggregation } = make.read(viewer);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('The indicator is public.');
    const periods = ['2023-01-01/2024-12-31'];
    const [figure] = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: [], periods });
    if (!figure) throw new Error('A requested period has a figure.');
    const otherPeriods = await aggregation.otherPeriods.count(figure.coverage);
    const { reporters, expected, reporterPeriods, expectedReporterPeriods } = await aggregation.reporters.count(
      figure.coverage,
    );
    const missing = await aggregation.missing.organizations(figure.coverage, {});
    return {
      value: figure.value ?? figure.interval,
      caveats: [...figure.caveats, ...otherPeriodsCaveats(otherPeriods)],
      missing: figure.coverage.missing + otherPeriods.reduce((sum, { organizations: each }) => sum + each, 0),
      missingOrganizations: missing.rows.map(({ name }) => name),
      organizations: `${reporters} of ${expected}`,
      organizationPeriods: `${reporterPeriods} of ${expectedReporterPeriods}`,
    };
  }

  const without2024 = '1 organization reported for other parts of the period, and not for 2024. It counts as missing.';

  it('counts an organization that stopped reporting before the latest figure, which is used', async () => {
    expect(await bothYears('LAST', { Bank: ['12', '14'], Club: ['30', null] })).toEqual({
      value: '14',
      caveats: [without2024],
      missing: 1,
      missingOrganizations: ['Club'],
      organizations: '0 of 0',
      organizationPeriods: '0 of 0',
    });
  });

  it('counts each organization once for each period that it agreed to report for', async () => {
    expect(await bothYears('SUM', { Bank: ['12', '14', null], Club: ['30', null, null] })).toEqual({
      value: '56',
      caveats: ['1 expected organization did not report for 2024. It is not included.'],
      missing: 1,
      missingOrganizations: ['Club'],
      organizations: '2 of 2',
      organizationPeriods: '3 of 4',
    });
  });

  it('counts an organization whose agreement ended as one that reported for other parts', async () => {
    expect(await bothYears('SUM', { Bank: ['12', '14', null], Club: ['30', null, '2023-12-31'] })).toEqual({
      value: '56',
      caveats: [without2024],
      missing: 1,
      missingOrganizations: ['Club'],
      organizations: '2 of 2',
      organizationPeriods: '3 of 3',
    });
  });

  it('counts an organization that reported a figure as missing once, by that cause', async () => {
    expect(await bothYears('LAST', { Bank: ['12', '14', null], Club: ['30', 'MISSING', null] })).toEqual({
      value: '14',
      caveats: ['1 figure for 2024 was reported as MISSING. It is not included.'],
      missing: 1,
      missingOrganizations: ['Club'],
      organizations: '1 of 2',
      organizationPeriods: '1 of 2',
    });
  });

  it('has no caveat if every organization reports for every period that is included', async () => {
    expect(await bothYears('LAST', { Bank: ['12', '14'], Club: [null, '30'] })).toMatchObject({
      value: '44',
      caveats: [],
      missing: 0,
      missingOrganizations: [],
    });
  });

  it('removes the upper bound of people counted once if an organization reported for only a part of the period', async () => {
    const once = {
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    };
    expect(await bothYears(once, { Bank: ['50', '60'], Club: ['70', null] })).toMatchObject({
      value: { low: '70', high: null },
      caveats: [without2024],
      missing: 1,
    });
    expect(await bothYears(once, { Bank: ['50', '60'], Club: ['70', '80'] })).toMatchObject({
      value: { low: '80', high: '260' },
      caveats: [],
      missing: 0,
    });
  });
});
