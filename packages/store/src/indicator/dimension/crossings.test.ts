import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { bySex, issuesOf, MeasurementFixture, uuidOf, validVersion } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { adoptIndicatorVersion, indicatorVersionDefinition } from '../version/version-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let indicatorId: string;

const pair = (firstDimension: string, secondDimension: string) => ({ firstDimension, secondDimension });

describe.each(engines)('crossings of a version on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    indicatorId = await fixture.indicator(await fixture.ecosystem());
  });

  afterAll(() => database.close());

  it('stores the declared pairs, and none by default', async () => {
    const crossings = [pair('sex', 'age'), pair('income', 'sex')];
    const ids = [await fixture.version(indicatorId, { crossings }), await fixture.version(indicatorId)];
    const rows = await Promise.all(ids.map((id) => fixture.read().record('indicator_version', uuidOf(id))));
    expect(rows.map((row) => row?.crossings)).toEqual([crossings, []]);
  });

  it('rejects a pair of the same dimension, a repeated pair and a cycle at once', async () => {
    const crossings = [pair('a', 'a'), pair('a', 'b'), pair('b', 'a'), pair('b', 'c'), pair('a', 'c')];
    const command = { ...validVersion, indicatorId, crossings };
    expect(issuesOf(await fixture.writer.create(indicatorVersionDefinition, command))).toEqual([
      'INVALID crossings.0',
      'DUPLICATE crossings.2',
      'INVALID crossings.4',
    ]);
  });

  it('rejects a change that declares a dimension that the version does not have', async () => {
    const id = await fixture.version(indicatorId);
    await fixture.dimension(id);
    const command = { id, expectedVersion: 1, crossings: [pair('sex', 'age'), pair('race', 'sex')] };
    expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, command))).toEqual([
      'UNKNOWN_CODE crossings.0.secondDimension',
      'UNKNOWN_CODE crossings.1.firstDimension',
    ]);
  });

  it('returns unknown dimensions and a cycle of a change at once', async () => {
    const id = await fixture.version(indicatorId);
    for (const code of ['a', 'b', 'c']) await fixture.dimension(id, { ...bySex, code });
    const crossings = [pair('zz', 'yy'), pair('a', 'b'), pair('b', 'c'), pair('c', 'a')];
    const command = { id, expectedVersion: 1, crossings };
    expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, command))).toEqual([
      'UNKNOWN_CODE crossings.0.firstDimension',
      'UNKNOWN_CODE crossings.0.secondDimension',
      'INVALID crossings.3',
    ]);
  });

  it('requires the dimensions of the crossings to adopt a version', async () => {
    const id = await fixture.version(indicatorId, { crossings: [pair('sex', 'age'), pair('sex', 'role')] });
    await fixture.dimension(id);
    await fixture.dimension(id, { ...bySex, code: 'role', exclusive: false, exhaustive: false });
    await fixture.discuss(id);
    const adopt = async () => {
      const command = { id, expectedVersion: await fixture.versionOf(id) };
      return issuesOf(await fixture.writer.transition(adoptIndicatorVersion, command));
    };
    expect(await adopt()).toEqual(['UNKNOWN_CODE crossings.0.secondDimension', 'INVALID crossings.1.secondDimension']);
    await fixture.dimension(id, { ...bySex, code: 'age' });
    const change = { id, expectedVersion: 2, crossings: [pair('sex', 'age')] };
    expect(issuesOf(await fixture.writer.update(indicatorVersionDefinition, change))).toEqual([]);
    expect(await adopt()).toEqual([]);
  });
});
