import { anonymous, encodeTypeId, ForbiddenError } from '@collective-impact/sdk';
import { describe, expect, it } from 'vitest';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { AgendaWorld, idOf, issues, uuid } from './agenda.fixture.ts';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from './agenda-writer.ts';
import { goalDefinition } from './goal-writer.ts';

const world = new AgendaWorld();

const update = (command: Command) => world.writer.update(commonAgendaDefinition, command);

describe.each(engines)('common agendas on %s', (engine) => {
  world.prepare(engine);

  it('are numbered within their ecosystem, and start as drafts', async () => {
    await world.newAgenda();
    await world.newAgenda();
    const elsewhere = await world.newEcosystem();
    await world.newAgenda({ ecosystemId: elsewhere });
    expect(await world.agendas()).toEqual([
      { number: 1, status: 'DRAFT' },
      { number: 2, status: 'DRAFT' },
    ]);
    const { rows } = await world.reading().agenda.agendas(uuid(elsewhere), {});
    expect(rows).toMatchObject([{ number: 1, principles: [], vision: null }]);
  });

  it('get different numbers when they are created at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, () => world.newAgenda()));
    expect((await world.agendas()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('reject a number or status set by a command', async () => {
    const outcome = await world.writer.create(commonAgendaDefinition, {
      ecosystemId: world.ecosystemId,
      number: 4,
      status: 'RATIFIED',
    });
    expect(issues(outcome).sort()).toEqual(['INVALID number', 'INVALID status']);
  });

  it('can change while they are drafts', async () => {
    const id = await world.newAgenda({ vision: 'One', principles: ['Listen'] });
    await idOf('common_agenda', update({ id, expectedVersion: 1, vision: 'Two', problemStatement: 'Few stay.' }));
    expect(await world.reading().record('common_agenda', uuid(id))).toMatchObject({
      vision: 'Two',
      problemStatement: 'Few stay.',
      principles: ['Listen'],
      version: 2,
    });
  });

  it('reject a change based on an outdated version', async () => {
    const id = await world.newAgenda();
    await idOf('common_agenda', update({ id, expectedVersion: 1, vision: 'One' }));
    const late = await update({ id, expectedVersion: 1, vision: 'Two' });
    expect(late).toMatchObject({ ok: false, issues: [{ code: 'VERSION_CONFLICT', currentVersion: 2 }] });
    expect(issues(await world.propose(id, 1))).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('require a vision and a goal before they are proposed', async () => {
    const id = await world.newAgenda();
    expect(issues(await world.propose(id))).toEqual(['REQUIRED id', 'REQUIRED id']);
    expect(await world.agendas()).toEqual([{ number: 1, status: 'DRAFT' }]);
    await world.newGoal(id);
    await idOf('common_agenda', update({ id, expectedVersion: 1, vision: 'One' }));
    await idOf('common_agenda', world.propose(id, 2));
    expect(await world.agendas()).toEqual([{ number: 1, status: 'PROPOSED' }]);
  });

  it('cannot change once they are proposed, and neither can their goals', async () => {
    const id = await world.readyAgenda();
    const goal = await world.newGoal(id, { code: 'G2' });
    await idOf('common_agenda', world.propose(id));
    expect(issues(await update({ id, expectedVersion: 2, vision: null, horizon: '2030-01-01' }))).toEqual([
      'IMMUTABLE vision',
      'IMMUTABLE horizon',
    ]);
    const another = await world.writer.create(goalDefinition, { commonAgendaId: id, code: 'G3', title: 'More' });
    expect(issues(another)).toEqual(['IMMUTABLE commonAgendaId']);
    const change = { id: goal, expectedVersion: 1, title: 'Other', order: 3 };
    expect(issues(await world.writer.update(goalDefinition, change))).toEqual(['IMMUTABLE title', 'IMMUTABLE order']);
    expect(issues(await world.propose(id, 2))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('accept a new visibility and unchanged values after they are proposed', async () => {
    const id = await world.proposedAgenda();
    const same = { vision: 'Everyone belongs in science.', principles: [] };
    await idOf('common_agenda', update({ id, expectedVersion: 2, visibility: 'PUBLIC', ...same }));
    expect(await world.reading().record('common_agenda', uuid(id))).toMatchObject({ visibility: 'PUBLIC', version: 3 });
  });

  it('are in force once they are ratified, only one at a time', async () => {
    const first = await world.proposedAgenda();
    expect(await world.reading().agenda.inForce(uuid(world.ecosystemId))).toBeNull();
    await idOf('common_agenda', world.ratify(first));
    expect(await world.reading().agenda.inForce(uuid(world.ecosystemId))).toMatchObject({
      number: 1,
      status: 'RATIFIED',
    });
    const second = await world.proposedAgenda();
    await idOf('common_agenda', world.ratify(second));
    expect(await world.agendas()).toEqual([
      { number: 1, status: 'SUPERSEDED' },
      { number: 2, status: 'RATIFIED' },
    ]);
    expect(await world.reading().agenda.inForce(uuid(world.ecosystemId))).toMatchObject({ number: 2 });
    expect(issues(await world.ratify(first, 4))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('are superseded by the next ratified version, even an earlier one', async () => {
    const [first, second] = [await world.proposedAgenda(), await world.proposedAgenda()];
    await idOf('common_agenda', world.ratify(second));
    await idOf('common_agenda', world.ratify(first));
    expect(await world.agendas()).toEqual([
      { number: 1, status: 'RATIFIED' },
      { number: 2, status: 'SUPERSEDED' },
    ]);
  });

  it('stay in force if the ratification of another version fails', async () => {
    await idOf('common_agenda', world.ratify(await world.proposedAgenda()));
    const draft = await world.readyAgenda();
    expect(issues(await world.ratify(draft, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await world.agendas()).toEqual([
      { number: 1, status: 'RATIFIED' },
      { number: 2, status: 'DRAFT' },
    ]);
  });

  it('have one version in force when several are ratified at the same time', async () => {
    await idOf('common_agenda', world.ratify(await world.proposedAgenda()));
    const ids = [
      await world.proposedAgenda(),
      await world.proposedAgenda(),
      await world.proposedAgenda(),
      await world.proposedAgenda(),
    ];
    const outcomes = await Promise.all(ids.map((id) => world.ratify(id)));
    const rejections = new Set(outcomes.flatMap(issues));
    expect([...rejections].filter((issue) => issue !== 'DUPLICATE id')).toEqual([]);
    const states = (await world.agendas()).map(({ status }) => status);
    expect(states.filter((status) => status === 'RATIFIED')).toHaveLength(1);
    expect(states.filter((status) => status === 'PROPOSED')).toHaveLength(outcomes.filter(({ ok }) => !ok).length);
  });

  it('list goals in order, each code once', async () => {
    const id = await world.newAgenda();
    await world.newGoal(id, { code: 'B', order: 2 });
    await world.newGoal(id, { code: 'A', order: 1 });
    const goal = await world.newGoal(id, { code: 'C', order: 1 });
    const { rows } = await world.reading().agenda.goals(uuid(id), { first: 2 });
    expect(rows.map(({ code }) => code)).toEqual(['A', 'C']);
    const again = await world.writer.create(goalDefinition, { commonAgendaId: id, code: 'B', title: 'Twice' });
    expect(issues(again)).toEqual(['DUPLICATE code']);
    expect(issues(await world.writer.update(goalDefinition, { id: goal, expectedVersion: 1, code: 'B' }))).toEqual([
      'DUPLICATE code',
    ]);
    const other = await world.newAgenda();
    await world.newGoal(other, { code: 'B' });
  });

  it('have goals of their own ecosystem, and reject goals of an unknown agenda', async () => {
    const id = await world.newAgenda();
    const goal = await world.newGoal(id);
    expect(await world.reading().record('goal', uuid(goal))).toMatchObject({ ecosystemId: uuid(world.ecosystemId) });
    const absent = encodeTypeId('common_agenda', '01890a5d-ac96-774b-bcce-b302099a8057');
    const outcome = await world.writer.create(goalDefinition, { commonAgendaId: absent, code: 'G', title: 'T' });
    expect(issues(outcome)).toEqual(['NOT_FOUND commonAgendaId']);
    expect(issues(await world.writer.create(commonAgendaDefinition, { ecosystemId: id }))).toEqual([
      'INVALID ecosystemId',
    ]);
  });

  it('are visible to anonymous viewers only if they are public', async () => {
    world.ecosystemId = await world.newEcosystem({ visibility: 'PUBLIC' });
    const hidden = await world.proposedAgenda();
    await idOf('common_agenda', world.ratify(hidden));
    const open = await world.newAgenda({ visibility: 'PUBLIC' });
    const closedGoal = await world.newGoal(open, { code: 'closed', visibility: 'MEMBERS' });
    await world.newGoal(open, { code: 'open' });
    const { agenda, record } = world.reading(anonymous);
    expect(await agenda.inForce(uuid(world.ecosystemId))).toBeNull();
    expect(await record('common_agenda', uuid(hidden))).toBeNull();
    expect(await record('goal', uuid(closedGoal))).toBeNull();
    const page = await agenda.agendas(uuid(world.ecosystemId), {});
    expect(page.rows).toMatchObject([{ number: 2 }]);
    expect(await page.totalCount()).toBe(1);
    expect((await agenda.goals(uuid(open), {})).rows).toMatchObject([{ code: 'open' }]);
  });

  it('reject anonymous writers', async () => {
    const anonymousWriter = new Writer(world.database, anonymous);
    const id = await world.readyAgenda();
    const transitionCommand = { id, expectedVersion: 1 };
    const goal = { commonAgendaId: id, code: 'G', title: 'T' };
    const attempts = [
      () => anonymousWriter.create(commonAgendaDefinition, { ecosystemId: world.ecosystemId }),
      () => anonymousWriter.update(commonAgendaDefinition, transitionCommand),
      () => anonymousWriter.transition(proposeCommonAgenda, transitionCommand),
      () => anonymousWriter.transition(ratifyCommonAgenda, transitionCommand),
      () => anonymousWriter.create(goalDefinition, goal),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toBeInstanceOf(ForbiddenError);
    expect(await world.agendas()).toEqual([{ number: 1, status: 'DRAFT' }]);
  });

  it('are read with one statement for the goals of several agendas', async () => {
    const ids = [await world.readyAgenda(), await world.readyAgenda(), await world.readyAgenda()].map(uuid);
    const read = world.reading();
    const { result, statements } = await statementsOf(world.database, () =>
      Promise.all(ids.map((id) => read.agenda.goals(id, {}))),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 1, 1]);
    expect(statements).toHaveLength(1);
  });
});
