import {
  anonymous,
  decodeTypeId,
  encodeTypeId,
  ForbiddenError,
  localProgram,
  newUuid,
  type Outcome,
} from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import { createReaders } from '../readers.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import { whileHeld } from '../testing/while-held.ts';
import { commonAgendaDefinition, proposeCommonAgenda, ratifyCommonAgenda } from './agenda-writer.ts';
import { goalDefinition } from './goal-writer.ts';
import { strategyDefinition } from './strategy-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystemId: string;

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer);
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** The TypeID of the record that a command wrote. Throws if the command was rejected. */
async function idOf(prefix: string, command: Promise<Outcome<string>>): Promise<string> {
  const outcome = await command;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
  return encodeTypeId(prefix, outcome.value);
}

const newEcosystem = (more: object = {}) =>
  idOf('ecosystem', writer.create(ecosystemDefinition, { slug: `of-${newUuid()}`, name: 'Here', ...more }));
const newAgenda = (more: object = {}) =>
  idOf('common_agenda', writer.create(commonAgendaDefinition, { ecosystemId, ...more }));
const newGoal = (commonAgendaId: string, more: object = {}) =>
  idOf('goal', writer.create(goalDefinition, { commonAgendaId, code: 'G1', title: 'Read by nine', ...more }));

/** An agenda with a vision and a goal, which can be proposed. Its version is 1. Returns its id. */
async function readyAgenda(): Promise<string> {
  const id = await newAgenda({ vision: 'Everyone belongs in science.' });
  await newGoal(id);
  return id;
}

const propose = (id: string, expectedVersion = 1) => writer.transition(proposeCommonAgenda, { id, expectedVersion });
const ratify = (id: string, expectedVersion = 2) => writer.transition(ratifyCommonAgenda, { id, expectedVersion });
const update = (command: Command) => writer.update(commonAgendaDefinition, command);

async function proposedAgenda(): Promise<string> {
  const id = await readyAgenda();
  await idOf('common_agenda', propose(id));
  return id;
}

const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

async function agendas(): Promise<{ number: number; status: string }[]> {
  const { rows } = await reading().agenda.agendas(uuid(ecosystemId), {});
  return rows.map(({ number, status }) => ({ number, status }));
}

describe.each(engines)('common agendas on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
  });

  afterAll(() => database.close());

  it('are numbered within their ecosystem, and start as drafts', async () => {
    await newAgenda();
    await newAgenda();
    const elsewhere = await newEcosystem();
    await newAgenda({ ecosystemId: elsewhere });
    expect(await agendas()).toEqual([
      { number: 1, status: 'DRAFT' },
      { number: 2, status: 'DRAFT' },
    ]);
    const { rows } = await reading().agenda.agendas(uuid(elsewhere), {});
    expect(rows).toMatchObject([{ number: 1, principles: [], vision: null }]);
  });

  it('get different numbers when they are created at the same time', async () => {
    await Promise.all(Array.from({ length: 8 }, () => newAgenda()));
    expect((await agendas()).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('reject a number or status set by a command', async () => {
    const outcome = await writer.create(commonAgendaDefinition, { ecosystemId, number: 4, status: 'RATIFIED' });
    expect(issues(outcome).sort()).toEqual(['INVALID number', 'INVALID status']);
  });

  it('can change while they are drafts', async () => {
    const id = await newAgenda({ vision: 'One', principles: ['Listen'] });
    await idOf('common_agenda', update({ id, expectedVersion: 1, vision: 'Two', problemStatement: 'Few stay.' }));
    expect(await reading().record('common_agenda', uuid(id))).toMatchObject({
      vision: 'Two',
      problemStatement: 'Few stay.',
      principles: ['Listen'],
      version: 2,
    });
  });

  it('reject a change based on an outdated version', async () => {
    const id = await newAgenda();
    await idOf('common_agenda', update({ id, expectedVersion: 1, vision: 'One' }));
    const late = await update({ id, expectedVersion: 1, vision: 'Two' });
    expect(late).toMatchObject({ ok: false, issues: [{ code: 'VERSION_CONFLICT', currentVersion: 2 }] });
    expect(issues(await propose(id, 1))).toEqual(['VERSION_CONFLICT expectedVersion']);
  });

  it('require a vision and a goal before they are proposed', async () => {
    const id = await newAgenda();
    expect(issues(await propose(id))).toEqual(['REQUIRED id', 'REQUIRED id']);
    expect(await agendas()).toEqual([{ number: 1, status: 'DRAFT' }]);
    await newGoal(id);
    await idOf('common_agenda', update({ id, expectedVersion: 1, vision: 'One' }));
    await idOf('common_agenda', propose(id, 2));
    expect(await agendas()).toEqual([{ number: 1, status: 'PROPOSED' }]);
  });

  it('cannot change once they are proposed, and neither can their goals', async () => {
    const id = await readyAgenda();
    const goal = await newGoal(id, { code: 'G2' });
    await idOf('common_agenda', propose(id));
    expect(issues(await update({ id, expectedVersion: 2, vision: null, horizon: '2030-01-01' }))).toEqual([
      'IMMUTABLE vision',
      'IMMUTABLE horizon',
    ]);
    const another = await writer.create(goalDefinition, { commonAgendaId: id, code: 'G3', title: 'More' });
    expect(issues(another)).toEqual(['IMMUTABLE commonAgendaId']);
    const change = { id: goal, expectedVersion: 1, title: 'Other', order: 3 };
    expect(issues(await writer.update(goalDefinition, change))).toEqual(['IMMUTABLE title', 'IMMUTABLE order']);
    expect(issues(await propose(id, 2))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('accept a new visibility and unchanged values after they are proposed', async () => {
    const id = await proposedAgenda();
    const same = { vision: 'Everyone belongs in science.', principles: [] };
    await idOf('common_agenda', update({ id, expectedVersion: 2, visibility: 'PUBLIC', ...same }));
    expect(await reading().record('common_agenda', uuid(id))).toMatchObject({ visibility: 'PUBLIC', version: 3 });
  });

  it('are in force once they are ratified, only one at a time', async () => {
    const first = await proposedAgenda();
    expect(await reading().agenda.inForce(uuid(ecosystemId))).toBeNull();
    await idOf('common_agenda', ratify(first));
    expect(await reading().agenda.inForce(uuid(ecosystemId))).toMatchObject({ number: 1, status: 'RATIFIED' });
    const second = await proposedAgenda();
    await idOf('common_agenda', ratify(second));
    expect(await agendas()).toEqual([
      { number: 1, status: 'SUPERSEDED' },
      { number: 2, status: 'RATIFIED' },
    ]);
    expect(await reading().agenda.inForce(uuid(ecosystemId))).toMatchObject({ number: 2 });
    expect(issues(await ratify(first, 4))).toEqual(['ILLEGAL_TRANSITION id']);
  });

  it('are superseded by the next ratified version, even an earlier one', async () => {
    const [first, second] = [await proposedAgenda(), await proposedAgenda()];
    await idOf('common_agenda', ratify(second));
    await idOf('common_agenda', ratify(first));
    expect(await agendas()).toEqual([
      { number: 1, status: 'RATIFIED' },
      { number: 2, status: 'SUPERSEDED' },
    ]);
  });

  it('stay in force if the ratification of another version fails', async () => {
    await idOf('common_agenda', ratify(await proposedAgenda()));
    const draft = await readyAgenda();
    expect(issues(await ratify(draft, 1))).toEqual(['ILLEGAL_TRANSITION id']);
    expect(await agendas()).toEqual([
      { number: 1, status: 'RATIFIED' },
      { number: 2, status: 'DRAFT' },
    ]);
  });

  it('have one version in force when several are ratified at the same time', async () => {
    await idOf('common_agenda', ratify(await proposedAgenda()));
    const ids = [await proposedAgenda(), await proposedAgenda(), await proposedAgenda(), await proposedAgenda()];
    const outcomes = await Promise.all(ids.map((id) => ratify(id)));
    const rejections = new Set(outcomes.flatMap(issues));
    expect([...rejections].filter((issue) => issue !== 'DUPLICATE id')).toEqual([]);
    const states = (await agendas()).map(({ status }) => status);
    expect(states.filter((status) => status === 'RATIFIED')).toHaveLength(1);
    expect(states.filter((status) => status === 'PROPOSED')).toHaveLength(outcomes.filter(({ ok }) => !ok).length);
  });

  it('list goals in order, each code once', async () => {
    const id = await newAgenda();
    await newGoal(id, { code: 'B', order: 2 });
    await newGoal(id, { code: 'A', order: 1 });
    const goal = await newGoal(id, { code: 'C', order: 1 });
    const { rows } = await reading().agenda.goals(uuid(id), { first: 2 });
    expect(rows.map(({ code }) => code)).toEqual(['A', 'C']);
    const again = await writer.create(goalDefinition, { commonAgendaId: id, code: 'B', title: 'Twice' });
    expect(issues(again)).toEqual(['DUPLICATE code']);
    expect(issues(await writer.update(goalDefinition, { id: goal, expectedVersion: 1, code: 'B' }))).toEqual([
      'DUPLICATE code',
    ]);
    const other = await newAgenda();
    await newGoal(other, { code: 'B' });
  });

  it('have goals of their own ecosystem, and reject goals of an unknown agenda', async () => {
    const id = await newAgenda();
    const goal = await newGoal(id);
    expect(await reading().record('goal', uuid(goal))).toMatchObject({ ecosystemId: uuid(ecosystemId) });
    const absent = encodeTypeId('common_agenda', '01890a5d-ac96-774b-bcce-b302099a8057');
    const outcome = await writer.create(goalDefinition, { commonAgendaId: absent, code: 'G', title: 'T' });
    expect(issues(outcome)).toEqual(['NOT_FOUND commonAgendaId']);
    expect(issues(await writer.create(commonAgendaDefinition, { ecosystemId: id }))).toEqual(['INVALID ecosystemId']);
  });

  it('are visible to anonymous viewers only if they are public', async () => {
    ecosystemId = await newEcosystem({ visibility: 'PUBLIC' });
    const hidden = await proposedAgenda();
    await idOf('common_agenda', ratify(hidden));
    const open = await newAgenda({ visibility: 'PUBLIC' });
    const closedGoal = await newGoal(open, { code: 'closed', visibility: 'MEMBERS' });
    await newGoal(open, { code: 'open' });
    const { agenda, record } = reading(anonymous);
    expect(await agenda.inForce(uuid(ecosystemId))).toBeNull();
    expect(await record('common_agenda', uuid(hidden))).toBeNull();
    expect(await record('goal', uuid(closedGoal))).toBeNull();
    const page = await agenda.agendas(uuid(ecosystemId), {});
    expect(page.rows).toMatchObject([{ number: 2 }]);
    expect(await page.totalCount()).toBe(1);
    expect((await agenda.goals(uuid(open), {})).rows).toMatchObject([{ code: 'open' }]);
  });

  it('reject anonymous writers', async () => {
    const anonymousWriter = new Writer(database, anonymous);
    const id = await readyAgenda();
    const transitionCommand = { id, expectedVersion: 1 };
    const goal = { commonAgendaId: id, code: 'G', title: 'T' };
    const attempts = [
      () => anonymousWriter.create(commonAgendaDefinition, { ecosystemId }),
      () => anonymousWriter.update(commonAgendaDefinition, transitionCommand),
      () => anonymousWriter.transition(proposeCommonAgenda, transitionCommand),
      () => anonymousWriter.transition(ratifyCommonAgenda, transitionCommand),
      () => anonymousWriter.create(goalDefinition, goal),
    ];
    for (const attempt of attempts) await expect(attempt).rejects.toBeInstanceOf(ForbiddenError);
    expect(await agendas()).toEqual([{ number: 1, status: 'DRAFT' }]);
  });

  it('are read with one statement for the goals of several agendas', async () => {
    const ids = [await readyAgenda(), await readyAgenda(), await readyAgenda()].map(uuid);
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all(ids.map((id) => read.agenda.goals(id, {}))),
    );
    expect(result.map(({ rows }) => rows.length)).toEqual([1, 1, 1]);
    expect(statements).toHaveLength(1);
  });
});

describe('common agendas with concurrent writers on postgresql', () => {
  beforeAll(async () => {
    database = await openTestDatabase('postgresql');
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    ecosystemId = await newEcosystem();
  });

  afterAll(() => database.close());

  it('cannot be ratified while another version is being ratified', async () => {
    const inForce = await proposedAgenda();
    await idOf('common_agenda', ratify(inForce));
    const [one, other] = [await proposedAgenda(), await proposedAgenda()];
    const outcomes = await holding(
      () => sql`select 1 from "common_agenda" where "id" = ${uuid(inForce)}::uuid for update`,
      () => [ratify(one), ratify(other)],
    );
    expect(outcomes.flatMap(issues)).toEqual(['DUPLICATE id']);
    const states = (await agendas()).map(({ status }) => status);
    expect(states.sort()).toEqual(['PROPOSED', 'RATIFIED', 'SUPERSEDED']);
  });

  it('reject a new strategy while they are being superseded', async () => {
    const id = await readyAgenda();
    const goalId = await newGoal(id, { code: 'G2' });
    const outcomes = await holding(
      () => sql`update "common_agenda" set "status" = 'SUPERSEDED' where "id" = ${uuid(id)}::uuid`,
      () => [writer.create(strategyDefinition, { goalId, title: 'Late' })],
    );
    expect(outcomes.flatMap(issues)).toEqual(['IMMUTABLE goalId']);
  });

  it('reject a new goal while they are being proposed', async () => {
    const id = await readyAgenda();
    const outcomes = await holding(
      () => sql`update "common_agenda" set "status" = 'PROPOSED' where "id" = ${uuid(id)}::uuid`,
      () => [writer.create(goalDefinition, { commonAgendaId: id, code: 'G9', title: 'Late' })],
    );
    expect(outcomes.flatMap(issues)).toEqual(['IMMUTABLE commonAgendaId']);
  });
});

/** The results of `work`, which starts while another transaction holds the locks of `statement`. */
function holding<T>(statement: () => ReturnType<typeof sql>, work: () => Promise<T>[]): Promise<T[]> {
  return whileHeld(database, { statement: statement(), work });
}
