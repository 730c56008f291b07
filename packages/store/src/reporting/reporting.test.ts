import { anonymous, InputError } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indicatorVersionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import type { ReportingList } from './calendar-reader.ts';
import { reportingCalendarDefinition } from './calendar-writer.ts';
import { dataQualityRuleDefinition } from './data-quality-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let versionId: string;

describe.each(engines)('the reporting of a version on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem({ schoolYearStart: '08-01' });
    ({ versionId } = await make.adopted(ecosystemId, { frequency: 'SCHOOL_YEAR' }));
  });

  afterAll(() => database.close());

  const described = (more: object = {}) => ({
    indicatorVersionId: versionId,
    fromPeriod: 'SY2023-24',
    dueAfter: 30,
    grace: 10,
    reminder: 5,
    ...more,
  });
  const create = async (more: object) =>
    issuesOf(await make.writer.create(reportingCalendarDefinition, described(more)));
  const reporting = async (period: string, on: string, viewer?: typeof anonymous) => {
    const read = make.read(viewer);
    const version = await read.record('indicator_version', uuidOf(versionId));
    if (!version) throw new Error('the version is public');
    const standing = await read.reporting.calendars.ofVersion(version, { period, on });
    const names = async (name: ReportingList) => {
      if (!standing) return [];
      const { rows } = await read.reporting.calendars.organizations(standing, { name, page: {} });
      return rows.map((row) => row.name);
    };
    return { standing, names };
  };

  it('is due by the calendar that holds for the period, in the school year of the ecosystem', async () => {
    expect(await create({})).toEqual([]);
    expect(await create({ fromPeriod: '2024-08-01/2025-07-31', dueAfter: 60, reminder: undefined })).toEqual([]);
    const days = async (period: string) => (await reporting(period, '2026-01-01')).standing?.days ?? null;
    expect(await days('SY2022-23')).toBeNull();
    expect(await days('SY2023-24')).toEqual({
      opensOn: '2024-07-31',
      remindOn: '2024-08-25',
      dueOn: '2024-08-30',
      lateFrom: '2024-09-10',
    });
    expect(await days('SY2026-27')).toMatchObject({ dueOn: '2027-09-29', remindOn: null });
    const { rows } = await make.read().reporting.calendars.calendars(uuidOf(versionId), {});
    expect(rows.map(({ fromPeriod, fromDay }) => [fromPeriod, fromDay])).toEqual([
      ['SY2023-24', '2023-08-01'],
      ['SY2024-25', '2024-08-01'],
    ]);
  });

  it('expects whoever reported an earlier period, as long as nobody says who has agreed to', async () => {
    expect(await create({})).toEqual([]);
    const [museum, library, club] = [
      await make.organization(ecosystemId, { name: 'Museum' }),
      await make.organization(ecosystemId, { name: 'Library' }),
      await make.organization(ecosystemId, { name: 'Club' }),
    ];
    for (const organizationId of [museum, library]) {
      await make.verified(versionId, { period: 'SY2022-23', organizationId, cells: [cell('1')] });
    }
    await make.report(versionId, { period: 'SY2022-23', organizationId: club });
    await make.verified(versionId, { period: 'SY2022-23' });
    await make.verified(versionId, { period: 'SY2023-24', organizationId: club });
    await make.report(versionId, { period: 'SY2023-24', organizationId: museum });
    const { names } = await reporting('SY2023-24', '2024-08-30');
    expect(
      await Promise.all((['expected', 'reported', 'outstanding', 'toRemind', 'late'] as const).map(names)),
    ).toEqual([['Library', 'Museum'], ['Club'], ['Library', 'Museum'], ['Library', 'Museum'], []]);
    const later = await reporting('SY2023-24', '2024-09-10');
    expect([await later.names('late'), await later.names('toRemind')]).toEqual([['Library', 'Museum'], []]);
    expect(await (await reporting('SY2022-23', '2024-09-10')).names('expected')).toEqual([]);
  });

  it('is not told to those who may not see reports', async () => {
    expect(await create({ visibility: 'PUBLIC' })).toEqual([]);
    expect((await reporting('SY2023-24', '2024-09-10', anonymous)).standing).toBeNull();
  });

  it('is asked for by a period of its length', async () => {
    await expect(reporting('2024', '2024-09-10')).rejects.toThrow(InputError);
    await expect(reporting('2024', '2024-09-10')).rejects.toThrow(
      'This indicator version is reported for a school year',
    );
  });

  it.each<[string, object, string[]]>([
    ['another length of period', { fromPeriod: '2024' }, ['INVALID fromPeriod']],
    ['days that are none', { dueAfter: -1 }, ['OUT_OF_RANGE dueAfter']],
    ['no day on which it is due', { dueAfter: undefined }, ['REQUIRED dueAfter']],
    ['a day before it opens', { opensAfter: 31 }, ['OUT_OF_RANGE dueAfter']],
    ['a reminder before it opens', { opensAfter: 28 }, ['OUT_OF_RANGE reminder']],
  ])('has no calendar with %s', async (_case, more, expected) => {
    expect(await create(more)).toEqual(expected);
  });

  it('has one calendar from each period on, which can be changed', async () => {
    const id = await make.create(reportingCalendarDefinition, described());
    expect(await create({})).toEqual(['DUPLICATE fromPeriod']);
    const update = async (more: object) => {
      const command = { id, expectedVersion: await make.versionOf(id), ...more };
      return issuesOf(await make.writer.update(reportingCalendarDefinition, command));
    };
    expect(await update({ dueAfter: 3 })).toEqual(['OUT_OF_RANGE reminder']);
    expect(await update({ dueAfter: 3, reminder: null })).toEqual([]);
    expect(await update({ fromPeriod: 'SY2020-21' })).toEqual([]);
    const { standing } = await reporting('SY2020-21', '2022-01-01');
    expect(standing?.days).toMatchObject({ dueOn: '2021-08-03', remindOn: null });
  });

  it('keeps the length of the periods of a version that has a calendar, or a figure that is compared', async () => {
    const [draft, other] = [await draftVersion(), await draftVersion()];
    await make.create(reportingCalendarDefinition, described({ indicatorVersionId: draft }));
    const rule = { name: 'Part', kind: 'AT_MOST', indicatorVersionId: draft, otherVersionId: other };
    await make.create(dataQualityRuleDefinition, rule);
    for (const id of [draft, other]) {
      const command = { id, expectedVersion: 1, frequency: 'YEAR' };
      expect(issuesOf(await make.writer.update(indicatorVersionDefinition, command))).toEqual(['INVALID frequency']);
    }
    const command = { id: await draftVersion(), expectedVersion: 1, frequency: 'YEAR' };
    expect(issuesOf(await make.writer.update(indicatorVersionDefinition, command))).toEqual([]);
  });

  const draftVersion = async () => make.version(await make.indicator(ecosystemId), { frequency: 'SCHOOL_YEAR' });
});
