import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { whileHeld } from '../testing/while-held.ts';
import { BackboneWorld, issues, uuid } from './backbone.fixture.ts';

const world = new BackboneWorld();

describe('the backbone with concurrent writers on postgresql', () => {
  world.prepare('postgresql');

  it('has one lead when two are appointed at the same time', async () => {
    const outcomes = await whileHeld(world.database, {
      statement: sql`select 1 from "ecosystem" where "id" = ${uuid(world.ecosystemId)}::uuid for update`,
      work: () => [
        world.appoint({ endedOn: '2024-08-31' }),
        world.appoint({ organizationId: world.district, startedOn: '2024-08-01' }),
      ],
    });
    expect(outcomes.flatMap(issues)).toHaveLength(1);
    expect(
      (await world.reading().backbone.appointments(uuid(world.ecosystemId), { page: {}, filter: {} })).rows,
    ).toHaveLength(1);
  });

  it('has one appointment of an organization that is appointed twice at the same time', async () => {
    const outcomes = await whileHeld(world.database, {
      statement: sql`select 1 from "ecosystem" where "id" = ${uuid(world.ecosystemId)}::uuid for update`,
      work: () => [world.appoint({ role: 'SUPPORT' }), world.appoint({ role: 'SUPPORT', startedOn: '2024-08-01' })],
    });
    expect(outcomes.flatMap(issues)).toHaveLength(1);
  });

  it('rejects concurrent sub-awards that exceed the award', async () => {
    const awardId = await world.fundingId();
    const outcomes = await whileHeld(world.database, {
      statement: sql`select 1 from "funding" where "id" = ${uuid(awardId)}::uuid for update`,
      work: () => [world.createFunding({ awardId, amount: '60' }), world.createFunding({ awardId, amount: '60' })],
    });
    expect(outcomes.flatMap(issues)).toEqual(['OUT_OF_RANGE amount']);
  });

  it('rejects a sub-award of an award that is being declined', async () => {
    const awardId = await world.fundingId();
    const outcomes = await whileHeld(world.database, {
      statement: sql`update "funding" set "status" = 'DECLINED' where "id" = ${uuid(awardId)}::uuid`,
      work: () => [world.createFunding({ awardId, amount: '60' })],
    });
    expect(outcomes.flatMap(issues)).toEqual(['INVALID awardId']);
  });
});
