import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { correctIndicatorReport } from '../correction/correction-writer.ts';
import { indicatorReportDefinition, returnIndicatorReport, submitIndicatorReport } from '../report/report-writer.ts';
import { dataQualityRuleDefinition } from './data-quality-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let versionId: string;

const women = [{ dimension: 'sex', category: 'F' }];

describe.each(engines)('data quality rules on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ versionId } = await fixture.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  const ruleInput = (more: object = {}) => ({
    indicatorVersionId: versionId,
    name: `rule-${newUuid()}`,
    kind: 'RANGE',
    most: '25',
    ...more,
  });
  const rule = (more: object = {}) => fixture.create(dataQualityRuleDefinition, ruleInput(more));
  const issuesOfCreating = async (more: object) =>
    issuesOf(await fixture.writer.create(dataQualityRuleDefinition, ruleInput(more)));
  const findings = async (id: string) =>
    (await fixture.read().reporting.quality.findings(uuidOf(id))).map(({ message, blocks }) => [message, blocks]);
  const issuesOfSubmitting = async (id: string) => {
    const command = { id, expectedVersion: await fixture.versionOf(id) };
    return issuesOf(await fixture.writer.transition(submitIndicatorReport, command));
  };

  it('returns findings for figures that violate a rule, without blocking submission', async () => {
    await rule({ name: 'Small', most: '25' });
    await rule({ name: 'Few women', most: '10', categories: women });
    await rule({ name: 'Fewer women', most: '9', categories: women });
    const id = await fixture.report(versionId);
    expect(await findings(id)).toEqual([
      ['10 is more than 9, which violates the rule "Fewer women".', false],
      ['30 is more than 25, which violates the rule "Small".', false],
    ]);
    expect(await issuesOfSubmitting(id)).toEqual([]);
    expect(await findings(id)).toHaveLength(2);
  });

  it('blocks the submission of a report that violates a blocking rule', async () => {
    await rule({ name: 'Small', blocks: true });
    const id = await fixture.report(versionId);
    const outcome = await fixture.writer.transition(submitIndicatorReport, { id, expectedVersion: 1 });
    expect(outcome.ok ? [] : outcome.issues).toEqual([
      {
        code: 'DATA_QUALITY',
        path: ['cells'],
        message: '30 is more than 25, which violates the rule "Small". This rule blocks submission.',
      },
    ]);
    const change = { id, expectedVersion: 1, cells: [cell('25')] };
    expect(issuesOf(await fixture.writer.update(indicatorReportDefinition, change))).toEqual([]);
    expect([await findings(id), await issuesOfSubmitting(id)]).toEqual([[], []]);
  });

  it('blocks a correction that violates a blocking rule', async () => {
    const id = await fixture.verified(versionId, { cells: [cell('20')] });
    await rule({ blocks: true });
    const command = { id, expectedVersion: 3, reason: 'Found', cells: [cell(null, 'F'), cell('26')] };
    expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, command))).toEqual([
      'REQUIRED cells.0.value',
    ]);
    const wrong = { ...command, cells: [{ ...cell(null, 'F'), status: 'MISSING' }, cell('26')] };
    expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, wrong))).toEqual([
      'DATA_QUALITY cells.1.value',
    ]);
    const right = { ...command, cells: [cell('25')] };
    expect(issuesOf(await fixture.writer.transition(correctIndicatorReport, right))).toEqual([]);
  });

  it('compares a figure with the latest earlier figure that the same reporter submitted', async () => {
    await rule({ name: 'Steady', kind: 'CHANGE', most: undefined, largestChange: '0.5', changeBy: 'SHARE' });
    const organizationId = await fixture.organization(ecosystemId);
    await fixture.verified(versionId, { period: '2019', cells: [cell('1000')] });
    await fixture.verified(versionId, { period: '2021', cells: [cell('10')] });
    await fixture.report(versionId, { period: '2022', cells: [cell('500')] });
    await fixture.verified(versionId, { period: '2025', cells: [cell('500')] });
    await fixture.verified(versionId, { period: '2022', organizationId, cells: [cell('500')] });
    const within = await fixture.report(versionId, { period: '2023', cells: [cell('15')] });
    const beyond = await fixture.report(versionId, { period: '2024', cells: [cell('16')] });
    expect([await findings(within), await findings(beyond)]).toEqual([
      [],
      [['The change from 10 to 16 is more than 0.5 of 10, which violates the rule "Steady".', false]],
    ]);
    expect(await issuesOfSubmitting(within)).toEqual([]);
    expect(await findings(beyond)).toEqual([]);
  });

  it('compares a total with the submitted total of another version for the same reporter, place and period', async () => {
    const other = await fixture.adopted(ecosystemId);
    await rule({ name: 'Part', kind: 'AT_MOST', most: undefined, otherVersionId: other.versionId, blocks: true });
    const id = await fixture.report(versionId, { cells: [cell('30'), cell('30', 'F')] });
    const place = { code: 'E12000001', label: 'North East' };
    await fixture.verified(other.versionId, { place, cells: [cell('1')] });
    await fixture.verified(other.versionId, { period: '2023', cells: [cell('1')] });
    const otherReport = await fixture.report(other.versionId, { cells: [cell('29'), cell('1', 'F')] });
    expect(await findings(id)).toEqual([]);
    await fixture.transition(submitIndicatorReport, otherReport);
    expect(await findings(id)).toEqual([
      ['30 is more than the total of the other version, 29, which violates the rule "Part".', true],
    ]);
    expect(await issuesOfSubmitting(id)).toEqual(['DATA_QUALITY cells']);
    await fixture.transition(returnIndicatorReport, otherReport);
    expect(await issuesOfSubmitting(id)).toEqual([]);
  });

  it('ignores missing figures, and checks figures that are 0', async () => {
    await rule({ most: undefined, least: '1', blocks: true });
    const missing = await fixture.report(versionId, { cells: [{ status: 'MISSING' }] });
    const suppressed = await fixture.report(versionId, { period: '2025', cells: [{ status: 'SUPPRESSED_AT_SOURCE' }] });
    const zero = await fixture.report(versionId, { period: '2026', cells: [cell('0')] });
    expect(await Promise.all([missing, suppressed, zero].map(issuesOfSubmitting))).toEqual([
      [],
      [],
      ['DATA_QUALITY cells'],
    ]);
  });

  it.each<[string, () => object | Promise<object>, string[]]>([
    ['no limit', () => ({ most: undefined }), ['REQUIRED least']],
    [
      'an unknown category',
      () => ({ categories: [{ dimension: 'sex', category: 'Q' }] }),
      ['UNKNOWN_CODE categories.0.category'],
    ],
    ['a field of another rule kind', () => ({ largestChange: '1' }), ['INVALID largestChange']],
    [
      'another version of a different frequency',
      async () => {
        const { versionId: otherVersionId } = await fixture.adopted(ecosystemId, { frequency: 'MONTH' });
        return { kind: 'AT_MOST', most: undefined, otherVersionId };
      },
      ['INVALID otherVersionId'],
    ],
    [
      'another version of a different ecosystem',
      async () => {
        const { versionId: otherVersionId } = await fixture.adopted(await fixture.ecosystem());
        return { kind: 'AT_MOST', most: undefined, otherVersionId };
      },
      ['OTHER_ECOSYSTEM otherVersionId'],
    ],
    [
      'the same version as the other version',
      () => ({ kind: 'AT_MOST', most: undefined, otherVersionId: versionId }),
      ['INVALID otherVersionId'],
    ],
    [
      'a QUALITATIVE version',
      async () => {
        const qualitative = {
          kind: 'QUALITATIVE',
          aggregationAcrossOrganizations: 'NONE',
          aggregationOverTime: 'NONE',
        };
        return { indicatorVersionId: (await fixture.adopted(ecosystemId, qualitative)).versionId };
      },
      ['INVALID indicatorVersionId'],
    ],
  ])('rejects a rule with %s', async (_case, more, expected) => {
    expect(await issuesOfCreating(await more())).toEqual(expected);
  });

  it('requires a unique name of each rule in its version, and accepts updates', async () => {
    const id = await rule({ name: 'Small', categories: women });
    expect(await issuesOfCreating({ name: 'Small' })).toEqual(['DUPLICATE name']);
    const issuesOfUpdating = async (more: object) => {
      const command = { id, expectedVersion: await fixture.versionOf(id), ...more };
      return issuesOf(await fixture.writer.update(dataQualityRuleDefinition, command));
    };
    expect(await issuesOfUpdating({ most: null })).toEqual(['REQUIRED least']);
    expect(await issuesOfUpdating({ least: '26' })).toEqual(['OUT_OF_RANGE most']);
    expect(await issuesOfUpdating({ kind: 'AT_MOST', most: null })).toEqual([
      'INVALID categories',
      'REQUIRED otherVersionId',
    ]);
    expect(await issuesOfUpdating({ categories: [], most: '29', blocks: true })).toEqual([]);
    expect(await findings(await fixture.report(versionId))).toEqual([
      ['30 is more than 29, which violates the rule "Small".', true],
    ]);
  });

  it('rejects a rule if the version already has 100', async () => {
    await sql`insert into "breakdown" ("ecosystem_id", "indicator_version_id", "category_ids", "dimension_ids")
      values (${uuidOf(ecosystemId)}::uuid, ${uuidOf(versionId)}::uuid, '{}', '{}')`.execute(database.kysely());
    await sql`insert into "data_quality_rule" ("id", "ecosystem_id", "indicator_version_id", "name", "kind", "breakdown_id", "most", "blocks")
      select gen_random_uuid(), ${uuidOf(ecosystemId)}::uuid, ${uuidOf(versionId)}::uuid, 'rule ' || "n", 'RANGE', (
        select "id" from "breakdown" where "indicator_version_id" = ${uuidOf(versionId)}::uuid), 25, false
      from generate_series(1, 99) as "n"`.execute(database.kysely());
    expect([await issuesOfCreating({}), await issuesOfCreating({})]).toEqual([[], ['TOO_MANY indicatorVersionId']]);
  });

  it('checks several reports with one statement', async () => {
    await rule();
    const ids = [await fixture.report(versionId), await fixture.report(versionId, { period: '2025' })];
    const { quality } = fixture.read().reporting;
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => quality.findings(uuidOf(id)))),
    );
    expect([result.map((each) => each.length), statements.length]).toEqual([[1, 1], 1]);
  });
});
