import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../testing/engines.ts';
import { bySex, issuesOf, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { crosswalkDefinition } from './crosswalk-writer.ts';
import { dimensionDefinition } from './dimension-writer.ts';
import { adoptIndicatorVersion } from './version-writer.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let earlierVersionId: string;
let indicatorVersionId: string;
let dimensionId: string;

const mapping = (earlier: string, category: string) => ({ earlier, category });
const all = { ...bySex, categories: [{ code: 'ALL', label: 'All', order: 0 }] };

describe.each(engines)('crosswalks on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId: earlierVersionId } = await make.adopted(ecosystemId));
    indicatorVersionId = await make.version(indicatorId);
    dimensionId = await make.dimension(indicatorVersionId, all);
  });

  afterAll(() => database.close());

  const walk = (more: object = {}) => ({
    indicatorVersionId,
    earlierVersionId,
    dimension: 'sex',
    earlierDimension: 'sex',
    mappings: [mapping('F', 'ALL'), mapping('M', 'ALL')],
    visibility: 'PUBLIC',
    ...more,
  });
  const says = async (more: object = {}) => issuesOf(await make.writer.create(crosswalkDefinition, walk(more)));

  it('lead from an earlier version of the indicator, one for each dimension', async () => {
    const elsewhere = (await make.adopted(ecosystemId)).versionId;
    expect(await says({ earlierVersionId: elsewhere })).toEqual(['INVALID earlierVersionId']);
    expect(await says({ earlierVersionId: indicatorVersionId })).toEqual(['INVALID earlierVersionId']);
    expect(await says({ mappings: [mapping('F', 'M')] })).toEqual(['UNKNOWN_CODE mappings.0.category']);
    expect(await says()).toEqual([]);
    expect(await says()).toEqual(['DUPLICATE dimension']);
  });

  it('are part of the definition, and closed with it', async () => {
    const id = await make.create(crosswalkDefinition, walk());
    const change = async (more: object) =>
      issuesOf(
        await make.writer.update(crosswalkDefinition, { id, expectedVersion: await make.versionOf(id), ...more }),
      );
    expect(await change({ mappings: [mapping('F', 'ALL'), mapping('F', 'ALL')] })).toEqual([
      'DUPLICATE mappings.1.earlier',
    ]);
    expect(await change({ mappings: [mapping('F', 'ALL')] })).toEqual([]);
    await make.adopt(indicatorVersionId);
    expect(await change({ mappings: [mapping('M', 'ALL')] })).toEqual(['IMMUTABLE mappings']);
    expect(await change({ visibility: 'MEMBERS' })).toEqual([]);
    const other = { indicatorVersionId: earlierVersionId, earlierVersionId };
    expect(await says(other)).toEqual(['IMMUTABLE indicatorVersionId', 'INVALID earlierVersionId']);
  });

  it('fit the dimensions when the version is adopted', async () => {
    await make.create(crosswalkDefinition, walk());
    const categories = [{ code: 'A', label: 'Everybody', order: 0 }];
    const redefine = { id: dimensionId, expectedVersion: 1, categories };
    expect(issuesOf(await make.writer.update(dimensionDefinition, redefine))).toEqual([]);
    await make.discussed(indicatorVersionId);
    const adopt = { id: indicatorVersionId, expectedVersion: 2 };
    expect(issuesOf(await make.writer.transition(adoptIndicatorVersion, adopt))).toEqual([
      'UNKNOWN_CODE id',
      'UNKNOWN_CODE id',
    ]);
  });

  it('are listed of a version, without what a closed dimension would not tell', async () => {
    const closing = { id: dimensionId, expectedVersion: 1, visibility: 'MEMBERS' };
    await make.create(crosswalkDefinition, walk());
    const told = async (viewer = anonymous) => {
      const { crosswalks } = make.read(viewer).indicator;
      const { rows } = await crosswalks.ofVersion(uuidOf(indicatorVersionId), {});
      return Promise.all(rows.map((row) => crosswalks.mappings(row)));
    };
    expect(await told()).toEqual([[mapping('F', 'ALL'), mapping('M', 'ALL')]]);
    expect(issuesOf(await make.writer.update(dimensionDefinition, closing))).toEqual([]);
    expect(await told()).toEqual([null]);
  });

  it('are read for many versions at once by one statement', async () => {
    const { crosswalks } = make.read().indicator;
    const { statements } = await statementsOf(database, () =>
      Promise.all([earlierVersionId, indicatorVersionId].map((id) => crosswalks.ofVersion(uuidOf(id), {}))),
    );
    expect(statements).toHaveLength(1);
  });
});
