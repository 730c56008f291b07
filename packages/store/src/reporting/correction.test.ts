import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Command } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { correctIndicatorReport } from './correction-writer.ts';
import { returnIndicatorReport, submitIndicatorReport, verifyIndicatorReport } from './report-writer.ts';
import type { ReportCorrectionRow } from './tables.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let versionId: string;
let reportId: string;

describe.each(engines)('corrections on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ({ versionId } = await make.adopted(await make.ecosystem()));
    reportId = await make.verified(versionId, { narrative: 'As counted', source: 'Lists' });
  });

  afterAll(() => database.close());

  const correct = async (more: Command = {}) => {
    const command = {
      id: reportId,
      expectedVersion: await make.versionOf(reportId),
      reason: 'A list was found',
      cells: [cell('31'), cell('11', 'F')],
      ...more,
    };
    return issuesOf(await make.writer.transition(correctIndicatorReport, command));
  };
  const report = async () => make.read().record('indicator_report', uuidOf(reportId));
  const corrections = async (page = {}) => make.read().reporting.corrections.ofReport(uuidOf(reportId), page);
  const said = async (correction: ReportCorrectionRow | undefined, by: string[] | null = null) => {
    if (!correction) return undefined;
    const { rows } = await make.read().reporting.corrections.cells(correction, { page: {}, by });
    return rows.map(({ value, status }) => value ?? status);
  };
  const says = async () => {
    const row = await report();
    if (!row) return undefined;
    const { rows } = await make.read().reporting.cells.ofReport(row, { page: {}, by: null });
    return rows.map(({ value }) => value);
  };

  it('keep the figures that they replace, and ask for another look at the report', async () => {
    expect(await correct()).toEqual([]);
    expect([await says(), (await report())?.status]).toEqual([['31', '11'], 'SUBMITTED']);
    const { rows } = await corrections();
    expect(rows).toMatchObject([
      { number: 1, reason: 'A list was found', correctedBy: 'operator', releaseId: null, narrative: 'As counted' },
    ]);
    expect(await said(rows[0])).toEqual(['30', '10', '20']);
    expect(await said(rows[0], ['sex'])).toEqual(['10', '20']);
    expect(await make.read().reporting.corrections.total(rows[0] as ReportCorrectionRow)).toMatchObject({
      value: '30',
    });
  });

  it('say anew what they say beside figures, and leave the rest', async () => {
    expect(await correct({ narrative: 'Counted again', source: undefined })).toEqual([]);
    expect(await report()).toMatchObject({ narrative: 'Counted again', source: 'Lists', methodNote: null });
    expect((await corrections()).rows).toMatchObject([{ narrative: 'As counted', source: 'Lists', methodNote: null }]);
  });

  it('come one after another, the newest first, page by page', async () => {
    for (const value of ['31', '32', '33']) {
      expect(await correct({ cells: [cell(value)], reason: `It is ${value}` })).toEqual([]);
      await make.step(verifyIndicatorReport, reportId);
    }
    const first = await corrections({ first: 2 });
    expect(first.rows.map(({ number }) => number)).toEqual([3, 2]);
    expect([first.hasNextPage, first.hasPreviousPage, await first.totalCount()]).toEqual([true, false, 3]);
    expect(await Promise.all(first.rows.map((row) => said(row)))).toEqual([['32'], ['31']]);
    const after = first.cursorOf(first.rows[1] as ReportCorrectionRow);
    const next = await corrections({ first: 2, after });
    expect(next.rows.map(({ reason }) => reason)).toEqual(['It is 31']);
    expect([next.hasNextPage, next.hasPreviousPage]).toEqual([false, true]);
    const last = await corrections({ last: 1 });
    expect([last.rows.map(({ number }) => number), last.hasPreviousPage]).toEqual([[1], true]);
    const before = last.cursorOf(last.rows[0] as ReportCorrectionRow);
    expect((await corrections({ last: 2, before })).rows.map(({ number }) => number)).toEqual([3, 2]);
  });

  it('leave what was released as it is, until a release has them verified', async () => {
    const releaseId = uuidOf(await make.release(versionId));
    const published = async (id: string) => {
      const { rows } = await make.read().release.cells.ofRelease(id, { page: {}, filter: { by: [] } });
      return rows.map(({ value }) => value);
    };
    expect(await correct()).toEqual([]);
    expect(await published(releaseId)).toEqual(['30']);
    const { rows } = await make.read().reporting.corrections.ofRelease(releaseId, {});
    expect(rows).toMatchObject([{ number: 1, releaseId }]);
    expect(await said(rows[0], [])).toEqual(['30']);
    await expect(make.release(versionId)).rejects.toThrow('No report of this version for 2024 is verified');
    await make.step(verifyIndicatorReport, reportId);
    const next = uuidOf(await make.release(versionId));
    expect([await published(releaseId), await published(next)]).toEqual([['30'], ['31']]);
    expect((await make.read().reporting.corrections.ofRelease(next, {})).rows).toEqual([]);
  });

  it('are of verified reports alone: what nobody confirmed is changed without a trace', async () => {
    expect(await correct()).toEqual([]);
    expect(await correct()).toEqual(['ILLEGAL_TRANSITION id']);
    await make.step(returnIndicatorReport, reportId);
    expect(await correct()).toEqual(['ILLEGAL_TRANSITION id']);
    await make.step(submitIndicatorReport, reportId);
    expect(await (await corrections()).totalCount()).toBe(1);
  });

  it.each<[string, Command, string[]]>([
    ['without a reason', { reason: undefined }, ['REQUIRED reason']],
    ['for no reason', { reason: '  ' }, ['REQUIRED reason']],
    ['of a figure that is none', { cells: [cell('many')] }, ['INVALID cells.0.value']],
    ['of figures that are more than the total', { cells: [cell('1'), cell('2', 'F')] }, ['NOT_ADDITIVE cells.0.value']],
    ['that leaves nothing', { cells: [] }, ['REQUIRED cells']],
    ['of another version than the latest', { expectedVersion: 1 }, ['VERSION_CONFLICT expectedVersion']],
  ])('are refused %s, and nothing is kept or changed', async (_case, more, expected) => {
    expect(await correct(more)).toEqual(expected);
    expect([await says(), (await report())?.status]).toEqual([['30', '10', '20'], 'VERIFIED']);
    expect((await corrections()).rows).toEqual([]);
  });

  it('are made once where two correct at once', async () => {
    const outcomes = await Promise.all([correct({ expectedVersion: 3 }), correct({ expectedVersion: 3 })]);
    expect(outcomes.flat()).toEqual(['VERSION_CONFLICT expectedVersion']);
    expect((await corrections()).rows).toHaveLength(1);
  });

  it('are seen by whoever sees the report', async () => {
    const releaseId = uuidOf(await make.release(versionId));
    expect(await correct()).toEqual([]);
    const { reporting } = make.read(anonymous);
    const page = await reporting.corrections.ofRelease(releaseId, {});
    expect([page.rows, await page.totalCount()]).toEqual([[], 0]);
    const [correction] = (await corrections()).rows;
    if (!correction) throw new Error('the correction is there');
    expect((await reporting.corrections.cells(correction, { page: {}, by: null })).rows).toEqual([]);
    expect(await reporting.corrections.total(correction)).toBeNull();
  });

  it('clear a note by null, keep it where it is left out, and keep what it said', async () => {
    const ecosystem = await make.ecosystem();
    const { versionId } = await make.adopted(ecosystem);
    const notes = { methodNote: 'From lists', source: 'The lists', narrative: 'A good year' };
    const id = await make.verified(versionId, notes);
    const correct = async (more: object) => {
      const command = { id, expectedVersion: await make.versionOf(id), reason: 'Again', cells: [cell('30')], ...more };
      expect(issuesOf(await make.writer.transition(correctIndicatorReport, command))).toEqual([]);
    };
    await correct({ methodNote: null, narrative: 'A fair year' });
    expect(await make.read().record('indicator_report', uuidOf(id))).toMatchObject({
      methodNote: null,
      source: 'The lists',
      narrative: 'A fair year',
    });
    const { rows } = await make.read().reporting.corrections.ofReport(uuidOf(id), {});
    expect(rows).toMatchObject([notes]);
  });

  it('leave something said of what has no number', async () => {
    const qualitative = {
      kind: 'QUALITATIVE',
      countingUnit: 'OTHER',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    };
    const { versionId } = await make.adopted(await make.ecosystem(), qualitative);
    const id = await make.verified(versionId, { narrative: 'A good year', cells: [] });
    const command = { id, expectedVersion: await make.versionOf(id), reason: 'Again', cells: [], narrative: null };
    expect(issuesOf(await make.writer.transition(correctIndicatorReport, command))).toEqual(['REQUIRED narrative']);
  });
});
