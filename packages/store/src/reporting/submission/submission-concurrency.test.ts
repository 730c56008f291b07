import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MeasurementFixture, uuidOf } from '../../testing/measurement.fixture.ts';
import { openTestDatabase } from '../../testing/open-test-database.ts';
import { whileHeld } from '../../testing/while-held.ts';
import { SubmissionWorld } from './submission.fixture.ts';

const world = new SubmissionWorld();

describe('reports submitted in one call beside concurrent writers, on postgresql', () => {
  beforeAll(async () => {
    world.database = await openTestDatabase('postgresql');
    world.fixture = new MeasurementFixture(world.database);
    world.ecosystemId = await world.fixture.ecosystem();
    ({ indicatorId: world.indicatorId, versionId: world.versionId } = await world.fixture.adopted(world.ecosystemId));
  });

  afterAll(() => world.database.close());

  it('submits the other reports of a call if a concurrent transaction creates one', async () => {
    const created = sql`insert into "indicator_report" ("id", "ecosystem_id", "visibility", "indicator_version_id", "reporter_id",
        "place_key", "period", "period_start", "period_end", "status")
      values (${newUuid()}::uuid, ${uuidOf(world.ecosystemId)}::uuid, 'RESTRICTED', ${uuidOf(world.versionId)}::uuid, ${uuidOf(world.ecosystemId)}::uuid,
        '', '2024', '2024-01-01', '2024-12-31', 'DRAFT')`;
    const outcomes = await whileHeld(world.database, {
      statement: created,
      work: () => [
        world.outcomesOf(world.report({ period: '2023' }), world.report(), world.report({ period: '2025' })),
      ],
    });
    expect(outcomes).toEqual([['submitted', ['DUPLICATE reports.1.period'], 'submitted']]);
    expect(await world.count()).toBe(3);
  });
});
