import { anonymous, encodeTypeId, unwrap } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { restoreRecord, voidRecord } from '../access/index.ts';
import { adoptionDefinition, targetDefinition } from '../indicator/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { publishRelease } from './release-writer.ts';

const reason = 'Entered twice.';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;
let targetId: string;
let reports: string[];

const doVoid = async (id = '', more: object = {}) =>
  unwrap(await voidRecord(make.writer, { id, reason, includeDependents: false, ...more }));
const restore = async (id = '') => unwrap(await restoreRecord(make.writer, { id, reason }));
const publish = () => publishRelease(make.writer, { indicatorVersionId: versionId, period: '2024' });

/** The figures of organizations in a release that everyone sees, and its total. A suppressed figure is `*`. */
async function figuresOf(releaseId: string) {
  const { release } = make.read(anonymous);
  const { rows } = await release.cells.ofRelease(uuidOf(releaseId), { page: { first: 10 }, filter: {} });
  const shown = rows.map((each) => ({ scope: each.scope, figure: each.suppressed ? '*' : each.value }));
  const figuresIn = (scope: string) => shown.filter((each) => each.scope === scope).map(({ figure }) => figure);
  return { organizations: figuresIn('ORGANIZATION').sort(), total: figuresIn('AGGREGATE') };
}

/** What the analyses of the indicator contain, for everyone. */
async function analyses() {
  const { record, aggregation } = make.read(anonymous);
  const indicator = await record('indicator', uuidOf(indicatorId));
  const target = await record('target', uuidOf(targetId));
  if (!indicator || !target) throw new Error('The indicator and its target are public.');
  const over = ['ECOSYSTEMS', 'ORGANIZATIONS', 'PLACES'] as const;
  const [rollUp] = await aggregation.rollUps.ofIndicator(indicator, { over: [...over], by: [] });
  const standing = await aggregation.targets.standing(target, { on: '2026-06-30', asOf: null });
  const points = await aggregation.series.ofIndicator(indicator, { span: {} });
  return {
    rollUp: rollUp?.value ?? null,
    latest: standing?.latest?.value ?? null,
    reporters: rollUp ? (await aggregation.reporters.count(rollUp.coverage)).reporters : 0,
    series: points.map(({ value }) => value).sort(),
  };
}

async function reportAll(values: readonly string[]): Promise<void> {
  reports = [];
  for (const value of values) {
    const organizationId = await make.organization(ecosystemId);
    const agreed = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
    await make.create(adoptionDefinition, agreed);
    reports.push(await make.verified(versionId, { organizationId, cells: [cell(value)] }));
  }
}

describe.each(engines)('voiding a released report on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });
  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    const of = { indicatorVersionId: versionId, visibility: 'PUBLIC' };
    targetId = await make.create(targetDefinition, { ...of, period: '2026', value: '500' });
  });
  afterAll(() => database.close());

  it('changes no released figure, and the next release omits its figures', async () => {
    await reportAll(['40', '50', '60']);
    const first = await make.release(versionId);
    const before = { figures: await figuresOf(first), analyses: await analyses() };
    await doVoid(reports[2]);
    expect({ figures: await figuresOf(first), analyses: await analyses() }).toEqual(before);
    expect(before).toEqual({
      figures: { organizations: ['40', '50', '60'], total: ['150'] },
      analyses: { rollUp: '150', latest: '150', reporters: 3, series: ['150', '40', '50', '60'] },
    });
    const second = await make.release(versionId);
    expect(await figuresOf(second)).toEqual({ organizations: ['40', '50'], total: ['90'] });
    expect(await analyses()).toEqual({ rollUp: '90', latest: '90', reporters: 2, series: ['40', '50', '90'] });
    expect(await figuresOf(first)).toEqual(before.figures);
  });

  it('is undone by restoring it, in the release after that', async () => {
    await reportAll(['40', '50', '60']);
    await make.release(versionId);
    await doVoid(reports[2]);
    const without = await make.release(versionId);
    await restore(reports[2]);
    expect(await figuresOf(without)).toEqual({ organizations: ['40', '50'], total: ['90'] });
    expect(await figuresOf(await make.release(versionId))).toEqual({
      organizations: ['40', '50', '60'],
      total: ['150'],
    });
  });

  it('is without effect on releases if it is restored before the next one', async () => {
    await reportAll(['40', '50', '60']);
    await make.release(versionId);
    await doVoid(reports[2]);
    await restore(reports[2]);
    expect(await figuresOf(await make.release(versionId))).toEqual({
      organizations: ['40', '50', '60'],
      total: ['150'],
    });
  });

  it('suppresses the totals of which it had a suppressed figure, also after it is restored', async () => {
    await reportAll(['40', '50', '60', '4']);
    expect(await figuresOf(await make.release(versionId))).toEqual({
      organizations: ['*', '*', '*', '60'],
      total: ['154'],
    });
    await doVoid(reports[3]);
    expect(await figuresOf(await make.release(versionId))).toEqual({ organizations: ['*', '*', '60'], total: ['*'] });
    await restore(reports[3]);
    expect(await figuresOf(await make.release(versionId))).toEqual({
      organizations: ['*', '*', '*', '60'],
      total: ['*'],
    });
  });

  it('suppresses a restored figure again that protected a smaller one', async () => {
    await reportAll(['40', '50', '60', '4']);
    await make.release(versionId);
    await doVoid(reports[0]);
    await make.release(versionId);
    await restore(reports[0]);
    expect((await figuresOf(await make.release(versionId))).organizations).toEqual(['*', '*', '*', '60']);
  });

  it('leaves releases without a total if it stated the total of the ecosystem', async () => {
    await reportAll(['40', '50', '60']);
    const stated = await make.verified(versionId, { cells: [cell('200')] });
    await make.release(versionId);
    expect((await analyses()).rollUp).toBe('200');
    await doVoid(stated);
    const { total, organizations } = await figuresOf(await make.release(versionId));
    expect({ total, organizations }).toEqual({ total: [], organizations: ['40', '50', '60'] });
    expect((await analyses()).rollUp).toBe('150');
    await restore(stated);
    await make.release(versionId);
    expect((await analyses()).rollUp).toBe('200');
  });

  it('leaves a release without figures if it was the last report', async () => {
    await reportAll(['40']);
    await make.release(versionId);
    await doVoid(reports[0]);
    expect(await figuresOf(await make.release(versionId))).toEqual({ organizations: [], total: [] });
    expect(await analyses()).toEqual({ rollUp: null, latest: null, reporters: 0, series: [] });
    expect(issuesOf(await publish())).toEqual(['NOT_FOUND period']);
  });

  it('is possible together with its organization, whose released figures are hidden at once', async () => {
    await reportAll(['40', '50', '60']);
    const first = await make.release(versionId);
    const report = await make.read().record('indicator_report', uuidOf(reports[2] ?? ''));
    await doVoid(encodeTypeId('organization', report?.organizationId ?? ''), { includeDependents: true });
    expect(await figuresOf(first)).toEqual({ organizations: ['40', '50'], total: ['150'] });
    expect(await figuresOf(await make.release(versionId))).toEqual({ organizations: ['40', '50'], total: ['90'] });
  });
});
