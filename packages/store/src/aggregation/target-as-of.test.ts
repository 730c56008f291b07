import { anonymous } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { networkMembershipDefinition } from '../ecosystem/index.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  networkAdoptionDefinition,
  targetDefinition,
} from '../indicator/index.ts';
import { withdrawRelease } from '../release/index.ts';
import { engines } from '../testing/engines.ts';
import { cell, MeasurementFixture, uuidOf } from '../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let indicatorId: string;
let versionId: string;

/** Sets a target of 200 in 2030, from a baseline of 100 in 2020. Returns its id. */
async function target(): Promise<string> {
  const figure = { indicatorVersionId: versionId, visibility: 'PUBLIC' };
  await make.create(baselineDefinition, { ...figure, period: '2020', value: '100' });
  return make.create(targetDefinition, { ...figure, period: '2030', value: '200' });
}

async function released(period: string, value: string, releasedOn: string): Promise<string> {
  await make.verified(versionId, { period, cells: [cell(value)] });
  return make.release(versionId, { period, releasedOn });
}

/** Publishes another value of 2025 for the report that is already released. */
async function corrected(value: string, releasedOn: string): Promise<string> {
  const ofEcosystem = [value, uuidOf(ecosystemId)];
  await database.orm.em.fork().execute(`update "cell" set "value" = ? where "ecosystem_id" = ?`, ofEcosystem);
  return make.release(versionId, { period: '2025', releasedOn });
}

/** Progress on a day, by the releases of that day. Without a day, by the current releases on 2026-06-30. */
async function standing(id: string, asOf: string | null = null) {
  const { record, aggregation } = make.read(anonymous);
  const row = await record('target', uuidOf(id));
  if (!row) throw new Error('the target is public');
  const progress = await aggregation.targets.standing(row, { on: asOf ?? '2026-06-30', asOf });
  if (!progress) throw new Error('the version is public');
  const { latest } = progress;
  return {
    ...progress,
    figure: latest && `${latest.period} ${latest.value ?? latest.reason}`,
    counts: latest && (await aggregation.reporters.count(latest.coverage)),
    missing: latest && (await aggregation.missing.organizations(latest.coverage, {})).rows.map(({ name }) => name),
  };
}

const figureOn = async (id: string, asOf: string | null = null) => (await standing(id, asOf)).figure;

async function agree(version: string, name: string): Promise<string> {
  const organizationId = await make.organization(ecosystemId, { name });
  const agreement = { indicatorVersionId: version, organizationId, startsOn: '2020-01-01', visibility: 'PUBLIC' };
  await make.create(adoptionDefinition, agreement);
  return organizationId;
}

describe.each(engines)('progress to a target by the releases of a day on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    ({ indicatorId, versionId } = await make.adopted(ecosystemId));
  });

  afterAll(() => database.close());

  it('excludes a release that was published after the day', async () => {
    const id = await target();
    await released('2024', '120', '2025-02-01');
    await released('2025', '150', '2026-02-01');
    expect(await figureOn(id, '2025-01-31')).toBeNull();
    expect(await standing(id, '2025-01-31')).toMatchObject({ reason: 'NO_DATA', laterPeriodsWithoutFigure: null });
    expect(await figureOn(id, '2025-02-01')).toBe('2024 120');
    expect(await standing(id, '2026-01-31')).toMatchObject({ figure: '2024 120', laterPeriodsWithoutFigure: 1 });
    expect(await standing(id, '2026-02-01')).toMatchObject({ figure: '2025 150', laterPeriodsWithoutFigure: 0 });
    expect(await figureOn(id)).toBe('2025 150');
  });

  it('uses the last release of the period that was published by the day', async () => {
    const id = await target();
    await released('2025', '140', '2026-02-01');
    await corrected('150', '2026-03-01');
    await corrected('160', '2026-03-01');
    const last = await corrected('170', '2026-04-01');
    expect(await figureOn(id, '2026-02-28')).toBe('2025 140');
    expect(await figureOn(id, '2026-03-31')).toBe('2025 160');
    expect(await standing(id, '2026-04-01')).toMatchObject({
      figure: '2025 170',
      latest: { coverage: { releaseIds: [uuidOf(last)] } },
    });
    expect(await figureOn(id)).toBe('2025 170');
  });

  it('uses neither a release that was withdrawn since nor one that it replaced', async () => {
    const id = await target();
    await released('2025', '140', '2026-02-01');
    const wrong = await corrected('900', '2026-03-01');
    const expectedVersion = await make.versionOf(wrong);
    await make.writer.transition(withdrawRelease, { id: wrong, expectedVersion, reason: 'A typing error.' });
    await corrected('150', '2026-04-01');
    expect(await figureOn(id, '2026-02-28')).toBe('2025 140');
    expect(await figureOn(id, '2026-03-31')).toBeNull();
    expect(await figureOn(id, '2026-04-01')).toBe('2025 150');
  });

  it('counts an organization as missing whose report by a newer version was published later', async () => {
    const [museum, school] = [await agree(versionId, 'Museum'), await agree(versionId, 'School')];
    await make.verified(versionId, { period: '2025', organizationId: museum, cells: [cell('130')] });
    await make.release(versionId, { period: '2025', releasedOn: '2026-02-01' });
    const first = await target();
    versionId = await make.version(indicatorId);
    await make.adopt(versionId);
    await make.verified(versionId, { period: '2025', organizationId: school, cells: [cell('20')] });
    await make.release(versionId, { period: '2025', releasedOn: '2026-04-01' });
    expect(await standing(first, '2026-03-31')).toMatchObject({
      figure: '2025 130',
      latest: { coverage: { notReported: 1, missing: 1 } },
      counts: { reporters: 1, expected: 2 },
      missing: ['School'],
    });
    expect(await standing(first, '2026-04-01')).toMatchObject({
      figure: '2025 150',
      latest: { coverage: { notReported: 0, missing: 0 } },
      missing: [],
    });
  });

  it('includes the members of a network that had published by the day', async () => {
    const network = await make.ecosystem({ kind: 'NETWORK', name: 'State' });
    ({ versionId } = await make.adopted(network));
    const id = await target();
    for (const [value, releasedOn] of [
      ['90', '2026-02-01'],
      ['70', '2026-04-01'],
    ]) {
      const memberId = await make.ecosystem({ name: `Town ${value}` });
      const local = await make.adopted(memberId);
      const sides = [network, memberId];
      for (const side of sides) {
        const membership = { networkId: network, memberId, startedOn: '2020-01-01' };
        await make.create(networkMembershipDefinition, { ecosystemId: side, ...membership });
      }
      for (const side of sides) {
        await make.create(networkAdoptionDefinition, {
          ecosystemId: side,
          networkVersionId: versionId,
          adopterId: memberId,
          startsOn: '2020-01-01',
          visibility: 'PUBLIC',
          ...(side === memberId && { localVersionId: local.versionId }),
        });
      }
      const organizationId = await make.organization(memberId);
      await make.verified(local.versionId, { period: '2025', organizationId, cells: [cell(value ?? '')] });
      await make.release(local.versionId, { period: '2025', releasedOn });
    }
    expect(await standing(id, '2026-03-31')).toMatchObject({
      figure: '2025 90',
      latest: { coverage: { ecosystems: 1, expectedEcosystems: 2 } },
    });
    expect((await standing(id, '2026-03-31')).explanation).toContain('1 of 2');
    expect(await standing(id, '2026-04-01')).toMatchObject({
      figure: '2025 160',
      latest: { coverage: { ecosystems: 2, expectedEcosystems: 2 } },
    });
  });

  it('expects an organization in the place that it had reported by the day', async () => {
    const place = { scheme: 'iso-3166-2', code: 'GB-ENG', label: 'England' };
    const [museum, school] = [await agree(versionId, 'Museum'), await agree(versionId, 'School')];
    await make.verified(versionId, { period: '2025', place, organizationId: museum, cells: [cell('130')] });
    await make.release(versionId, { period: '2025', releasedOn: '2026-02-01' });
    versionId = await make.version(indicatorId);
    await make.adopt(versionId);
    await make.verified(versionId, { period: '2025', place, organizationId: school, cells: [cell('20')] });
    await make.release(versionId, { period: '2025', releasedOn: '2026-04-01' });
    const coverageOn = async (asOf: string) => {
      const { aggregation } = make.read(anonymous);
      const { figures } = await aggregation.rollUps.read(uuidOf(indicatorId), {
        over: ['ORGANIZATIONS'],
        by: [],
        asOf,
      });
      return figures.map(({ coverage }) => [coverage.figuresIncluded, coverage.unassigned]);
    };
    // Until the school reports a place, it is not known whether it reports for this one.
    expect(await coverageOn('2026-03-31')).toEqual([[1, 1]]);
    expect(await coverageOn('2026-04-01')).toEqual([[2, 0]]);
  });
});
