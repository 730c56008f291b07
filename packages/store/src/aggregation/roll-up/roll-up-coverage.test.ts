import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { adoptionDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

const people = {
  countingUnit: 'PEOPLE_UNDUPLICATED',
  aggregationAcrossOrganizations: 'NONE',
  aggregationOverTime: 'NONE',
};
const over = ['ORGANIZATIONS'] as const;

async function answer(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  return aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question });
}

const told = (figures: Awaited<ReturnType<typeof answer>>) =>
  figures.map(({ period, place, categories, value, reason, interval, coverage }) =>
    [
      period,
      ...(place ? [place.code] : []),
      ...categories.map(({ code }) => code),
      value ?? reason,
      ...(interval ? [`${interval.low}..${interval.high ?? ''}`] : []),
      `of ${coverage.figuresIncluded}, without ${coverage.missing}`,
    ].join(' '),
  );

/** A verified report of a new organization, of all and of categories: `{ all: '5', F: '2' }`. */
async function reported(figures: Record<string, string>, more: object = {}): Promise<string> {
  const organizationId = await make.organization(ecosystemId);
  const cells = Object.entries(figures).map(([code, value]) => (code === 'all' ? cell(value) : cell(value, code)));
  await make.verified(versionId, { organizationId, cells, ...more });
  return organizationId;
}

describe.each(engines)('the coverage of a roll-up on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('includes organizations that state a total or all of its categories, and counts others as missing', async () => {
    await reported({ all: '5' });
    await reported({ F: '2', M: '3' });
    await make.release(versionId);
    const sexes = ['2024 F 2 of 1, without 1', '2024 M 3 of 1, without 1'];
    expect(told(await answer())).toEqual(['2024 10 of 2, without 0']);
    expect(told(await answer({ by: ['sex'] }))).toEqual(sexes);
    expect(told(await answer({ by: null }))).toEqual(['2024 10 of 2, without 0', ...sexes]);
    await reported({ F: '7' });
    await make.release(versionId);
    const [figure] = await answer();
    expect(told(figure ? [figure] : [])).toEqual(['2024 10 of 2, without 1']);
    expect(figure?.caveats).toEqual(['1 organization has figures for 2024, but no total. It counts as missing.']);
    expect(told(await answer({ by: ['sex'] }))).toEqual(['2024 F 9 of 2, without 1', '2024 M 3 of 1, without 2']);
  });

  it.each([
    [people, ['2024 NOT_ADDITIVE 50..100 of 2, without 0', '2024 NOT_ADDITIVE 90..170 of 3, without 0']],
    [{ aggregationAcrossOrganizations: 'MAX' }, ['2024 50 of 2, without 0', '2024 70 of 3, without 0']],
    [{ aggregationAcrossOrganizations: 'AVERAGE' }, ['2024 50 of 2, without 0', '2024 56.666667 of 3, without 0']],
  ])('sums the categories of each organization separately: %o', async (rules, expected) => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, rules));
    await reported({ all: '50' });
    await reported({ F: '20', M: '30' });
    await make.release(versionId);
    expect(told(await answer())).toEqual(expected.slice(0, 1));
    await reported({ F: '0', M: '70' });
    await make.release(versionId);
    expect(told(await answer())).toEqual(expected.slice(1));
    expect(told(await answer({ by: null })).slice(0, 1)).toEqual(expected.slice(1));
  });

  it('never completes the categories of one organization with those of another', async () => {
    await reported({ F: '2', M: '3' });
    await reported({ F: '7' });
    await make.release(versionId);
    expect(told(await answer())).toEqual(['2024 5 of 1, without 1']);
    expect(told(await answer({ by: null }))[0]).toBe('2024 5 of 1, without 1');
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, people));
    await reported({ F: '2' });
    await reported({ M: '7' });
    await make.release(versionId);
    expect(told(await answer())).toEqual([]);
  });

  it('sums categories that every organization states without reading single organizations', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, people));
    await reported({ F: '20', M: '30' });
    await reported({ F: '70', M: '10' });
    await make.release(versionId);
    const { record, aggregation } = make.read(anonymous);
    const indicator = await record('indicator', uuidOf(indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const { result, statements } = await statementsOf(database, () =>
      aggregation.rollUps.ofIndicator(indicator, { over, by: [] }),
    );
    expect([told(result), statements.length]).toEqual([['2024 NOT_ADDITIVE 100..130 of 2, without 0'], 3]);
  });

  it('does not sum the categories of an organization that was not visible at release time', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, people));
    await reported({ all: '50' });
    const closed = await make.organization(ecosystemId, { visibility: 'MEMBERS' });
    await make.verified(versionId, { organizationId: closed, cells: [cell('20', 'F'), cell('40', 'M')] });
    await make.release(versionId);
    expect(told(await answer())).toEqual(['2024 NOT_ADDITIVE 50.. of 1, without 1']);
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
    await reported({ all: '50' });
    await make.verified(versionId, { organizationId: closed, cells: [cell('20', 'F'), cell('40', 'M')] });
    await make.release(versionId);
    // It is in no sum of the release: a steward is told the same.
    for (const viewer of [anonymous, localProgram])
      expect(told(await answer({}, viewer))).toEqual(['2024 50 of 1, without 1']);
  });

  it('is suppressed if a required category is suppressed', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { aggregationAcrossOrganizations: 'MAX' }));
    await reported({ all: '5' });
    await reported({ F: '2', M: '3' });
    await make.release(versionId);
    await database.orm.em
      .fork()
      .execute(
        `update "released_cell" set "suppressed" = true, "value" = null where "ecosystem_id" = ? and "value" = 2`,
        [uuidOf(ecosystemId)],
      );
    expect(told(await answer())).toEqual(['2024 SUPPRESSED of 1, without 0']);
  });

  describe('with two versions for one period', () => {
    const kinds = { countingUnit: 'EVENTS' };
    let first: string;
    let second: string;

    /** Three organizations report by the first version, and one of these and a new one by the second. */
    async function reportedByBoth(comparability: 'YES' | 'WITH_CAVEAT' | 'NO', rules: object = kinds): Promise<void> {
      ({ indicatorId, versionId } = await make.adopted(ecosystemId, rules));
      first = versionId;
      const both = await reported({ all: '10' });
      await reported({ all: '20' });
      await reported({ all: '30' });
      await make.release(first);
      const comparabilityNote = comparability === 'YES' ? null : 'Shorter visits count too.';
      second = await make.version(indicatorId, { ...rules, comparability, comparabilityNote });
      await make.dimension(second);
      await make.adopt(second);
      await make.verified(second, { organizationId: both, cells: [cell('11')] });
      await make.verified(second, { organizationId: await make.organization(ecosystemId), cells: [cell('40')] });
      await make.release(second);
    }

    it.each([['ORGANIZATIONS'], ['ORGANIZATIONS', 'PLACES']] as const)(
      'combines comparable versions over %o, with the newest figure of each organization',
      async (...units) => {
        await reportedByBoth('YES');
        // 20 + 30 by the first version, and 11 + 40 by the second. The 10 is replaced by the 11.
        expect(told(await answer({ over: units }))).toEqual(['2024 101 of 4, without 0']);
        await reportedByBoth('WITH_CAVEAT');
        const [figure] = await answer({ over: units });
        expect([figure?.value, figure?.caveats]).toEqual([
          '101',
          ['Version 2 is comparable with version 1 with a caveat: Shorter visits count too.'],
        ]);
      },
    );

    it('has no figure if the versions are not comparable, and includes both in the coverage', async () => {
      await reportedByBoth('NO');
      expect(told(await answer())).toEqual(['2024 NOT_COMPARABLE of 4, without 0']);
    });

    it('bounds people counted once by the figures of both versions', async () => {
      await reportedByBoth('YES', people);
      expect(told(await answer())).toEqual(['2024 NOT_ADDITIVE 40..101 of 4, without 0']);
    });

    it('does not count an organization as missing that agreed to both versions and reported by one', async () => {
      await reportedByBoth('YES');
      const late = await make.organization(ecosystemId);
      for (const indicatorVersionId of [first, second]) {
        const agreement = { indicatorVersionId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
        await make.create(adoptionDefinition, { ...agreement, organizationId: late });
      }
      expect(told(await answer())).toEqual(['2024 101 of 4, without 2']);
      await make.verified(second, { organizationId: late, cells: [cell('1')] });
      for (const value of ['2', '3'])
        await make.verified(second, { organizationId: await make.organization(ecosystemId), cells: [cell(value)] });
      await make.release(second);
      expect(told(await answer())).toEqual(['2024 107 of 7, without 0']);
    });
  });

  it('counts by place, and over places by the figures that are used', async () => {
    const [north, south] = ['north', 'south'].map((code) => ({ code, label: code }));
    const organizationId = await reported({ all: '5' }, { place: north });
    await make.verified(versionId, { organizationId, place: south, cells: [cell('6')] });
    await reported({ F: '7' }, { place: south });
    await reported({ F: '1', M: '1' });
    await make.release(versionId);
    expect(told(await answer())).toEqual([
      '2024 2 of 1, without 0',
      '2024 north 5 of 1, without 0',
      '2024 south 6 of 1, without 1',
    ]);
    // Over places only what is stated is taken.
    expect(told(await answer({ over: ['ORGANIZATIONS', 'PLACES'] }))).toEqual(['2024 11 of 2, without 2']);
    const whole = await reported({ all: '10' });
    await make.verified(versionId, { organizationId: whole, place: south, cells: [cell('3', 'F')] });
    await make.release(versionId);
    expect(told(await answer({ over: ['ORGANIZATIONS', 'PLACES'] }))).toEqual(['2024 21 of 3, without 2']);
  });
});
