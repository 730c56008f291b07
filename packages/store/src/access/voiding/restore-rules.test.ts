import { unwrap } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../../ecosystem/index.ts';
import { guards } from '../../guards.ts';
import { baselineDefinition, indicatorVersionDefinition, targetDefinition } from '../../indicator/index.ts';
import { changeableRecords } from '../../proposal/index.ts';
import { engines } from '../../testing/engines.ts';
import { issuesOf, MeasurementFixture, validVersion } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { measurementConflicts } from './measurement-conflicts.fixture.ts';
import { partnerConflicts } from './partner-conflicts.fixture.ts';
import { restoreRecord } from './restore-record.ts';
import { RestoredWorld } from './restored-world.fixture.ts';
import { voidRecord } from './void-record.ts';

const reason = 'Made up.';
const conflicts = { ...measurementConflicts, ...partnerConflicts };

/** The kinds of records whose rules at their creation are not repeated when one is restored, and why. */
const withoutRule: Record<string, string> = {
  activity: 'reads no other record',
  codebook_code: 'the rounds of codebooks never change',
  coding: 'the studies of its code and its excerpt never change',
  coding_release: 'is not voidable',
  commitment: 'the goal of a strategy never changes',
  common_agenda: 'numbers include those of voided agendas',
  crosswalk: 'judged when its version is adopted',
  discussion_entry: 'restored only while its version is discussed',
  evidence: 'reads no other record',
  excerpt_reading: 'the studies of its codebook and its excerpt never change',
  gap: 'reads no other record',
  goal: 'restored only while its agenda is a draft',
  improvement_cycle: 'reads no other record',
  indicator_report: 'stays valid after its version is retired',
  indicator_version: 'numbers include those of voided versions',
  partnership: 'stays valid after the membership of a network ends',
  population_figure: 'reads no other record',
  strategy: 'restored only until its agenda is superseded',
  survey_wave: 'stays valid after the membership of a network ends',
  term: 'reads no other record',
};

let database: TestDatabase;
let make: MeasurementFixture;
let world: RestoredWorld;

describe.each(engines)('restoring a record that others contradict on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });
  beforeEach(async () => {
    const ecosystemId = await make.ecosystem();
    world = new RestoredWorld(make, { ecosystemId, organizationId: await make.organization(ecosystemId) });
  });
  afterAll(() => database.close());

  it.each(Object.entries(conflicts))('is rejected: %s', async (_prefix, [code, prepare]) => {
    const { id, contradict } = await prepare(world);
    unwrap(await voidRecord(make.writer, { id, reason }));
    await contradict();
    expect(issuesOf(await restoreRecord(make.writer, { id, reason }))).toEqual([`${code} id`]);
    expect(await make.versionOf(id)).toBe(0);
  });

  it.each(Object.entries(conflicts))('is accepted if nothing has changed: %s', async (_prefix, [, prepare]) => {
    const { id } = await prepare(world);
    unwrap(await voidRecord(make.writer, { id, reason }));
    unwrap(await restoreRecord(make.writer, { id, reason }));
    expect(await make.versionOf(id)).toBe(1);
  });

  it('is tested for each kind of record with a rule about others', () => {
    const restored = guards.filter(({ judgeRestored }) => judgeRestored !== undefined);
    expect(Object.keys(conflicts).sort()).toEqual(restored.map(({ prefix }) => prefix).sort());
  });

  it('has a rule for each kind of record whose creation has one, or a reason', () => {
    const created = [...changeableRecords.values()].filter(({ onCreate, onRestore }) => onCreate && !onRestore);
    expect(Object.keys(withoutRule)).toEqual(created.map(({ type }) => type.prefix).sort());
  });

  it.each([
    ['baseline', baselineDefinition],
    ['target', targetDefinition],
  ])('is rejected if the definition of the version no longer fits: %s', async (_noun, definition) => {
    const indicatorVersionId = await make.version(await make.indicator(world.ecosystemId));
    const dimensionId = await make.dimension(indicatorVersionId);
    const figure = { indicatorVersionId, period: '2024', value: '40' };
    const total = await make.create(definition, figure);
    const ofGirls = await make.create(definition, { ...figure, categories: [{ dimension: 'sex', category: 'F' }] });
    for (const id of [total, ofGirls]) unwrap(await voidRecord(make.writer, { id, reason }));
    const version = { id: indicatorVersionId, kind: 'QUALITATIVE' };
    const sums = { aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };
    await world.update(indicatorVersionDefinition, { ...version, ...sums });
    for (const id of [total, ofGirls])
      expect(issuesOf(await restoreRecord(make.writer, { id, reason }))).toEqual(['INVALID id']);
    const { kind, aggregationAcrossOrganizations, aggregationOverTime } = validVersion;
    await world.update(indicatorVersionDefinition, {
      ...version,
      kind,
      aggregationAcrossOrganizations,
      aggregationOverTime,
    });
    for (const id of [total, ofGirls]) unwrap(await restoreRecord(make.writer, { id, reason }));
    expect(issuesOf(await voidRecord(make.writer, { id: dimensionId, reason }))).toEqual(['IMMUTABLE id']);
  });

  it('is rejected if a baseline is below the threshold of today', async () => {
    const { versionId: indicatorVersionId } = await make.adopted(world.ecosystemId, { countingUnit: 'PEOPLE' });
    const figure = { indicatorVersionId, period: '2024', value: '15', visibility: 'PUBLIC' };
    const id = await make.create(baselineDefinition, figure);
    unwrap(await voidRecord(make.writer, { id, reason }));
    await world.update(ecosystemDefinition, { id: world.ecosystemId, disclosureThreshold: 20 });
    expect(issuesOf(await restoreRecord(make.writer, { id, reason }))).toEqual(['SMALL_GROUP id']);
    await world.update(ecosystemDefinition, { id: world.ecosystemId, disclosureThreshold: 15 });
    unwrap(await restoreRecord(make.writer, { id, reason }));
  });
});
