import { anonymous, InputError, localProgram, type Viewer } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { crosswalkDefinition } from '../../indicator/index.ts';
import { engines } from '../../testing/engines.ts';
import { cell, uuidOf } from '../../testing/measurement.fixture.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { SeriesWorld } from './series.fixture.ts';

const world = new SeriesWorld();

describe.each(engines)('a series on %s', (engine) => {
  world.prepare(engine);

  it('returns the cells of current releases by period, totals first', async () => {
    await world.released('2025', cell('33'), cell('11', 'F'), cell('22', 'M'));
    await world.released('2024', { status: 'MISSING' });
    await world.make.release(world.versionId, { period: '2025' });
    await world.make.verified(world.versionId, { period: '2026', cells: [cell('1')] });
    const points = await world.seriesOf();
    expect(world.told(points)).toEqual(['2024 MISSING', '2025 33', '2025 sex=F 11', '2025 sex=M 22']);
    expect(points[2]).toMatchObject({
      periodStart: '2025-01-01',
      periodEnd: '2025-12-31',
      categories: [{ dimension: { code: 'sex', label: 'Sex' }, code: 'F', label: 'Female' }],
      indicatorVersionId: uuidOf(world.versionId),
      suppressed: false,
      organizationId: null,
    });
  });

  it('continues across the versions of its indicator', async () => {
    await world.released('2024', cell('1'));
    const first = world.versionId;
    world.versionId = await world.make.version(world.indicatorId, { frequency: 'HALF' });
    await world.make.adopt(world.versionId);
    await world.released('2024-H1', cell('2'));
    await world.released('2024-H2', cell('3'));
    const points = await world.seriesOf();
    expect(world.told(points)).toEqual(['2024 1', '2024-H1 2', '2024-H2 3']);
    expect(points.map((point) => point.indicatorVersionId === uuidOf(first))).toEqual([true, false, false]);
  });

  it('begins a period with the figure of the whole if organizations reported by different versions', async () => {
    for (const value of ['30', '40']) {
      const organizationId = await world.make.organization(world.ecosystemId);
      await world.make.verified(world.versionId, { organizationId, period: '2024', cells: [cell(value)] });
      await world.make.release(world.versionId, { period: '2024' });
      world.versionId = await world.make.version(world.indicatorId, { comparability: 'YES' });
      await world.make.adopt(world.versionId);
    }
    const points = await world.seriesOf({ by: [] });
    expect(points.map(({ scope }) => scope)).toEqual(['AGGREGATE', 'ORGANIZATION', 'ORGANIZATION']);
    expect(world.told(points)).toEqual(['2024 70', '2024 30', '2024 40']);
  });

  it('filters by period, by dimensions and by reporter', async () => {
    const organizationId = await world.make.organization(world.ecosystemId);
    await world.make.verified(world.versionId, { organizationId, period: '2024', cells: [cell('5')] });
    await world.released('2024', cell('1'), cell('1', 'F'));
    await world.released('2025', cell('2'), cell('2', 'M'));
    expect(world.told(await world.seriesOf({ by: [] }))).toEqual(['2024 1', '2024 5', '2025 2']);
    expect(world.told(await world.seriesOf({ by: ['sex'] }))).toEqual(['2024 sex=F 1', '2025 sex=M 2']);
    expect(world.told(await world.seriesOf({ span: { from: '2025' } }))).toEqual(['2025 2', '2025 sex=M 2']);
    const reporter = { kind: 'organization', id: uuidOf(organizationId) } as const;
    expect(world.told(await world.seriesOf({ reporter }))).toEqual(['2024 5']);
    expect(world.told(await world.seriesOf({ by: ['sex'], span: { from: '2026' } }))).toEqual([]);
  });

  it('rejects a dimension that the indicator does not have, and names the most similar one', async () => {
    await world.released('2024', cell('1'), cell('1', 'F'));
    const indicator = await world.make.read(anonymous).record('indicator', uuidOf(world.indicatorId));
    const message = `\`by\` has "sexx", which is not a dimension of the indicator "${indicator?.code}". Known values: "sex". Did you mean "sex"?`;
    await expect(world.seriesOf({ by: ['sexx'] })).rejects.toEqual(new InputError(message));
  });

  it('reads all points and their categories by five statements', async () => {
    const categories = Array.from({ length: 10 }, (_, at) => ({ code: `c${at}`, label: `C${at}`, order: at }));
    world.versionId = await world.make.version(world.indicatorId, { frequency: 'QUARTER' });
    await world.make.dimension(world.versionId, { code: 'c', exclusive: false, categories });
    await world.make.adopt(world.versionId);
    const cells = categories.map(({ code }, at) => ({
      value: String(at),
      categories: [{ dimension: 'c', category: code }],
    }));
    for (let quarter = 0; quarter < 40; quarter++) {
      await world.released(`${2001 + Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`, ...cells);
    }
    const { record, aggregation } = world.make.read(anonymous);
    const { series } = aggregation;
    const indicator = await record('indicator', uuidOf(world.indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const { result, statements } = await statementsOf(world.database, () =>
      series.ofIndicator(indicator, { span: {}, by: ['c'] }),
    );
    // Definitions, releases, sums and members of the roll-up, and the cells of reporters.
    expect([result.length, statements.length]).toEqual([400, 5]);
    expect(world.told(result).slice(8, 12)).toEqual([
      '2001-Q1 c=c8 8',
      '2001-Q1 c=c9 9',
      '2001-Q2 c=c0 0',
      '2001-Q2 c=c1 1',
    ]);
  });

  it('reads the series of several indicators by the statements of one', async () => {
    await world.released('2024', cell('1'));
    const other = await world.make.adopted(world.ecosystemId);
    await world.make.verified(other.versionId, { cells: [cell('2')] });
    await world.make.release(other.versionId);
    const {
      indicator: { definitions },
      aggregation: { series },
    } = world.make.read(anonymous);
    const list = { page: {}, filter: {} };
    const { rows } = await definitions.indicators(uuidOf(world.ecosystemId), list);
    const { result, statements } = await statementsOf(world.database, () =>
      Promise.all(rows.map((indicator) => series.ofIndicator(indicator, { span: {} }))),
    );
    expect([result.map(world.told), statements.length]).toEqual([[['2024 1'], ['2024 2']], 5]);
  });

  it('computes a series once, however often it is requested', async () => {
    await world.released('2024', cell('1'));
    const { record, aggregation } = world.make.read(anonymous);
    const indicator = await record('indicator', uuidOf(world.indicatorId));
    if (!indicator) throw new Error('the indicator is public');
    const requested = [{ from: '2024' }, { from: '2024' }, { from: '2023' }, { from: '2025', to: '2024' }];
    const read = requested.map((span) => aggregation.series.ofIndicator(indicator, { span }));
    const refused = expect(read.pop()).rejects.toThrow('`to` (2024) ends before `from` (2025) begins.');
    const [one = [], same, other = []] = await Promise.all(read);
    await refused;
    expect([world.told(one), world.told(other)]).toEqual([['2024 1'], ['2024 1']]);
    expect([same === one, other === one]).toEqual([true, false]);
  });

  describe('with categories that changed between versions', () => {
    const mapping = (earlier: string, category: string) => ({ earlier, category });
    const ofGroup = (value: string, category: string) => ({ value, categories: [{ dimension: 'group', category }] });
    const compared = async (viewer: Viewer = anonymous) =>
      (await world.seriesOf({}, viewer)).map(({ period, categories, comparability, comparabilityNote }) =>
        [period, ...categories.map(({ code }) => code), comparability, comparabilityNote].join(' ').trim(),
      );

    /** A second version with groups, of which `ALL` takes up both sexes, or `W` only one. */
    async function taken(up: 'ALL' | 'W', more: object = {}): Promise<void> {
      await world.released('2024', cell('30'), cell('10', 'F'), cell('20', 'M'));
      const earlierVersionId = world.versionId;
      world.versionId = await world.make.version(world.indicatorId);
      const categories = ['ALL', 'W', 'X'].map((code, order) => ({ code, label: code, order }));
      await world.make.dimension(world.versionId, { code: 'group', label: 'Group', categories });
      await world.make.create(crosswalkDefinition, {
        indicatorVersionId: world.versionId,
        earlierVersionId,
        dimension: 'group',
        earlierDimension: 'sex',
        mappings: up === 'ALL' ? [mapping('F', 'ALL'), mapping('M', 'ALL')] : [mapping('F', 'W')],
        visibility: 'PUBLIC',
        ...more,
      });
      await world.make.adopt(world.versionId);
      await world.released('2025', cell('33'), ofGroup('33', up), ofGroup('0', 'X'));
    }

    const before = ['2024', '2024 F', '2024 M', '2025 YES'];
    const broken = '2025 X NO No category of version 1 corresponds to "X" of "group". The series breaks.';

    it('continues in the category that replaces another, and breaks at a category that replaces none', async () => {
      await taken('W');
      expect(await compared()).toEqual([...before, '2025 W YES', broken]);
    });

    it('compares a category with all categories that it replaces, with a caveat', async () => {
      await taken('ALL');
      const note = 'The category combines "F" and "M" of "sex" in version 1. Compare it with their sum.';
      expect(await compared()).toEqual([...before, `2025 ALL WITH_CAVEAT ${note}`, broken]);
      const { record, aggregation } = world.make.read(anonymous);
      const indicator = await record('indicator', uuidOf(world.indicatorId));
      if (!indicator) throw new Error('the indicator is public');
      const { statements } = await statementsOf(world.database, () =>
        aggregation.series.ofIndicator(indicator, { span: {} }),
      );
      // Five for the points, then the versions and their crosswalks.
      expect(statements).toHaveLength(7);
    });

    it('reveals nothing of a hidden crosswalk or dimension but a break in series', async () => {
      await taken('W', { visibility: 'MEMBERS' });
      const closed = (code: string) =>
        `2025 ${code} NO The crosswalk of "${code}" of "group" to version 1 is not visible to you. The series breaks.`;
      expect(await compared()).toEqual([...before, closed('W'), closed('X')]);
      expect(await compared(localProgram)).toEqual([...before, '2025 W YES', broken]);
      await world.database.orm.em
        .fork()
        .execute(`update "dimension" set "visibility" = 'MEMBERS' where "code" = 'sex'`);
      expect(await compared()).toEqual(['2024', '2025 YES', '2025 W', '2025 X']);
    });
  });

  it('returns up to 5,000 points and rejects more', async () => {
    const organizationId = await world.make.organization(world.ecosystemId);
    await world.make.verified(world.versionId, { organizationId, period: '2024', cells: [cell('1')] });
    await world.make.release(world.versionId, { period: '2024' });
    const [whole, point] = await world.seriesOf();
    expect([whole?.scope, point?.scope]).toEqual(['AGGREGATE', 'ORGANIZATION']);
    const more = (from: number, to: number) =>
      world.database.orm.em.fork().execute(
        `insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "organization_id", "value", "status", "scope", "suppressed")
        select "release_id", "n", "ecosystem_id", "breakdown_id", "organization_id", "n", "status", "scope", false from "released_cell", generate_series(?::int, ?::int) as "n"
        where "release_id" = ? and "scope" = 'ORGANIZATION' and "ordinal" = 2`,
        [from, to, point?.releaseId],
      );
    await more(3, 5000);
    expect(await world.seriesOf()).toHaveLength(5000);
    await more(5001, 5001);
    await expect(world.seriesOf()).rejects.toThrow(InputError);
    await expect(world.seriesOf()).rejects.toThrow(/more than 5,000 points. Narrow it by `from` and `to`/);
    expect(await world.seriesOf({ span: { from: '2025' } })).toEqual([]);
  });

  it('rejects a request for more than 50,000 points', async () => {
    const indicators = [{ indicatorId: world.indicatorId, versionId: world.versionId }];
    for (let count = 1; count < 11; count++) indicators.push(await world.make.adopted(world.ecosystemId));
    const organizationId = await world.make.organization(world.ecosystemId);
    for (const { versionId } of indicators) {
      await world.make.verified(versionId, { organizationId, cells: [cell('1')] });
      await world.make.release(versionId);
    }
    // With the aggregate, each series has 5,000 points. Ten series have 50,000 cells less ten.
    await world.database.orm.em.fork().execute(
      `insert into "released_cell" ("release_id", "ordinal", "ecosystem_id", "breakdown_id", "organization_id", "value", "status", "scope", "suppressed")
      select "release_id", "n", "ecosystem_id", "breakdown_id", "organization_id", "n", "status", "scope", false from "released_cell", generate_series(3, 5000) as "n"
      where "ordinal" = 2 and "ecosystem_id" = ?`,
      [uuidOf(world.ecosystemId)],
    );
    const {
      indicator: { definitions },
      aggregation: { series },
    } = world.make.read(anonymous);
    const { rows } = await definitions.indicators(uuidOf(world.ecosystemId), { page: {}, filter: {} });
    const read = (indicator: (typeof rows)[number]) => series.ofIndicator(indicator, { span: {} });
    const first = await Promise.all(rows.slice(0, 10).map(read));
    expect(first.map(({ length }) => length)).toEqual(first.map(() => 5000));
    await expect(Promise.all(rows.slice(10).map(read))).rejects.toThrow(/more than 50,000 points. Request fewer/);
    const { series: another } = world.make.read(anonymous).aggregation;
    const together = Promise.all(rows.map((indicator) => another.ofIndicator(indicator, { span: {} })));
    await expect(together).rejects.toThrow(InputError);
  });

  it('excludes releases, ecosystems, dimensions and reporters that the viewer cannot see', async () => {
    await world.released('2024', cell('1'), cell('1', 'F'));
    const organizationId = await world.make.organization(world.ecosystemId, { visibility: 'MEMBERS' });
    await world.make.verified(world.versionId, { organizationId, period: '2025', cells: [cell('6')] });
    await world.make.release(world.versionId, { period: '2025', visibility: 'MEMBERS' });
    expect(world.told(await world.seriesOf())).toEqual(['2024 1', '2024 sex=F 1']);
    // The organization's own, and what organizations make together for those who see it.
    expect(world.told(await world.seriesOf({}, localProgram))).toEqual(['2024 1', '2024 sex=F 1', '2025 6', '2025 6']);
    await world.make.release(world.versionId, { period: '2025' });
    const reporter = { kind: 'organization', id: uuidOf(organizationId) } as const;
    expect([
      world.told(await world.seriesOf({ reporter })),
      world.told(await world.seriesOf({ reporter }, localProgram)),
    ]).toEqual([[], ['2025 6']]);
    await world.database.orm.em
      .fork()
      .execute(`update "dimension" set "visibility" = 'MEMBERS' where "indicator_version_id" = ?`, [
        uuidOf(world.versionId),
      ]);
    // The public release has no aggregate, and the viewer cannot see the organization: the coverage counts it as hidden.
    const points = await world.seriesOf();
    expect(world.told(points)).toEqual(['2024 1', '2025 MISSING']);
    expect(points[1]).toMatchObject({ reason: 'NO_DATA', coverage: { missing: 1, hidden: 1 } });
    expect(world.told(await world.seriesOf({ by: [] }, localProgram))).toEqual(['2024 1', '2025 6', '2025 6']);
  });

  it('has no number for a suppressed cell', async () => {
    await world.released('2024', cell('1'), cell('1', 'F'));
    const [point] = await world.seriesOf();
    await world.database.orm.em
      .fork()
      .execute(
        'update "released_cell" set "suppressed" = true, "value" = null where "release_id" = ? and "ordinal" = 2',
        [point?.releaseId],
      );
    await world.make.forgetSums(world.ecosystemId);
    expect((await world.seriesOf()).map(({ value, suppressed, status }) => [value, suppressed, status])).toEqual([
      ['1', false, 'OBSERVED'],
      [null, true, 'OBSERVED'],
    ]);
  });
});
