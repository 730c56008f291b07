import { describe, expect, it } from 'vitest';
import { engines } from '../../../testing/engines.ts';
import { cell, uuidOf } from '../../../testing/measurement.fixture.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import { notApplicable, ReporterWorld } from './included-reporter-reader.fixture.ts';

const world = new ReporterWorld();

/** Releases the reports of these organizations for a period. */
async function released(period: string, ...organizations: string[]): Promise<void> {
  for (const each of organizations) await world.report(each, { all: '5' }, { period });
  await world.make.release(world.versionId, { period });
}

/** By organization: the pairs of organizations and periods, the organizations, and the missing figures of the periods together. */
async function countsOf(period: string): Promise<Record<string, string>> {
  const { figures, reporters } = await world.figuresOf({ over: [], periods: [period] });
  const counted = figures.map(async ({ organizationId, coverage }) => {
    const { reporterPeriods, expectedReporterPeriods, ...counts } = await reporters.count(coverage);
    const ofPeriods = `${reporterPeriods} of ${expectedReporterPeriods} periods`;
    const ofOrganizations = `${counts.reporters} of ${counts.expected}`;
    return [organizationId, `${ofPeriods}, ${ofOrganizations}, ${coverage.missing} missing`];
  });
  return Object.fromEntries(await Promise.all(counted));
}

describe.each(engines)('the figure of one organization over several periods on %s', (engine) => {
  world.prepare(engine);

  it('expects every released period that the organization agreed to report', async () => {
    const gym = await world.make.organization(world.ecosystemId);
    await world.agrees(world.museum, world.school);
    await released('2023', world.museum, world.school, gym);
    for (const period of ['2024', '2025']) await released(period, world.museum);
    const [museum, school, other] = [world.museum, world.school, gym].map(uuidOf) as [string, string, string];
    expect(await countsOf('2023-01-01/2024-12-31')).toEqual({
      [museum]: '2 of 2 periods, 1 of 1, 0 missing',
      [school]: '1 of 2 periods, 1 of 1, 1 missing',
      [other]: '0 of 0 periods, 0 of 0, 0 missing',
    });
    expect(await countsOf('2023-01-01/2025-12-31')).toMatchObject({ [school]: '1 of 3 periods, 1 of 1, 2 missing' });
    expect(await countsOf('2023')).toMatchObject({ [school]: '1 of 1 periods, 1 of 1, 0 missing' });
    const { figures } = await world.figuresOf({ over: [], periods: ['2023-01-01/2024-12-31'] });
    expect(figures.find(({ organizationId }) => organizationId === school)).toMatchObject({
      value: '5',
      caveats: [
        'No figure covers 2024.',
        'The organization agreed to report for 2024 and did not. The figure counts as missing.',
      ],
      coverage: { notReported: 1, gaps: ['2024'] },
    });
  });

  it('does not expect a period that was reported by another version or as NOT_APPLICABLE', async () => {
    await world.agrees(world.museum, world.school);
    await released('2023', world.museum, world.school);
    await world.answered(world.school, [notApplicable], { period: '2024' });
    await released('2024', world.museum);
    await released('2025', world.museum);
    const newer = await world.make.version(world.indicatorId, { comparability: 'YES' });
    await world.make.adopt(newer);
    await world.make.verified(newer, { organizationId: world.school, period: '2025', cells: [cell('6')] });
    await world.make.release(newer, { period: '2025' });
    const { figures } = await world.figuresOf({ over: [], periods: ['2023-01-01/2025-12-31'] });
    expect(figures.find(({ organizationId }) => organizationId === uuidOf(world.school))).toMatchObject({
      value: '11',
      coverage: { missing: 0, notReported: 0, notApplicable: 1 },
    });
  });

  it('is read by one more statement, for requested periods of single organizations only', async () => {
    await world.agrees(world.museum);
    for (const period of ['2023', '2024']) await released(period, world.museum);
    const statements = async (over: ('ORGANIZATIONS' | 'PLACES')[], periods: string[] | null) =>
      (await statementsOf(world.database, () => world.figuresOf({ over, periods }))).statements.length;
    const years = ['2023-01-01/2024-12-31'];
    const [single, aggregated] = [await statements([], years), await statements(['ORGANIZATIONS'], years)];
    expect([single - (await statements([], null)), aggregated - (await statements(['ORGANIZATIONS'], null))]).toEqual([
      1, 0,
    ]);
  });
});
