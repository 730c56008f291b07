import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { correctIndicatorReport } from './correction-writer.ts';
import { dataQualityRuleDefinition } from './data-quality-writer.ts';
import { indicatorReportDefinition, returnIndicatorReport, submitIndicatorReport } from './report-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let versionId: string;

const women = [{ dimension: 'sex', category: 'F' }];

describe.each(engines)('rules for the quality of data on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  const described = (more: object = {}) => ({
    indicatorVersionId: versionId,
    name: `of-${newUuid()}`,
    kind: 'RANGE',
    most: '25',
    ...more,
  });
  const rule = (more: object = {}) => make.create(dataQualityRuleDefinition, described(more));
  const create = async (more: object) => issuesOf(await make.writer.create(dataQualityRuleDefinition, described(more)));
  const findings = async (id: string) =>
    (await make.read().reporting.quality.findings(uuidOf(id))).map(({ message, blocks }) => [message, blocks]);
  const submit = async (id: string) => {
    const command = { id, expectedVersion: await make.versionOf(id) };
    return issuesOf(await make.writer.transition(submitIndicatorReport, command));
  };

  it('show which figures do not keep to them, and let them be handed in all the same', async () => {
    await rule({ name: 'Small', most: '25' });
    await rule({ name: 'Few women', most: '10', categories: women });
    await rule({ name: 'Fewer women', most: '9', categories: women });
    const id = await make.report(versionId);
    expect(await findings(id)).toEqual([
      ['10 is more than 9, which violates the rule "Fewer women".', false],
      ['30 is more than 25, which violates the rule "Small".', false],
    ]);
    expect(await submit(id)).toEqual([]);
    expect(await findings(id)).toHaveLength(2);
  });

  it('stop a report where they say so, by name, until its figures keep to them', async () => {
    await rule({ name: 'Small', blocks: true });
    const id = await make.report(versionId);
    const outcome = await make.writer.transition(submitIndicatorReport, { id, expectedVersion: 1 });
    expect(outcome.ok ? [] : outcome.issues).toEqual([
      {
        code: 'DATA_QUALITY',
        path: ['cells'],
        message: '30 is more than 25, which violates the rule "Small". This rule blocks submission.',
      },
    ]);
    const change = { id, expectedVersion: 1, cells: [cell('25')] };
    expect(issuesOf(await make.writer.update(indicatorReportDefinition, change))).toEqual([]);
    expect([await findings(id), await submit(id)]).toEqual([[], []]);
  });

  it('stop a correction as they stop a report', async () => {
    const id = await make.verified(versionId, { cells: [cell('20')] });
    await rule({ blocks: true });
    const command = { id, expectedVersion: 3, reason: 'Found', cells: [cell(null, 'F'), cell('26')] };
    expect(issuesOf(await make.writer.transition(correctIndicatorReport, command))).toEqual(['REQUIRED cells.0.value']);
    const wrong = { ...command, cells: [{ ...cell(null, 'F'), status: 'MISSING' }, cell('26')] };
    expect(issuesOf(await make.writer.transition(correctIndicatorReport, wrong))).toEqual([
      'DATA_QUALITY cells.1.value',
    ]);
    const right = { ...command, cells: [cell('25')] };
    expect(issuesOf(await make.writer.transition(correctIndicatorReport, right))).toEqual([]);
  });

  it('compare a figure with the last one before it that the same reporter handed in', async () => {
    await rule({ name: 'Steady', kind: 'CHANGE', most: undefined, largestChange: '0.5', changeBy: 'SHARE' });
    const organizationId = await make.organization(ecosystemId);
    await make.verified(versionId, { period: '2019', cells: [cell('1000')] });
    await make.verified(versionId, { period: '2021', cells: [cell('10')] });
    await make.report(versionId, { period: '2022', cells: [cell('500')] });
    await make.verified(versionId, { period: '2025', cells: [cell('500')] });
    await make.verified(versionId, { period: '2022', organizationId, cells: [cell('500')] });
    const within = await make.report(versionId, { period: '2023', cells: [cell('15')] });
    const beyond = await make.report(versionId, { period: '2024', cells: [cell('16')] });
    expect([await findings(within), await findings(beyond)]).toEqual([
      [],
      [['The change from 10 to 16 is more than 0.5 of 10, which violates the rule "Steady".', false]],
    ]);
    expect(await submit(within)).toEqual([]);
    expect(await findings(beyond)).toEqual([]);
  });

  it('compare a total with that of another version, of the same reporter, place and period', async () => {
    const other = await make.adopted(ecosystemId);
    await rule({ name: 'Part', kind: 'AT_MOST', most: undefined, otherVersionId: other.versionId, blocks: true });
    const id = await make.report(versionId, { cells: [cell('30'), cell('30', 'F')] });
    const place = { code: 'E12000001', label: 'North East' };
    await make.verified(other.versionId, { place, cells: [cell('1')] });
    await make.verified(other.versionId, { period: '2023', cells: [cell('1')] });
    const beside = await make.report(other.versionId, { cells: [cell('29'), cell('1', 'F')] });
    expect(await findings(id)).toEqual([]);
    await make.step(submitIndicatorReport, beside);
    expect(await findings(id)).toEqual([
      ['30 is more than the total of the other version, 29, which violates the rule "Part".', true],
    ]);
    expect(await submit(id)).toEqual(['DATA_QUALITY cells']);
    await make.step(returnIndicatorReport, beside);
    expect(await submit(id)).toEqual([]);
  });

  it('find nothing where a figure is missing, and something where it is 0', async () => {
    await rule({ most: undefined, least: '1', blocks: true });
    const missing = await make.report(versionId, { cells: [{ status: 'MISSING' }] });
    const suppressed = await make.report(versionId, { period: '2025', cells: [{ status: 'SUPPRESSED_AT_SOURCE' }] });
    const zero = await make.report(versionId, { period: '2026', cells: [cell('0')] });
    expect(await Promise.all([missing, suppressed, zero].map(submit))).toEqual([[], [], ['DATA_QUALITY cells']]);
  });

  it.each<[string, () => object | Promise<object>, string[]]>([
    ['no end', () => ({ most: undefined }), ['REQUIRED least']],
    [
      'a category that is not there',
      () => ({ categories: [{ dimension: 'sex', category: 'Q' }] }),
      ['UNKNOWN_CODE categories.0.category'],
    ],
    ['what belongs to another kind', () => ({ largestChange: '1' }), ['INVALID largestChange']],
    [
      'another length of period beside it',
      async () => {
        const { versionId: otherVersionId } = await make.adopted(ecosystemId, { frequency: 'MONTH' });
        return { kind: 'AT_MOST', most: undefined, otherVersionId };
      },
      ['INVALID otherVersionId'],
    ],
    [
      'another ecosystem beside it',
      async () => {
        const { versionId: otherVersionId } = await make.adopted(await make.ecosystem());
        return { kind: 'AT_MOST', most: undefined, otherVersionId };
      },
      ['OTHER_ECOSYSTEM otherVersionId'],
    ],
    [
      'itself beside it',
      () => ({ kind: 'AT_MOST', most: undefined, otherVersionId: versionId }),
      ['INVALID otherVersionId'],
    ],
    [
      'words',
      async () => {
        const words = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
        return { indicatorVersionId: (await make.adopted(ecosystemId, words)).versionId };
      },
      ['INVALID indicatorVersionId'],
    ],
  ])('are refused with %s', async (_case, more, expected) => {
    expect(await create(await more())).toEqual(expected);
  });

  it('have a name of their own, and can be changed', async () => {
    const id = await rule({ name: 'Small', categories: women });
    expect(await create({ name: 'Small' })).toEqual(['DUPLICATE name']);
    const update = async (more: object) => {
      const command = { id, expectedVersion: await make.versionOf(id), ...more };
      return issuesOf(await make.writer.update(dataQualityRuleDefinition, command));
    };
    expect(await update({ most: null })).toEqual(['REQUIRED least']);
    expect(await update({ least: '26' })).toEqual(['OUT_OF_RANGE most']);
    expect(await update({ kind: 'AT_MOST', most: null })).toEqual(['INVALID categories', 'REQUIRED otherVersionId']);
    expect(await update({ categories: [], most: '29', blocks: true })).toEqual([]);
    expect(await findings(await make.report(versionId))).toEqual([
      ['30 is more than 29, which violates the rule "Small".', true],
    ]);
  });

  it('are a hundred at most', async () => {
    await sql`insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
      values (${uuidOf(ecosystemId)}::uuid, ${uuidOf(versionId)}::uuid, '{}', '{}')`.execute(database.kysely());
    await sql`insert into "data_quality_rule" ("id", "ecosystem_id", "indicator_version_id", "name", "kind", "breakdown_id", "most", "blocks")
      select gen_random_uuid(), ${uuidOf(ecosystemId)}::uuid, ${uuidOf(versionId)}::uuid, 'rule ' || "n", 'RANGE', (
        select "id" from "breakdown" where "indicator_version_id" = ${uuidOf(versionId)}::uuid), 25, false
      from generate_series(1, 99) as "n"`.execute(database.kysely());
    expect([await create({}), await create({})]).toEqual([[], ['TOO_MANY indicatorVersionId']]);
  });

  it('are applied to many reports by one statement', async () => {
    await rule();
    const ids = [await make.report(versionId), await make.report(versionId, { period: '2025' })];
    const { quality } = make.read().reporting;
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => quality.findings(uuidOf(id)))),
    );
    expect([result.map((found) => found.length), statements.length]).toEqual([[1, 1], 1]);
  });
});
