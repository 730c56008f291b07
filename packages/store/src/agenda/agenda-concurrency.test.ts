import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { whileHeld } from '../testing/while-held.ts';
import { AgendaWorld, idOf, issues, uuid } from './agenda.fixture.ts';
import { goalDefinition } from './goal-writer.ts';
import { strategyDefinition } from './strategy-writer.ts';

const world = new AgendaWorld();

describe('common agendas with concurrent writers on postgresql', () => {
  world.prepare('postgresql');

  it('cannot be ratified while another version is being ratified', async () => {
    const inForce = await world.proposedAgenda();
    await idOf('common_agenda', world.ratify(inForce));
    const [one, other] = [await world.proposedAgenda(), await world.proposedAgenda()];
    const outcomes = await holding(
      () => sql`select 1 from "common_agenda" where "id" = ${uuid(inForce)}::uuid for update`,
      () => [world.ratify(one), world.ratify(other)],
    );
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE id']);
    const states = (await world.agendas()).map(({ status }) => status);
    expect(states.sort()).toEqual(['PROPOSED', 'RATIFIED', 'SUPERSEDED']);
  });

  it('reject a new strategy while they are being superseded', async () => {
    const id = await world.readyAgenda();
    const goalId = await world.newGoal(id, { code: 'G2' });
    const outcomes = await holding(
      () => sql`update "common_agenda" set "status" = 'SUPERSEDED' where "id" = ${uuid(id)}::uuid`,
      () => [world.writer.create(strategyDefinition, { goalId, title: 'Late' })],
    );
    expect(outcomes.flatMap(issues)).toEqual(['IMMUTABLE goalId']);
  });

  it('reject a new goal while they are being proposed', async () => {
    const id = await world.readyAgenda();
    const outcomes = await holding(
      () => sql`update "common_agenda" set "status" = 'PROPOSED' where "id" = ${uuid(id)}::uuid`,
      () => [world.writer.create(goalDefinition, { commonAgendaId: id, code: 'G9', title: 'Late' })],
    );
    expect(outcomes.flatMap(issues)).toEqual(['IMMUTABLE commonAgendaId']);
  });
});

/** The results of `work`, which starts while another transaction holds the locks of `statement`. */
function holding<T>(statement: () => ReturnType<typeof sql>, work: () => Promise<T>[]): Promise<T[]> {
  return whileHeld(world.database, { statement: statement(), work });
}
