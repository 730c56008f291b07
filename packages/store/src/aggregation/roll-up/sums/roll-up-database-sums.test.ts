import { anonymous, unwrap } from '@collective-impact/sdk';
import {
  partialOf,
  type RollUpFigure,
  type RollUpPart,
  type RollUpVersion,
  rollUp,
} from '@collective-impact/sdk/aggregation';
import { describe, expect, it } from 'vitest';
import { engines } from '../../../testing/engines.ts';
import { uuidOf } from '../../../testing/measurement.fixture.ts';
import type { RollUpFigureRow } from '../figure-rows.ts';
import { over, people, RollUpWorld } from '../roll-up-reader.fixture.ts';

const world = new RollUpWorld();

describe.each(engines)('the sums of a roll-up on %s', (engine) => {
  world.prepare(engine);

  it.each([
    { kind: 'COUNT', aggregationAcrossOrganizations: 'SUM', aggregationOverTime: 'AVERAGE' },
    { kind: 'COUNT', aggregationAcrossOrganizations: 'MAX', aggregationOverTime: 'SUM' },
    {
      kind: 'RATIO',
      aggregationAcrossOrganizations: 'RATIO',
      aggregationOverTime: 'RATIO',
      denominatorOverTime: 'AVERAGE',
      multiplier: '100',
    },
    { kind: 'MEAN', aggregationAcrossOrganizations: 'WEIGHTED_MEAN', aggregationOverTime: 'WEIGHTED_MEAN' },
    { ...people, kind: 'COUNT' },
  ])('sums in the database like the rules of the SDK, figure by figure: %o', async (rules) => {
    ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(world.ecosystemId, {
      ...rules,
      frequency: 'QUARTER',
    }));
    const organizations = await Promise.all([1, 2, 3].map(() => world.make.organization(world.ecosystemId)));
    for (const [at, period] of ['2024-Q1', '2024-Q2', '2024-Q4'].entries()) {
      for (const [nth, organizationId] of organizations.entries()) {
        const cells = [[], ['F'], ['M']].map((categories, part) =>
          figure(rules.kind, { seed: at + nth * 3, categories, part }),
        );
        await world.make.verified(world.versionId, { organizationId, period, cells });
      }
      await world.make.release(world.versionId, { period });
    }
    const { record, aggregation } = world.make.read(anonymous);
    const indicator = await record('indicator', uuidOf(world.indicatorId));
    const version = await record('indicator_version', uuidOf(world.versionId));
    if (!indicator || !version) throw new Error('they are public');
    const points = await aggregation.series.ofIndicator(indicator, { span: {} });
    const parts = points.map(
      (point): RollUpPart => ({
        period: point.period,
        periodStart: point.periodStart,
        periodEnd: point.periodEnd,
        organizationId: null,
        place: null,
        versionId: version.id,
        ecosystemId: uuidOf(world.ecosystemId),
        categories: point.categories.map(({ dimension, code }) => ({ dimension: dimension.code, category: code })),
        source: point.scope,
        placeScheme: null,
        partial: partialOf({
          value: point.value ?? null,
          numerator: point.numerator ?? null,
          denominator: point.denominator ?? null,
          base: point.base ?? null,
          status: point.status,
        }),
      }),
    );
    const dimension = {
      code: 'sex',
      exclusive: true,
      exhaustive: true,
      categories: ['F', 'M'].map((code) => ({ code, parent: null })),
    };
    for (const { count, ...question } of [
      { periods: null, by: null, count: 9 },
      { periods: ['2024', '2024-H1'], by: [], count: 2 },
    ]) {
      const expected = unwrap(
        rollUp({
          ...question,
          parts,
          versions: [{ ...(version as unknown as RollUpVersion), dimensions: [dimension] }],
          over,
          compares: () => ({ comparability: 'YES', notes: [] }),
        }),
      );
      const figures = await aggregation.rollUps.ofIndicator(indicator, { ...question, over });
      const withoutNames = (figure: RollUpFigure | RollUpFigureRow) => {
        const { categories: _, coverage, ...rest } = figure;
        const { figuresIncluded, missing, notApplicable, suppressedAtSource, periods, gaps } = coverage;
        const ofReader = { matching: null, matchable: null, versionNumbers: [], isOfEcosystem: false };
        const {
          matching: _matching,
          matchable: _matchable,
          versionNumbers: _versionNumbers,
          isOfEcosystem: _isOfEcosystem,
          ...computed
        } = { ...ofReader, ...rest };
        return {
          ...computed,
          coverage: { figuresIncluded, missing, notApplicable, suppressedAtSource, periods, gaps },
        };
      };
      expect(figures.map(withoutNames)).toEqual(expected.map(withoutNames));
      expect(figures).toHaveLength(count);
    }
  });
});

/** A figure of a kind that is the same each time, and some of whose kind are missing. */
function figure(kind: string | undefined, of: { seed: number; categories: string[]; part: number }): object {
  const { seed, categories, part } = of;
  const placed = { categories: categories.map((category) => ({ dimension: 'sex', category })) };
  if (seed % 5 === 4 && kind === 'RATIO')
    return { ...placed, status: 'NOT_APPLICABLE', numerator: '0', denominator: '0', base: 30 };
  if (seed % 5 === 4) return { ...placed, status: 'MISSING', base: 30 };
  const status = seed % 5 === 3 ? 'ESTIMATED' : 'OBSERVED';
  const [female, male] = [11 + seed * 7, 13 + ((seed * 5) % 17)];
  const many = [female + male, female, male][part] ?? 0;
  if (kind === 'RATIO' || kind === 'MEAN')
    return { ...placed, status, numerator: String(many), denominator: String(many * 2 + part) };
  return { ...placed, status, value: String(many), base: seed === 1 ? null : many + 100 };
}
