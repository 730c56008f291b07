import { anonymous, localProgram, type Viewer } from '@collective-impact/sdk';
import { beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../../testing/engines.ts';
import { uuidOf } from '../../../testing/measurement.fixture.ts';
import { statementsOf } from '../../../testing/statements-of.ts';
import type { RollUpArguments } from '../roll-up-arguments.ts';
import { over, RollUpWorld } from '../roll-up-reader.fixture.ts';

const world = new RollUpWorld();
const organizations = new Map<string, string>();

/** Shares of events, of which the largest or smallest is selected. */
const share = {
  kind: 'RATIO',
  countingUnit: 'EVENTS',
  multiplier: '100',
  aggregationAcrossOrganizations: 'MAX',
  aggregationOverTime: 'MAX',
};

async function adopt(rules: object = {}): Promise<void> {
  ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.make.adopted(world.ecosystemId, {
    ...share,
    ...rules,
  }));
}

/** Reports and releases figures of organizations by name, such as `2/3 as 66.7`: numerator, denominator, and the stated value. */
async function released(figures: Record<string, string>, more: { period?: string; place?: string } = {}) {
  const { period = '2024', place } = more;
  for (const [name, figure] of Object.entries(figures)) {
    const organizationId = organizations.get(name) ?? (await world.make.organization(world.ecosystemId, { name }));
    organizations.set(name, organizationId);
    const [parts = '', value = null] = figure.split(' as ');
    const [numerator, denominator] = parts.includes('/') ? parts.split('/') : [null, null];
    const cells = [{ categories: [], value: numerator === null ? parts : value, numerator, denominator }];
    const at = place ? { code: place, label: place } : null;
    await world.make.verified(world.versionId, { organizationId, period, place: at, cells });
  }
  return world.make.release(world.versionId, { period });
}

async function figures(question: Partial<RollUpArguments> = {}, viewer: Viewer = anonymous) {
  const { record, aggregation } = world.make.read(viewer);
  const indicator = await record('indicator', uuidOf(world.indicatorId));
  if (!indicator) throw new Error('The indicator is public.');
  return { of: await aggregation.rollUps.ofIndicator(indicator, { over, by: [], ...question }), aggregation };
}

const exactly = (value: string) => ({ low: value, high: value });

describe.each(engines)('the smallest and the largest of several quotients on %s', (engine) => {
  world.prepare(engine);

  beforeEach(() => organizations.clear());

  it.each([
    // 66.5 is stated as 67, and is not the largest share.
    { aggregationAcrossOrganizations: 'MAX', expected: { value: '66.666667', exact: exactly('200/3') } },
    { aggregationAcrossOrganizations: 'MIN', expected: { value: '33.333333', exact: exactly('100/3') } },
  ])(
    'are selected by numerator and denominator, not by rounded values: $aggregationAcrossOrganizations',
    async (of) => {
      await adopt({ aggregationAcrossOrganizations: of.aggregationAcrossOrganizations });
      await released({ A: '2/3 as 66.6', B: '133/200 as 67', C: '1/3 as 33.4', D: '2/6 as 33.3', E: '50' });
      const { result, statements } = await statementsOf(world.database, () => figures());
      expect(result.of).toMatchObject([{ ...of.expected, coverage: { figuresIncluded: 5 } }]);
      // The indicator, its versions, its releases, and their cells by quotient.
      expect(statements).toHaveLength(4);
      expect(statements[3]?.sql).toContain('from "released_cell"');
      await world.make.forgetSums(world.ecosystemId);
      expect((await figures()).of).toMatchObject([of.expected]);
    },
  );

  it('are selected among means, over places too, and over time', async () => {
    await adopt({ kind: 'MEAN', multiplier: '1', frequency: 'HALF' });
    for (const half of ['2024-H1', '2024-H2']) {
      const [north, south] = half === '2024-H1' ? ['10/3 as 3.4', '7/3'] : ['9/7 as 2', '8/3 as 2.7'];
      await released({ A: north }, { period: half, place: 'north' });
      await released({ A: south, B: '1/7' }, { period: half, place: 'south' });
    }
    const ofA = { over: ['PLACES'], periods: ['2024-H2', '2024'] } as const;
    const name = (organizationId: string | null) =>
      [...organizations].find(([, id]) => uuidOf(id) === organizationId)?.[0];
    const all = (await figures(ofA)).of.map(({ organizationId, period, value, exact }) => [
      `${name(organizationId)} ${period}`,
      value,
      exact?.low,
    ]);
    expect(all).toEqual([
      ['A 2024', '3.333333', '10/3'],
      ['B 2024', '0.142857', '1/7'],
      ['A 2024-H2', '2.666667', '8/3'],
      ['B 2024-H2', '0.142857', '1/7'],
    ]);
    const whole = (await figures({ over: ['ORGANIZATIONS', 'PLACES'], periods: ['2024'] })).of;
    expect(whole).toMatchObject([{ value: '3.333333', exact: exactly('10/3') }]);
  });

  it('keep the stated value of a single figure', async () => {
    await adopt();
    await released({ A: '2/3 as 66.6' });
    expect((await figures()).of).toMatchObject([{ value: '66.6', exact: exactly('200/3') }]);
  });

  it('have an exact change among matched organizations', async () => {
    await adopt();
    await released({ A: '1/3 as 33.4', B: '1/4', leaves: '1/1' }, { period: '2023' });
    await released({ A: '2/3 as 66.6', B: '133/200 as 67' });
    const { of, aggregation } = await figures();
    expect(await aggregation.matched.change(of.at(-1)?.matching ?? null)).toMatchObject({
      reporters: 2,
      previousValue: '33.333333',
      value: '66.666667',
      change: '33.333333',
      exactValue: '200/3',
    });
  });

  it('count organizations that the caller cannot see as missing, once each', async () => {
    await adopt();
    for (const name of ['hidden', 'hidden too'])
      organizations.set(name, await world.make.organization(world.ecosystemId, { name, visibility: 'RESTRICTED' }));
    await released({ A: '2/3 as 66.6', B: '1/3', hidden: '9/10', 'hidden too': '8/10' });
    const seen = { figuresIncluded: 2, missing: 2, excluded: 0, hidden: 2 };
    expect((await figures()).of).toMatchObject([{ value: '66.666667', coverage: seen }]);
    const all = { figuresIncluded: 4, missing: 0, excluded: 0, hidden: 0 };
    expect((await figures({}, localProgram)).of).toMatchObject([{ value: '90', coverage: all }]);
  });
});
