import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engines } from '../../testing/engines.ts';
import { bySex, issuesOf, MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { statementsOf } from '../../testing/statements-of.ts';
import { dimensionDefinition } from '../dimension/dimension-writer.ts';
import { crosswalkDefinition } from './crosswalk-writer.ts';
import { adoptIndicatorVersion } from './version-writer.ts';

let database: TestDatabase;
let fixture: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let earlierVersionId: string;
let indicatorVersionId: string;
let dimensionId: string;

const mapping = (earlier: string, category: string) => ({ earlier, category });
const mergedSex = { ...bySex, categories: [{ code: 'ALL', label: 'All', order: 0 }] };

describe.each(engines)('crosswalks on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
    ({ indicatorId, versionId: earlierVersionId } = await fixture.adopted(ecosystemId));
    indicatorVersionId = await fixture.version(indicatorId);
    dimensionId = await fixture.dimension(indicatorVersionId, mergedSex);
  });

  afterAll(() => database.close());

  const crosswalk = (more: object = {}) => ({
    indicatorVersionId,
    earlierVersionId,
    dimension: 'sex',
    earlierDimension: 'sex',
    mappings: [mapping('F', 'ALL'), mapping('M', 'ALL')],
    visibility: 'PUBLIC',
    ...more,
  });
  const issuesOfCreating = async (more: object = {}) =>
    issuesOf(await fixture.writer.create(crosswalkDefinition, crosswalk(more)));

  it('accepts one crosswalk for each dimension, from an earlier version of the same indicator', async () => {
    const elsewhere = (await fixture.adopted(ecosystemId)).versionId;
    expect(await issuesOfCreating({ earlierVersionId: elsewhere })).toEqual(['INVALID earlierVersionId']);
    expect(await issuesOfCreating({ earlierVersionId: indicatorVersionId })).toEqual(['INVALID earlierVersionId']);
    expect(await issuesOfCreating({ mappings: [mapping('F', 'M')] })).toEqual(['UNKNOWN_CODE mappings.0.category']);
    expect(await issuesOfCreating()).toEqual([]);
    expect(await issuesOfCreating()).toEqual(['DUPLICATE dimension']);
  });

  it('rejects changes to mappings once the version is adopted, except for visibility', async () => {
    const id = await fixture.create(crosswalkDefinition, crosswalk());
    const issuesOfUpdating = async (more: object) =>
      issuesOf(
        await fixture.writer.update(crosswalkDefinition, { id, expectedVersion: await fixture.versionOf(id), ...more }),
      );
    expect(await issuesOfUpdating({ mappings: [mapping('F', 'ALL'), mapping('F', 'ALL')] })).toEqual([
      'DUPLICATE mappings.1.earlier',
    ]);
    expect(await issuesOfUpdating({ mappings: [mapping('F', 'ALL')] })).toEqual([]);
    await fixture.adopt(indicatorVersionId);
    expect(await issuesOfUpdating({ mappings: [mapping('M', 'ALL')] })).toEqual(['IMMUTABLE mappings']);
    expect(await issuesOfUpdating({ visibility: 'MEMBERS' })).toEqual([]);
    const other = { indicatorVersionId: earlierVersionId, earlierVersionId };
    expect(await issuesOfCreating(other)).toEqual(['IMMUTABLE indicatorVersionId', 'INVALID earlierVersionId']);
  });

  it('rejects the adoption of a version whose crosswalk maps to categories that it no longer has', async () => {
    await fixture.create(crosswalkDefinition, crosswalk());
    const categories = [{ code: 'A', label: 'Everybody', order: 0 }];
    const redefine = { id: dimensionId, expectedVersion: 1, categories };
    expect(issuesOf(await fixture.writer.update(dimensionDefinition, redefine))).toEqual([]);
    await fixture.discuss(indicatorVersionId);
    const adopt = { id: indicatorVersionId, expectedVersion: 2 };
    expect(issuesOf(await fixture.writer.transition(adoptIndicatorVersion, adopt))).toEqual([
      'UNKNOWN_CODE id',
      'UNKNOWN_CODE id',
    ]);
  });

  it('hides the mappings of a dimension that the viewer cannot see', async () => {
    const closing = { id: dimensionId, expectedVersion: 1, visibility: 'MEMBERS' };
    await fixture.create(crosswalkDefinition, crosswalk());
    const visibleMappings = async (viewer = anonymous) => {
      const { crosswalks } = fixture.read(viewer).indicator;
      const { rows } = await crosswalks.ofVersion(uuidOf(indicatorVersionId), {});
      return Promise.all(rows.map((row) => crosswalks.mappings(row)));
    };
    expect(await visibleMappings()).toEqual([[mapping('F', 'ALL'), mapping('M', 'ALL')]]);
    expect(issuesOf(await fixture.writer.update(dimensionDefinition, closing))).toEqual([]);
    expect(await visibleMappings()).toEqual([null]);
  });

  it('reads the crosswalks of several versions with one statement', async () => {
    const { crosswalks } = fixture.read().indicator;
    const { statements } = await statementsOf(database, () =>
      Promise.all([earlierVersionId, indicatorVersionId].map((id) => crosswalks.ofVersion(uuidOf(id), {}))),
    );
    expect(statements).toHaveLength(1);
  });
});
