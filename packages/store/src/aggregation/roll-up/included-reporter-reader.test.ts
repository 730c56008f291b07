import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organizationDefinition } from '../../ecosystem/index.ts';
import { adoptionDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { noReporters, type ReporterCounts } from './included-reporter-reader.ts';
import type { RollUpArguments } from './roll-up-arguments.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

/** The figures of a roll-up over organizations, as the readers of one request return them. */
async function figuresOf(args: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
  const { record, aggregation } = make.read(viewer);
  const indicator = await record('indicator', uuidOf(indicatorId));
  if (!indicator) throw new Error('the indicator is public');
  const figures = await aggregation.rollUps.ofIndicator(indicator, { over: ['ORGANIZATIONS'], by: [], ...args });
  return { figures, reporters: aggregation.reporters };
}

/** For each figure: its categories, the number of figures included, and the number of organizations. */
async function counted(args: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous): Promise<string[]> {
  const { figures, reporters } = await figuresOf(args, viewer);
  return Promise.all(
    figures.map(async ({ categories, coverage }) => {
      const { reporters: expected, otherReporters } = await reporters.count(coverage);
      const codes = categories.map(({ code }) => code);
      return [...codes, `${coverage.figuresIncluded} figures of ${expected + otherReporters}`].join(' ');
    }),
  );
}

/** A verified report with a total and figures of categories: `{ all: '5', F: '2' }`. */
async function report(organizationId: string | undefined, figures: Record<string, string>, more: object = {}) {
  const cells = Object.entries(figures).map(([code, value]) => (code === 'all' ? cell(value) : cell(value, code)));
  await make.verified(versionId, { ...(organizationId && { organizationId }), cells, ...more });
}

const place = (code: string) => ({ scheme: 'place', code, label: code });

/** Counts of a figure of one period, in which each organization counts once. */
const ofOnePeriod = (counts: Partial<ReporterCounts>): ReporterCounts => ({
  ...noReporters,
  reporterPeriods: counts.reporters ?? 0,
  expectedReporterPeriods: counts.expected ?? 0,
  ...counts,
});

describe.each(engines)('the number of organizations in an aggregated figure on %s', (engine) => {
  let museum: string;
  let school: string;

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
    museum = await make.organization(ecosystemId, { name: 'Museum' });
    school = await make.organization(ecosystemId, { name: 'School' });
  });

  afterAll(() => database.close());

  it('counts the organizations that state the figure', async () => {
    await report(museum, { all: '5', F: '3' });
    await report(school, { all: '7' });
    await make.release(versionId);
    expect(await counted({ by: null })).toEqual(['2 figures of 2', 'F 1 figures of 1']);
  });

  it('counts an organization once over several periods', async () => {
    for (const [period, reporters] of [
      ['2024', [museum, school]],
      ['2025', [museum]],
    ] as const) {
      for (const each of reporters) await report(each, { all: '5' }, { period });
      await make.release(versionId, { period });
    }
    expect(await counted({ periods: ['2024-01-01/2025-12-31'] })).toEqual(['3 figures of 2']);
  });

  it('counts an organization once over several places, and once in each place if places stay separate', async () => {
    for (const code of ['north', 'south']) await report(museum, { all: '5' }, { place: place(code) });
    await report(school, { all: '5' }, { place: place('south') });
    await make.release(versionId);
    expect(await counted({ over: ['ORGANIZATIONS', 'PLACES'] })).toEqual(['3 figures of 2']);
    expect(await counted()).toEqual(['1 figures of 1', '2 figures of 2']);
  });

  it('counts organizations whose total is the sum of their categories', async () => {
    await report(museum, { all: '5' });
    await report(school, { F: '2', M: '3' });
    await report(await make.organization(ecosystemId), { F: '9' });
    await make.release(versionId);
    expect(await counted()).toEqual(['2 figures of 2']);
  });

  it('counts every organization if the total is the sum of categories that every organization states', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, {
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    }));
    await report(museum, { F: '20', M: '30' });
    await report(school, { F: '70', M: '10' });
    await make.release(versionId);
    expect(await counted()).toEqual(['2 figures of 2']);
  });

  it('does not count organizations that reported MISSING', async () => {
    await report(museum, { all: '5' });
    await make.verified(versionId, { organizationId: school, cells: [{ status: 'MISSING' }] });
    await make.release(versionId);
    expect(await counted()).toEqual(['1 figures of 1']);
  });

  const notApplicable = { status: 'NOT_APPLICABLE' };
  const answered = (organizationId: string, cells: object[], more: object = {}) =>
    make.verified(versionId, { organizationId, cells, ...more });
  async function agrees(...organizations: string[]): Promise<void> {
    for (const organizationId of organizations) {
      const agreement = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01' };
      await make.create(adoptionDefinition, { ...agreement, visibility: 'PUBLIC' });
    }
  }

  it('does not expect organizations that answered NOT_APPLICABLE', async () => {
    const gym = await make.organization(ecosystemId);
    await agrees(museum, school, gym);
    await report(museum, { all: '5' });
    await answered(school, [notApplicable]);
    await answered(
      gym,
      ['F', 'M'].map((code) => ({ ...cell(null, code), ...notApplicable })),
    );
    await make.release(versionId);
    const { figures, reporters } = await figuresOf();
    expect(figures).toMatchObject([
      { value: '5', caveats: [], coverage: { figuresIncluded: 1, missing: 0, notApplicable: 2 } },
    ]);
    const [figure] = figures;
    expect(figure && (await reporters.count(figure.coverage))).toEqual(ofOnePeriod({ reporters: 1, expected: 1 }));
  });

  it('expects an organization to which a figure is not applicable in some places only', async () => {
    await agrees(museum, school);
    await report(museum, { all: '5' });
    await answered(school, [notApplicable], { place: place('north') });
    await answered(school, [{ status: 'MISSING' }], { place: place('south') });
    await make.release(versionId);
    const { figures, reporters } = await figuresOf({ over: ['ORGANIZATIONS', 'PLACES'] });
    expect(figures).toMatchObject([{ value: '5', coverage: { figuresIncluded: 1, missing: 1, notApplicable: 1 } }]);
    const [figure] = figures;
    expect(figure && (await reporters.count(figure.coverage))).toEqual(
      ofOnePeriod({ reporters: 1, expected: 2, withoutFigure: 1 }),
    );
  });

  it('counts the agreement and the answer of each organization if organizations stay separate', async () => {
    const gym = await make.organization(ecosystemId);
    await agrees(museum, school);
    await report(museum, { all: '5' });
    await answered(school, [notApplicable]);
    await report(gym, { all: '7' });
    await make.release(versionId);
    const { figures, reporters } = await figuresOf({ over: [] });
    const counts = await Promise.all(
      figures.map(async ({ organizationId, coverage }) => [organizationId, await reporters.count(coverage)]),
    );
    expect(Object.fromEntries(counts)).toEqual({
      [uuidOf(museum)]: ofOnePeriod({ reporters: 1, expected: 1 }),
      [uuidOf(school)]: ofOnePeriod({}),
      [uuidOf(gym)]: ofOnePeriod({ otherReporters: 1 }),
    });
  });

  it('has as many organizations as figures if the total is suppressed', async () => {
    ({ indicatorId, versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' }));
    await report(museum, { all: '4' });
    await report(school, { all: '3' });
    await report(await make.organization(ecosystemId), { all: '1' });
    await make.release(versionId);
    expect((await figuresOf()).figures).toMatchObject([{ value: null, reason: 'SUPPRESSED' }]);
    expect(await counted()).toEqual(['3 figures of 3']);
  });

  it('is 0 if the ecosystem reported the figure itself', async () => {
    await report(undefined, { all: '20' });
    await report(museum, { all: '5' });
    await make.release(versionId);
    expect(await counted()).toEqual(['1 figures of 0']);
  });

  it('is 1 for the figure of one organization', async () => {
    await report(museum, { all: '5' });
    await make.release(versionId);
    expect(await counted({ over: ['PLACES'] })).toEqual(['1 figures of 1']);
  });

  it('does not count organizations that were not visible at release time', async () => {
    await report(museum, { all: '5' });
    await report(await make.organization(ecosystemId, { visibility: 'MEMBERS' }), { all: '50' });
    await make.release(versionId);
    expect(await counted()).toEqual(['1 figures of 1']);
    expect(await counted({}, localProgram)).toEqual(['1 figures of 1']);
  });

  it('counts organizations that the viewer cannot see only if a published total includes them', async () => {
    const most = await make.adopted(ecosystemId, { aggregationAcrossOrganizations: 'MAX' });
    for (const version of [versionId, most.versionId]) {
      for (const [organizationId, value] of [
        [museum, '5'],
        [school, '7'],
      ] as const)
        await make.verified(version, { organizationId, cells: [cell(value)] });
      await make.verified(version, { organizationId: await make.organization(ecosystemId), cells: [cell('4')] });
      await make.release(version);
    }
    const hidden = { id: school, expectedVersion: await make.versionOf(school), visibility: 'RESTRICTED' };
    expect(await make.writer.update(organizationDefinition, hidden)).toMatchObject({ ok: true });
    expect(await counted()).toEqual(['3 figures of 3']);
    ({ indicatorId } = most);
    expect(await counted()).toEqual(['2 figures of 2']);
    expect(await counted({}, localProgram)).toEqual(['3 figures of 3']);
  });

  it('counts organizations whose figures are suppressed if the published total includes them', async () => {
    for (const each of [museum, school]) await report(each, { all: '5' });
    await make.release(versionId);
    await database.orm.em
      .fork()
      .execute(`update "released_cell" set "suppressed" = true, "value" = null where "organization_id" = ?`, [
        uuidOf(school),
      ]);
    await make.forgetSums(ecosystemId);
    expect(await counted()).toEqual(['2 figures of 2']);
  });

  it('is read by one statement for all figures of a request', async () => {
    for (const period of ['2024', '2025']) {
      await report(museum, { all: '5', F: '2', M: '3' }, { period });
      await make.release(versionId, { period });
    }
    const { figures, reporters } = await figuresOf({ by: null });
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(figures.map(({ coverage }) => reporters.count(coverage))),
    );
    const each = ofOnePeriod({ otherReporters: 1 });
    expect([result, statements.length]).toEqual([[each, each, each, each, each, each], 1]);
  });

  it('counts expected organizations once, and others apart', async () => {
    const agrees = (organizationId: string, more: object = {}) =>
      make.create(adoptionDefinition, {
        indicatorVersionId: versionId,
        organizationId,
        startsOn: '2020-01-01',
        visibility: 'PUBLIC',
        ...more,
      });
    const late = await make.organization(ecosystemId, { name: 'Late' });
    await agrees(museum);
    await agrees(late);
    await agrees(school, { endsOn: '2023-06-30' });
    for (const period of ['2024', '2025']) {
      await report(museum, { all: '5' }, { period });
      await report(school, { all: '6' }, { period });
      await make.release(versionId, { period });
    }
    const { figures, reporters } = await figuresOf({ periods: ['2024-01-01/2025-12-31'] });
    const counts = await Promise.all(figures.map(({ coverage }) => reporters.count(coverage)));
    expect(counts).toEqual([
      { ...noReporters, reporters: 1, expected: 2, otherReporters: 1, reporterPeriods: 2, expectedReporterPeriods: 4 },
    ]);
    expect(figures[0]?.coverage).toMatchObject({ figuresIncluded: 4, missing: 2, notReported: 2, reportedMissing: 0 });
  });

  it('is the same for the aggregate that a release publishes: how many of the expected organizations, and others', async () => {
    const library = await make.organization(ecosystemId, { name: 'Library' });
    for (const organizationId of [museum, school]) {
      const agreed = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
      await make.create(adoptionDefinition, agreed);
    }
    await report(museum, { all: '15', F: '13' });
    await report(library, { all: '20' });
    const id = await make.release(versionId);
    const { release, aggregation, indicator } = make.read(anonymous);
    const { rows } = await release.cells.ofRelease(uuidOf(id), { page: {}, filter: {} });
    const aggregates = rows.filter(({ scope }) => scope === 'AGGREGATE');
    const counts = await Promise.all(
      aggregates.map(async ({ value, releaseId, breakdownId }) => {
        const categories = await indicator.categories.ofVisibleBreakdown(breakdownId);
        const cell = { releaseId: releaseId ?? '', breakdownId };
        return [value, await aggregation.reporters.ofAggregate(cell, categories.length === 0)];
      }),
    );
    expect(counts).toEqual([
      ['35', ofOnePeriod({ reporters: 1, expected: 2, otherReporters: 1 })],
      ['13', ofOnePeriod({ reporters: 1, expected: 2, withoutFigure: 1 })],
    ]);
  });
});
