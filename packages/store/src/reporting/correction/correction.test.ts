import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../../shared/writer.ts';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { returnIndicatorReport, submitIndicatorReport, verifyIndicatorReport } from '../report/report-writer.ts';
import type { ReportCorrectionRow } from '../tables.ts';
import { correctIndicatorReport } from './correction-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let versionId: string;
let reportId: string;

describe.each(engines)('corrections of reports on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ({ versionId } = await fixture.adopted(await fixture.ecosystem()));
    reportId = await fixture.verified(versionId, { narrative: 'As counted', source: 'Lists' });
  });

  afterAll(() => database.close());

  const issuesOfCorrecting = async (more: Command = {}) => {
    const command = {
      id: reportId,
      expectedVersion: await fixture.versionOf(reportId),
      reason: 'A list was found',
      cells: [cell('31'), cell('11', 'F')],
      ...more,
    };
    return issuesOf(await fixture.writer.transition(correctIndicatorReport, command));
  };
  const reportRow = async () => fixture.read().record('indicator_report', uuidOf(reportId));
  const corrections = async (page = {}) => fixture.read().reporting.corrections.ofReport(uuidOf(reportId), page);
  const previousValues = async (correction: ReportCorrectionRow | undefined, dimensions: string[] | null = null) => {
    if (!correction) return undefined;
    const { rows } = await fixture.read().reporting.corrections.cells(correction, { page: {}, by: dimensions });
    return rows.map(({ value, status }) => value ?? status);
  };
  const currentValues = async () => {
    const row = await reportRow();
    if (!row) return undefined;
    const { rows } = await fixture.read().reporting.cells.ofReport(row, { page: {}, by: null });
    return rows.map(({ value }) => value);
  };

  it('stores the figures that a correction replaces, and returns the report to SUBMITTED', async () => {
    expect(await issuesOfCorrecting()).toEqual([]);
    expect([await currentValues(), (await reportRow())?.status]).toEqual([['31', '11'], 'SUBMITTED']);
    const { rows } = await corrections();
    expect(rows).toMatchObject([
      { number: 1, reason: 'A list was found', correctedBy: 'local', releaseId: null, narrative: 'As counted' },
    ]);
    expect(await previousValues(rows[0])).toEqual(['30', '10', '20']);
    expect(await previousValues(rows[0], ['sex'])).toEqual(['10', '20']);
    expect(await fixture.read().reporting.corrections.total(rows[0] as ReportCorrectionRow)).toMatchObject({
      value: '30',
    });
  });

  it('replaces the notes that a correction contains, and keeps the others', async () => {
    expect(await issuesOfCorrecting({ narrative: 'Counted again', source: undefined })).toEqual([]);
    expect(await reportRow()).toMatchObject({ narrative: 'Counted again', source: 'Lists', methodNote: null });
    expect((await corrections()).rows).toMatchObject([{ narrative: 'As counted', source: 'Lists', methodNote: null }]);
  });

  it('numbers the corrections of a report, and lists them in pages with the latest first', async () => {
    for (const value of ['31', '32', '33']) {
      expect(await issuesOfCorrecting({ cells: [cell(value)], reason: `It is ${value}` })).toEqual([]);
      await fixture.transition(verifyIndicatorReport, reportId);
    }
    const first = await corrections({ first: 2 });
    expect(first.rows.map(({ number }) => number)).toEqual([3, 2]);
    expect([first.hasNextPage, first.hasPreviousPage, await first.totalCount()]).toEqual([true, false, 3]);
    expect(await Promise.all(first.rows.map((row) => previousValues(row)))).toEqual([['32'], ['31']]);
    const after = first.cursorOf(first.rows[1] as ReportCorrectionRow);
    const next = await corrections({ first: 2, after });
    expect(next.rows.map(({ reason }) => reason)).toEqual(['It is 31']);
    expect([next.hasNextPage, next.hasPreviousPage]).toEqual([false, true]);
    const last = await corrections({ last: 1 });
    expect([last.rows.map(({ number }) => number), last.hasPreviousPage]).toEqual([[1], true]);
    const before = last.cursorOf(last.rows[0] as ReportCorrectionRow);
    expect((await corrections({ last: 2, before })).rows.map(({ number }) => number)).toEqual([3, 2]);
  });

  it('changes no release until a corrected report is verified and released again', async () => {
    const releaseId = uuidOf(await fixture.release(versionId));
    const published = async (id: string) => {
      const { rows } = await fixture.read().release.cells.ofRelease(id, { page: {}, filter: { by: [] } });
      return rows.map(({ value }) => value);
    };
    expect(await issuesOfCorrecting()).toEqual([]);
    expect(await published(releaseId)).toEqual(['30']);
    const { rows } = await fixture.read().reporting.corrections.ofRelease(releaseId, {});
    expect(rows).toMatchObject([{ number: 1, releaseId }]);
    expect(await previousValues(rows[0], [])).toEqual(['30']);
    await expect(fixture.release(versionId)).rejects.toThrow('No report of this version for 2024 is verified');
    await fixture.transition(verifyIndicatorReport, reportId);
    const next = uuidOf(await fixture.release(versionId));
    expect([await published(releaseId), await published(next)]).toEqual([['30'], ['31']]);
    expect((await fixture.read().reporting.corrections.ofRelease(next, {})).rows).toEqual([]);
  });

  it('rejects a correction of a report that is not verified', async () => {
    expect(await issuesOfCorrecting()).toEqual([]);
    expect(await issuesOfCorrecting()).toEqual(['ILLEGAL_TRANSITION id']);
    await fixture.transition(returnIndicatorReport, reportId);
    expect(await issuesOfCorrecting()).toEqual(['ILLEGAL_TRANSITION id']);
    await fixture.transition(submitIndicatorReport, reportId);
    expect(await (await corrections()).totalCount()).toBe(1);
  });

  it.each<[string, Command, string[]]>([
    ['without a reason', { reason: undefined }, ['REQUIRED reason']],
    ['with a blank reason', { reason: '  ' }, ['REQUIRED reason']],
    ['with a value that is not a number', { cells: [cell('many')] }, ['INVALID cells.0.value']],
    ['with a category that exceeds the total', { cells: [cell('1'), cell('2', 'F')] }, ['NOT_ADDITIVE cells.0.value']],
    ['without cells', { cells: [] }, ['REQUIRED cells']],
    ['with an outdated `expectedVersion`', { expectedVersion: 1 }, ['VERSION_CONFLICT expectedVersion']],
  ])('rejects a correction %s, and neither stores nor changes anything', async (_case, more, expected) => {
    expect(await issuesOfCorrecting(more)).toEqual(expected);
    expect([await currentValues(), (await reportRow())?.status]).toEqual([['30', '10', '20'], 'VERIFIED']);
    expect((await corrections()).rows).toEqual([]);
  });

  it('accepts only one of two concurrent corrections', async () => {
    const outcomes = await Promise.all([
      issuesOfCorrecting({ expectedVersion: 3 }),
      issuesOfCorrecting({ expectedVersion: 3 }),
    ]);
    expect(outcomes.flat()).toEqual(['VERSION_CONFLICT expectedVersion']);
    expect((await corrections()).rows).toHaveLength(1);
  });

  it('hides corrections from viewers who cannot see the report', async () => {
    const releaseId = uuidOf(await fixture.release(versionId));
    expect(await issuesOfCorrecting()).toEqual([]);
    const { reporting } = fixture.read(anonymous);
    const page = await reporting.corrections.ofRelease(releaseId, {});
    expect([page.rows, await page.totalCount()]).toEqual([[], 0]);
    const [correction] = (await corrections()).rows;
    if (!correction) throw new Error('The correction was not found.');
    expect((await reporting.corrections.cells(correction, { page: {}, by: null })).rows).toEqual([]);
    expect(await reporting.corrections.total(correction)).toBeNull();
  });

  it('clears notes that a correction sets to null, keeps omitted notes, and stores the previous notes', async () => {
    const ecosystem = await fixture.ecosystem();
    const { versionId } = await fixture.adopted(ecosystem);
    const notes = { methodNote: 'From lists', source: 'The lists', narrative: 'A good year' };
    const id = await fixture.verified(versionId, notes);
    const issuesOfCorrecting = async (more: object) => {
      const command = {
        id,
        expectedVersion: await fixture.versionOf(id),
        reason: 'Again',
        cells: [cell('30')],
        ...more,
      };
      expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, command))).toEqual([]);
    };
    await issuesOfCorrecting({ methodNote: null, narrative: 'A fair year' });
    expect(await fixture.read().record('indicator_report', uuidOf(id))).toMatchObject({
      methodNote: null,
      source: 'The lists',
      narrative: 'A fair year',
    });
    const { rows } = await fixture.read().reporting.corrections.ofReport(uuidOf(id), {});
    expect(rows).toMatchObject([notes]);
  });

  it('rejects a correction that clears the narrative of a QUALITATIVE report', async () => {
    const qualitative = {
      kind: 'QUALITATIVE',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    };
    const { versionId } = await fixture.adopted(await fixture.ecosystem(), qualitative);
    const id = await fixture.verified(versionId, { narrative: 'A good year', cells: [] });
    const command = { id, expectedVersion: await fixture.versionOf(id), reason: 'Again', cells: [], narrative: null };
    expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, command))).toEqual(['REQUIRED narrative']);
  });
});
