import { anonymous, InputError } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { indicatorVersionDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import type { ReportingList } from './calendar/calendar-reader.ts';
import { reportingCalendarDefinition } from './calendar/calendar-writer.ts';
import { dataQualityRuleDefinition } from './data-quality/data-quality-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let versionId: string;

describe.each(engines)('the reporting status of an indicator version on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem({ schoolYearStart: '08-01' });
    ({ versionId } = await fixture.adopted(ecosystemId, { frequency: 'SCHOOL_YEAR' }));
  });

  afterAll(() => database.close());

  const calendarInput = (more: object = {}) => ({
    indicatorVersionId: versionId,
    fromPeriod: 'SY2023-24',
    dueAfter: 30,
    grace: 10,
    reminder: 5,
    ...more,
  });
  const issuesOfCreating = async (more: object) =>
    issuesOf(await fixture.writer.create(reportingCalendarDefinition, calendarInput(more)));
  const reporting = async (period: string, on: string, viewer?: typeof anonymous) => {
    const read = fixture.read(viewer);
    const version = await read.record('indicator_version', uuidOf(versionId));
    if (!version) throw new Error('The version was not found.');
    const status = await read.reporting.calendars.ofVersion(version, { period, on });
    const names = async (name: ReportingList) => {
      if (!status) return [];
      const { rows } = await read.reporting.calendars.organizations(status, { name, page: {} });
      return rows.map((row) => row.name);
    };
    return { status, names };
  };

  it('computes the dates of a period from the calendar that applies to it', async () => {
    expect(await issuesOfCreating({})).toEqual([]);
    expect(await issuesOfCreating({ fromPeriod: '2024-08-01/2025-07-31', dueAfter: 60, reminder: undefined })).toEqual(
      [],
    );
    const days = async (period: string) => (await reporting(period, '2026-01-01')).status?.days ?? null;
    expect(await days('SY2022-23')).toBeNull();
    expect(await days('SY2023-24')).toEqual({
      opensOn: '2024-07-31',
      remindOn: '2024-08-25',
      dueOn: '2024-08-30',
      lateFrom: '2024-09-10',
    });
    expect(await days('SY2026-27')).toMatchObject({ dueOn: '2027-09-29', remindOn: null });
    const { rows } = await fixture.read().reporting.calendars.calendars(uuidOf(versionId), {});
    expect(rows.map(({ fromPeriod, fromDay }) => [fromPeriod, fromDay])).toEqual([
      ['SY2023-24', '2023-08-01'],
      ['SY2024-25', '2024-08-01'],
    ]);
  });

  it('expects reporters of earlier periods if no organization adopted the version', async () => {
    expect(await issuesOfCreating({})).toEqual([]);
    const [museum, library, club] = [
      await fixture.organization(ecosystemId, { name: 'Museum' }),
      await fixture.organization(ecosystemId, { name: 'Library' }),
      await fixture.organization(ecosystemId, { name: 'Club' }),
    ];
    for (const organizationId of [museum, library]) {
      await fixture.verified(versionId, { period: 'SY2022-23', organizationId, cells: [cell('1')] });
    }
    await fixture.report(versionId, { period: 'SY2022-23', organizationId: club });
    await fixture.verified(versionId, { period: 'SY2022-23' });
    await fixture.verified(versionId, { period: 'SY2023-24', organizationId: club });
    await fixture.report(versionId, { period: 'SY2023-24', organizationId: museum });
    const { names } = await reporting('SY2023-24', '2024-08-30');
    expect(
      await Promise.all((['expected', 'reported', 'outstanding', 'toRemind', 'late'] as const).map(names)),
    ).toEqual([['Library', 'Museum'], ['Club'], ['Library', 'Museum'], ['Library', 'Museum'], []]);
    const later = await reporting('SY2023-24', '2024-09-10');
    expect([await later.names('late'), await later.names('toRemind')]).toEqual([['Library', 'Museum'], []]);
    expect(await (await reporting('SY2022-23', '2024-09-10')).names('expected')).toEqual([]);
  });

  it('hides the reporting status from viewers who cannot see reports', async () => {
    expect(await issuesOfCreating({ visibility: 'PUBLIC' })).toEqual([]);
    expect((await reporting('SY2023-24', '2024-09-10', anonymous)).status).toBeNull();
  });

  it('rejects a request for a period that does not match the frequency', async () => {
    await expect(reporting('2024', '2024-09-10')).rejects.toThrow(InputError);
    await expect(reporting('2024', '2024-09-10')).rejects.toThrow(
      'This indicator version is reported for a school year',
    );
  });

  it.each<[string, object, string[]]>([
    ['a period that does not match the frequency', { fromPeriod: '2024' }, ['INVALID fromPeriod']],
    ['a negative number of days', { dueAfter: -1 }, ['OUT_OF_RANGE dueAfter']],
    ['no due date', { dueAfter: undefined }, ['REQUIRED dueAfter']],
    ['a due date before it opens', { opensAfter: 31 }, ['OUT_OF_RANGE dueAfter']],
    ['a reminder before it opens', { opensAfter: 28 }, ['OUT_OF_RANGE reminder']],
  ])('rejects a calendar with %s', async (_case, more, expected) => {
    expect(await issuesOfCreating(more)).toEqual(expected);
  });

  it('accepts one calendar for each first period, and updates to it', async () => {
    const id = await fixture.create(reportingCalendarDefinition, calendarInput());
    expect(await issuesOfCreating({})).toEqual(['DUPLICATE fromPeriod']);
    const issuesOfUpdating = async (more: object) => {
      const command = { id, expectedVersion: await fixture.versionOf(id), ...more };
      return issuesOf(await fixture.writer.update(reportingCalendarDefinition, command));
    };
    expect(await issuesOfUpdating({ dueAfter: 3 })).toEqual(['OUT_OF_RANGE reminder']);
    expect(await issuesOfUpdating({ dueAfter: 3, reminder: null })).toEqual([]);
    expect(await issuesOfUpdating({ fromPeriod: 'SY2020-21' })).toEqual([]);
    const { status } = await reporting('SY2020-21', '2022-01-01');
    expect(status?.days).toMatchObject({ dueOn: '2021-08-03', remindOn: null });
  });

  it('rejects a new frequency of a version that has a calendar or that a data quality rule uses', async () => {
    const [draft, other] = [await draftVersion(), await draftVersion()];
    await fixture.create(reportingCalendarDefinition, calendarInput({ indicatorVersionId: draft }));
    const rule = { name: 'Part', kind: 'AT_MOST', indicatorVersionId: draft, otherVersionId: other };
    await fixture.create(dataQualityRuleDefinition, rule);
    for (const id of [draft, other]) {
      const command = { id, expectedVersion: 1, frequency: 'YEAR' };
      expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, command))).toEqual(['INVALID frequency']);
    }
    const command = { id: await draftVersion(), expectedVersion: 1, frequency: 'YEAR' };
    expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, command))).toEqual([]);
  });

  const draftVersion = async () => fixture.version(await fixture.indicator(ecosystemId), { frequency: 'SCHOOL_YEAR' });
});
