import { anonymous, encodeTypeId, localProgram, type Viewer } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AgendaFixture, issuesOf, uuidOf } from '../testing/agenda.fixture.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { reviseCommonAgenda } from './agenda-revision.ts';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from './agenda-writer.ts';
import { goalDefinition } from './goal-writer.ts';
import { completeStrategy, startStrategy, stopStrategy, strategyDefinition } from './strategy-writer.ts';

let database: TestDatabase;
let fixture: AgendaFixture;
let ecosystemId: string;

const all = { page: {}, filter: {} };
const strategyOf = (goalId: string, values = {}) =>
  fixture.create(strategyDefinition, { goalId, title: 'Science kits', ...values });
const read = async (id: string) => fixture.read().record('strategy', uuidOf(id));

describe.each(engines)('strategies on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  it('are planned, started and completed, with their dates', async () => {
    const { goal } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const id = await strategyOf(goal, { startsOn: '2024-03-01', endsOn: '2024-12-31', kind: { code: 'policy' } });
    expect(await read(id)).toMatchObject({ status: 'PLANNED', kind: { label: 'Policy' } });
    expect(issuesOf(await fixture.transition(startStrategy, id, { startsOn: '2024-03-11' }))).toEqual([]);
    expect(issuesOf(await fixture.transition(completeStrategy, id, { endsOn: '2024-11-30', result: 'Done.' }))).toEqual(
      [],
    );
    expect(await read(id)).toMatchObject({
      status: 'COMPLETED',
      startsOn: '2024-03-11',
      endsOn: '2024-11-30',
      result: 'Done.',
    });
    expect(issuesOf(await fixture.transition(stopStrategy, id))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('start today by default, and not on a future date', async () => {
    const { goal } = await fixture.agenda(ecosystemId);
    const id = await strategyOf(goal);
    expect(issuesOf(await fixture.transition(startStrategy, id, { startsOn: '9999-01-01' }))).toEqual([
      'OUT_OF_RANGE startsOn',
    ]);
    expect(issuesOf(await fixture.transition(startStrategy, id))).toEqual([]);
    expect(await read(id)).toMatchObject({ startsOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  });

  it('have no start date if they are stopped before they started', async () => {
    const { goal } = await fixture.agenda(ecosystemId);
    const id = await strategyOf(goal, { startsOn: '2024-09-01' });
    expect(issuesOf(await fixture.transition(stopStrategy, id, { endsOn: '2024-06-01' }))).toEqual([]);
    expect(await read(id)).toMatchObject({ status: 'STOPPED', startsOn: null, endsOn: '2024-06-01' });
  });

  it('require their start date once they have started', async () => {
    const { goal } = await fixture.agenda(ecosystemId);
    const id = await strategyOf(goal);
    await fixture.transition(startStrategy, id, { startsOn: '2024-03-11' });
    expect(issuesOf(await fixture.update(strategyDefinition, id, { startsOn: null }))).toEqual(['REQUIRED startsOn']);
    expect(issuesOf(await fixture.update(strategyDefinition, id, { endsOn: '2024-03-10' }))).toEqual([
      'DATES_OUT_OF_ORDER endsOn',
    ]);
    const stale = { id, expectedVersion: 1, title: 'Other' };
    expect(issuesOf(await fixture.writer.update(strategyDefinition, stale))).toEqual([
      'VERSION_CONFLICT expectedVersion',
    ]);
  });

  it('reject future start and end dates once they have started and ended', async () => {
    const { goal } = await fixture.agenda(ecosystemId);
    const id = await strategyOf(goal, { endsOn: '2999-12-31' });
    await fixture.transition(startStrategy, id, { startsOn: '2024-03-11' });
    const changed = async (change: Record<string, unknown>) =>
      issuesOf(await fixture.update(strategyDefinition, id, change));
    expect(await changed({ startsOn: '2999-01-01' })).toEqual(['OUT_OF_RANGE startsOn']);
    expect(await changed({ endsOn: '2999-12-30' })).toEqual([]);
    await fixture.transition(completeStrategy, id, { endsOn: '2024-11-30' });
    expect(await changed({ endsOn: '2999-12-31' })).toEqual(['OUT_OF_RANGE endsOn']);
    const stopped = await strategyOf(goal, { startsOn: '2024-09-01' });
    await fixture.transition(stopStrategy, stopped, { endsOn: '2024-06-01' });
    expect(issuesOf(await fixture.update(strategyDefinition, stopped, { startsOn: '2024-05-01' }))).toEqual([
      'IMMUTABLE startsOn',
    ]);
  });

  it('can change until their agenda is superseded, and their visibility always', async () => {
    const { goal } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const id = await strategyOf(goal);
    expect(issuesOf(await fixture.update(strategyDefinition, id, { title: 'More kits' }))).toEqual([]);
    await fixture.agenda(ecosystemId, 'RATIFIED');
    expect(issuesOf(await fixture.update(strategyDefinition, id, { title: 'Fewer kits' }))).toEqual([
      'IMMUTABLE title',
    ]);
    expect(issuesOf(await fixture.transition(startStrategy, id))).toEqual(['IMMUTABLE id']);
    const another = await fixture.writer.create(strategyDefinition, { goalId: goal, title: 'Late' });
    expect(issuesOf(another)).toEqual(['IMMUTABLE goalId']);
    expect(issuesOf(await fixture.update(strategyDefinition, id, { visibility: 'MEMBERS' }))).toEqual([]);
  });

  it('reject a lead organization of another ecosystem', async () => {
    const { goal } = await fixture.agenda(ecosystemId);
    const leadId = await fixture.organization(await fixture.ecosystem());
    const elsewhere = await fixture.writer.create(strategyDefinition, { goalId: goal, title: 'Kits', leadId });
    expect(issuesOf(elsewhere)).toEqual(['OTHER_ECOSYSTEM leadId']);
    const museum = await fixture.organization(ecosystemId);
    const id = await strategyOf(goal, { leadId: museum });
    const led = await fixture.read().agenda.strategies.ofLead(uuidOf(museum), all);
    expect(led.rows.map((row) => row.id)).toEqual([uuidOf(id)]);
  });

  it('are listed by agenda, kind and status if the viewer may see their goals', async () => {
    const { id, goal } = await fixture.agenda(ecosystemId);
    const hidden = await fixture.create(goalDefinition, {
      commonAgendaId: id,
      code: 'G2',
      title: 'Later',
      visibility: 'RESTRICTED',
    });
    await strategyOf(goal, { title: 'Fund', kind: { code: 'financing' } });
    await strategyOf(goal, { title: 'Custom kind', kind: { scheme: 'ours', code: 'financing', label: 'Money' } });
    await fixture.transition(startStrategy, await strategyOf(hidden, { title: 'News' }));
    const titles = async (filter: object, viewer: Viewer = anonymous) => {
      const { rows } = await fixture.read(viewer).agenda.strategies.ofAgenda(uuidOf(id), { page: {}, filter });
      return rows.map(({ title }) => title);
    };
    expect(await titles({})).toEqual(['Fund', 'Custom kind']);
    expect(await titles({ kind: 'financing' })).toEqual(['Fund']);
    expect(await titles({ status: 'ACTIVE' }, localProgram)).toEqual(['News']);
    const { rows } = await fixture.read(anonymous).agenda.strategies.ofGoal(uuidOf(hidden), all);
    // The goal is hidden, but its public strategies are listed for its id.
    expect(rows.map(({ title }) => title)).toEqual(['News']);
  });

  it('can be based on a strategy of an earlier version only', async () => {
    const first = await fixture.agenda(ecosystemId, 'RATIFIED');
    const second = await fixture.agenda(ecosystemId);
    const basis = await strategyOf(first.goal);
    const later = await strategyOf(second.goal, { basedOnId: basis });
    const backward = { goalId: first.goal, title: 'Kits', basedOnId: later };
    expect(issuesOf(await fixture.writer.create(strategyDefinition, backward))).toEqual(['INVALID basedOnId']);
    const { rows } = await fixture.read().agenda.strategies.basedOn(uuidOf(basis), {});
    expect(rows.map((row) => row.id)).toEqual([uuidOf(later)]);
  });

  it('are read with one statement for the lists of many goals', async () => {
    const goals = [await fixture.agenda(ecosystemId), await fixture.agenda(ecosystemId)].map(({ goal }) =>
      uuidOf(goal),
    );
    const { strategies } = fixture.read().agenda;
    const { statements } = await statementsOf(database, () =>
      Promise.all(goals.map((goal) => strategies.ofGoal(goal, all))),
    );
    expect(statements).toHaveLength(1);
  });
});

describe.each(engines)('a revised agenda on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    fixture = new AgendaFixture(database);
  });

  beforeEach(async () => {
    ecosystemId = await fixture.ecosystem();
  });

  afterAll(() => database.close());

  const revise = (id: string, values = {}) => reviseCommonAgenda(fixture.writer, { id, ...values });
  const goalsOf = async (agenda: string) => (await fixture.read().agenda.goals(agenda, {})).rows;
  const strategiesOf = async (agenda: string) => (await fixture.read().agenda.strategies.ofAgenda(agenda, all)).rows;

  it('copies the values, the goals, and the planned and active strategies of the earlier version', async () => {
    const { id, goal } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const lead = await fixture.organization(ecosystemId);
    const active = await strategyOf(goal, { title: 'Kits', leadId: lead });
    await fixture.transition(startStrategy, active, { startsOn: '2024-03-01' });
    const planned = await strategyOf(goal, { title: 'Fund' });
    await fixture.transition(stopStrategy, await strategyOf(goal, { title: 'Vouchers' }));
    const outcome = await revise(id);
    const draft = outcome.ok ? outcome.value : '';
    expect(await fixture.read().record('common_agenda', draft)).toMatchObject({
      ...{ number: 2, status: 'DRAFT', vision: 'Everyone belongs in science.', version: 1 },
      ...{ visibility: 'PUBLIC', proposedOn: null, ratifiedOn: null },
    });
    const goals = await goalsOf(draft);
    expect(goals).toMatchObject([{ code: 'G1', title: 'Read by nine', basedOnId: uuidOf(goal), version: 1 }]);
    expect(await strategiesOf(draft)).toMatchObject([
      { title: 'Kits', status: 'ACTIVE', startsOn: '2024-03-01', leadId: uuidOf(lead), basedOnId: uuidOf(active) },
      { title: 'Fund', status: 'PLANNED', goalId: goals[0]?.id, basedOnId: uuidOf(planned) },
    ]);
    expect(await strategiesOf(uuidOf(id))).toHaveLength(3);
  });

  it('has the requested visibility, with all its goals', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const outcome = await revise(id, { visibility: 'MEMBERS' });
    const draft = outcome.ok ? outcome.value : '';
    expect(await fixture.read().record('common_agenda', draft)).toMatchObject({ visibility: 'MEMBERS' });
    expect(await goalsOf(draft)).toMatchObject([{ visibility: 'MEMBERS' }]);
  });

  it('is rejected for an unknown agenda', async () => {
    const absent = 'common_agenda_01h455vb4pex5vsknk084sn02q';
    expect(issuesOf(await revise(absent))).toEqual(['NOT_FOUND id']);
    expect(issuesOf(await revise('goal_01h455vb4pex5vsknk084sn02q'))).toEqual(['INVALID id']);
    expect(
      issuesOf(await fixture.writer.create(commonAgendaDefinition, { ecosystemId, proposedOn: '2024-01-01' })),
    ).toEqual(['INVALID proposedOn']);
  });

  it('cannot be proposed before the version that it is based on', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'PROPOSED');
    const outcome = await revise(id);
    const draft = outcome.ok ? encodeTypeId('common_agenda', outcome.value) : '';
    const propose = async (proposedOn: string) =>
      issuesOf(await fixture.transition(proposeCommonAgenda, draft, { proposedOn }));
    expect(await propose('2024-01-09')).toEqual(['DATES_OUT_OF_ORDER proposedOn']);
    expect(await propose('2024-01-10')).toEqual([]);
  });

  it('cannot be ratified before its proposal or before the agenda in force was ratified', async () => {
    const { id } = await fixture.agenda(ecosystemId, 'RATIFIED');
    const next = await fixture.agenda(ecosystemId, 'PROPOSED');
    expect(issuesOf(await fixture.transition(ratifyCommonAgenda, next.id, { ratifiedOn: '2024-01-09' }))).toEqual([
      'DATES_OUT_OF_ORDER ratifiedOn',
    ]);
    expect(issuesOf(await fixture.transition(ratifyCommonAgenda, next.id, { ratifiedOn: '2024-01-31' }))).toEqual([
      'DATES_OUT_OF_ORDER ratifiedOn',
    ]);
    expect(issuesOf(await fixture.transition(ratifyCommonAgenda, next.id, { ratifiedOn: '2024-09-10' }))).toEqual([]);
    expect(await fixture.read().record('common_agenda', uuidOf(id))).toMatchObject({
      status: 'SUPERSEDED',
      supersededOn: '2024-09-10',
    });
    const draft = await fixture.agenda(ecosystemId);
    expect(issuesOf(await fixture.transition(proposeCommonAgenda, draft.id, { proposedOn: '9999-01-01' }))).toEqual([
      'OUT_OF_RANGE proposedOn',
    ]);
  });
});
