import { anonymous, localProgram } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { organizationDefinition } from '../../../ecosystem/index.ts';
import { adoptionDefinition } from '../../../indicator/index.ts';
import { engines } from '../../../testing/engines.ts';
import { cell, uuidOf } from '../../../testing/measurement.fixture.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import { notApplicable, ofOnePeriod, place, ReporterWorld } from './included-reporter-reader.fixture.ts';
import { noReporters } from './included-reporter-reader.ts';

const world = new ReporterWorld();

describe.each(engines)('the number of organizations in an aggregated figure on %s', (engine) => {
  world.prepare(engine);

  it('counts the organizations that state the figure', async () => {
    await world.report(world.museum, { all: '5', F: '3' });
    await world.report(world.school, { all: '7' });
    await world.make.release(world.versionId);
    expect(await world.counted({ by: null })).toEqual(['2 figures of 2', 'F 1 figures of 1']);
  });

  it('counts an organization once over several periods', async () => {
    for (const [period, reporters] of [
      ['2024', [world.museum, world.school]],
      ['2025', [world.museum]],
    ] as const) {
      for (const each of reporters) await world.report(each, { all: '5' }, { period });
      await world.make.release(world.versionId, { period });
    }
    expect(await world.counted({ periods: ['2024-01-01/2025-12-31'] })).toEqual(['3 figures of 2']);
  });

  it('counts an organization once over several places, and once in each place if places stay separate', async () => {
    for (const code of ['north', 'south']) await world.report(world.museum, { all: '5' }, { place: place(code) });
    await world.report(world.school, { all: '5' }, { place: place('south') });
    await world.make.release(world.versionId);
    expect(await world.counted({ over: ['ORGANIZATIONS', 'PLACES'] })).toEqual(['3 figures of 2']);
    expect(await world.counted()).toEqual(['1 figures of 1', '2 figures of 2']);
  });

  it('counts organizations whose total is the sum of their categories', async () => {
    await world.report(world.museum, { all: '5' });
    await world.report(world.school, { F: '2', M: '3' });
    await world.report(await world.make.organization(world.ecosystemId), { F: '9' });
    await world.make.release(world.versionId);
    expect(await world.counted()).toEqual(['2 figures of 2']);
  });

  it('counts every organization if the total is the sum of categories that every organization states', async () => {
    ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(world.ecosystemId, {
      countingUnit: 'PEOPLE_UNDUPLICATED',
      aggregationAcrossOrganizations: 'NONE',
      aggregationOverTime: 'NONE',
    }));
    await world.report(world.museum, { F: '20', M: '30' });
    await world.report(world.school, { F: '70', M: '10' });
    await world.make.release(world.versionId);
    expect(await world.counted()).toEqual(['2 figures of 2']);
  });

  it('does not count organizations that reported MISSING', async () => {
    await world.report(world.museum, { all: '5' });
    await world.make.verified(world.versionId, { organizationId: world.school, cells: [{ status: 'MISSING' }] });
    await world.make.release(world.versionId);
    expect(await world.counted()).toEqual(['1 figures of 1']);
  });

  it('does not expect organizations that reported NOT_APPLICABLE', async () => {
    const gym = await world.make.organization(world.ecosystemId);
    await world.agrees(world.museum, world.school, gym);
    await world.report(world.museum, { all: '5' });
    await world.answered(world.school, [notApplicable]);
    await world.answered(
      gym,
      ['F', 'M'].map((code) => ({ ...cell(null, code), ...notApplicable })),
    );
    await world.make.release(world.versionId);
    const { figures, reporters } = await world.figuresOf();
    expect(figures).toMatchObject([
      { value: '5', caveats: [], coverage: { figuresIncluded: 1, missing: 0, notApplicable: 2 } },
    ]);
    const [figure] = figures;
    expect(figure && (await reporters.count(figure.coverage))).toEqual(ofOnePeriod({ reporters: 1, expected: 1 }));
  });

  it('expects an organization to which a figure is not applicable in some places only', async () => {
    await world.agrees(world.museum, world.school);
    await world.report(world.museum, { all: '5' });
    await world.answered(world.school, [notApplicable], { place: place('north') });
    await world.answered(world.school, [{ status: 'MISSING' }], { place: place('south') });
    await world.make.release(world.versionId);
    const { figures, reporters } = await world.figuresOf({ over: ['ORGANIZATIONS', 'PLACES'] });
    expect(figures).toMatchObject([{ value: '5', coverage: { figuresIncluded: 1, missing: 1, notApplicable: 1 } }]);
    const [figure] = figures;
    expect(figure && (await reporters.count(figure.coverage))).toEqual(
      ofOnePeriod({ reporters: 1, expected: 2, withoutFigure: 1 }),
    );
  });

  it('counts the agreement and the answer of each organization if organizations stay separate', async () => {
    const gym = await world.make.organization(world.ecosystemId);
    await world.agrees(world.museum, world.school);
    await world.report(world.museum, { all: '5' });
    await world.answered(world.school, [notApplicable]);
    await world.report(gym, { all: '7' });
    await world.make.release(world.versionId);
    const { figures, reporters } = await world.figuresOf({ over: [] });
    const counts = await Promise.all(
      figures.map(async ({ organizationId, coverage }) => [organizationId, await reporters.count(coverage)]),
    );
    expect(Object.fromEntries(counts)).toEqual({
      [uuidOf(world.museum)]: ofOnePeriod({ reporters: 1, expected: 1 }),
      [uuidOf(world.school)]: ofOnePeriod({}),
      [uuidOf(gym)]: ofOnePeriod({ otherReporters: 1 }),
    });
  });

  it('has as many organizations as figures if the total is suppressed', async () => {
    ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(world.ecosystemId, {
      countingUnit: 'PEOPLE',
    }));
    await world.report(world.museum, { all: '4' });
    await world.report(world.school, { all: '3' });
    await world.report(await world.make.organization(world.ecosystemId), { all: '1' });
    await world.make.release(world.versionId);
    expect((await world.figuresOf()).figures).toMatchObject([{ value: null, reason: 'SUPPRESSED' }]);
    expect(await world.counted()).toEqual(['3 figures of 3']);
  });

  it('is 0 if the ecosystem reported the figure itself', async () => {
    await world.report(undefined, { all: '20' });
    await world.report(world.museum, { all: '5' });
    await world.make.release(world.versionId);
    expect(await world.counted()).toEqual(['1 figures of 0']);
  });

  it('is 1 for the figure of one organization', async () => {
    await world.report(world.museum, { all: '5' });
    await world.make.release(world.versionId);
    expect(await world.counted({ over: ['PLACES'] })).toEqual(['1 figures of 1']);
  });

  it('does not count organizations that were not visible at release time', async () => {
    await world.report(world.museum, { all: '5' });
    await world.report(await world.make.organization(world.ecosystemId, { visibility: 'MEMBERS' }), { all: '50' });
    await world.make.release(world.versionId);
    expect(await world.counted()).toEqual(['1 figures of 1']);
    expect(await world.counted({}, localProgram)).toEqual(['1 figures of 1']);
  });

  it('counts organizations that the viewer cannot see only if a published total includes them', async () => {
    const most = await world.make.adopted(world.ecosystemId, { aggregationAcrossOrganizations: 'MAX' });
    for (const version of [world.versionId, most.versionId]) {
      for (const [organizationId, value] of [
        [world.museum, '5'],
        [world.school, '7'],
      ] as const)
        await world.make.verified(version, { organizationId, cells: [cell(value)] });
      await world.make.verified(version, {
        organizationId: await world.make.organization(world.ecosystemId),
        cells: [cell('4')],
      });
      await world.make.release(version);
    }
    const hidden = {
      id: world.school,
      expectedVersion: await world.make.versionOf(world.school),
      visibility: 'RESTRICTED',
    };
    expect(await world.make.writer.update(organizationDefinition, hidden)).toMatchObject({ ok: true });
    expect(await world.counted()).toEqual(['3 figures of 3']);
    ({ indicatorId: world.indicatorId } = most);
    expect(await world.counted()).toEqual(['2 figures of 2']);
    expect(await world.counted({}, localProgram)).toEqual(['3 figures of 3']);
  });

  it('counts organizations whose figures are suppressed if the published total includes them', async () => {
    for (const each of [world.museum, world.school]) await world.report(each, { all: '5' });
    await world.make.release(world.versionId);
    await world.database.orm.em
      .fork()
      .execute(`update "released_cell" set "suppressed" = true, "value" = null where "organization_id" = ?`, [
        uuidOf(world.school),
      ]);
    await world.make.forgetSums(world.ecosystemId);
    expect(await world.counted()).toEqual(['2 figures of 2']);
  });

  it('is read by one statement for all figures of a request', async () => {
    for (const period of ['2024', '2025']) {
      await world.report(world.museum, { all: '5', F: '2', M: '3' }, { period });
      await world.make.release(world.versionId, { period });
    }
    const { figures, reporters } = await world.figuresOf({ by: null });
    const { result, statements } = await statementsOf(world.database, () =>
      Promise.all(figures.map(({ coverage }) => reporters.count(coverage))),
    );
    const each = ofOnePeriod({ otherReporters: 1 });
    expect([result, statements.length]).toEqual([[each, each, each, each, each, each], 1]);
  });

  it('counts expected organizations once, and others apart', async () => {
    const agrees = (organizationId: string, more: object = {}) =>
      world.make.create(adoptionDefinition, {
        indicatorVersionId: world.versionId,
        organizationId,
        startsOn: '2020-01-01',
        visibility: 'PUBLIC',
        ...more,
      });
    const late = await world.make.organization(world.ecosystemId, { name: 'Late' });
    await agrees(world.museum);
    await agrees(late);
    await agrees(world.school, { endsOn: '2023-06-30' });
    for (const period of ['2024', '2025']) {
      await world.report(world.museum, { all: '5' }, { period });
      await world.report(world.school, { all: '6' }, { period });
      await world.make.release(world.versionId, { period });
    }
    const { figures, reporters } = await world.figuresOf({ periods: ['2024-01-01/2025-12-31'] });
    const counts = await Promise.all(figures.map(({ coverage }) => reporters.count(coverage)));
    expect(counts).toEqual([
      { ...noReporters, reporters: 1, expected: 2, otherReporters: 1, reporterPeriods: 2, expectedReporterPeriods: 4 },
    ]);
    expect(figures[0]?.coverage).toMatchObject({ figuresIncluded: 4, missing: 2, notReported: 2, reportedMissing: 0 });
  });

  it('is the same for the aggregate that a release publishes: how many of the expected organizations, and others', async () => {
    const library = await world.make.organization(world.ecosystemId, { name: 'Library' });
    for (const organizationId of [world.museum, world.school]) {
      const agreed = {
        indicatorVersionId: world.versionId,
        organizationId,
        startsOn: '2020-01-01',
        visibility: 'PUBLIC',
      };
      await world.make.create(adoptionDefinition, agreed);
    }
    await world.report(world.museum, { all: '15', F: '13' });
    await world.report(library, { all: '20' });
    const id = await world.make.release(world.versionId);
    const { release, aggregation, indicator } = world.make.read(anonymous);
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
