import { anonymous, decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createReaders } from '../readers.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import { engines } from '../testing/engines.ts';
import { acceptedId, createEcosystem, createOrganization } from '../testing/examples.ts';
import { openTestDatabase, type TestDatabase } from '../testing/open-test-database.ts';
import { statementsOf } from '../testing/statements-of.ts';
import {
  actionItemDefinition,
  decisionDefinition,
  meetingDefinition,
  workingGroupDefinition,
} from './communication-writer.ts';
import { communicationEventDefinition, communicationPlanDefinition } from './plan-writer.ts';

let database: TestDatabase;
let writer: Writer;
let ecosystem: { uuid: string; id: string };
let library: { uuid: string; id: string };

const reading = (viewer = localProgram) => createReaders(database.kysely(), viewer).communication;
const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';
const issues = (outcome: Outcome<string>) =>
  outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);

async function created(definition: AnyRecordDefinition, command: Command): Promise<string> {
  const within = definition.type.within === null ? { ecosystemId: ecosystem.id } : {};
  return encodeTypeId(
    definition.type.prefix,
    acceptedId(await writer.create(definition, { ...within, visibility: 'PUBLIC', ...command })),
  );
}

const newGroup = (more: Command = {}) => created(workingGroupDefinition, { name: 'Data group', ...more });
const newMeeting = (more: Command = {}) =>
  created(meetingDefinition, { title: 'First', kind: { code: 'working' }, plannedOn: '2024-05-02', ...more });
const newDecision = (more: Command = {}) => created(decisionDefinition, { title: 'Whom to ask', ...more });

describe.each(engines)('communication on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    writer = new Writer(database, localProgram);
  });

  beforeEach(async () => {
    ecosystem = await createEcosystem(database, { slug: `of-${newUuid()}` });
    library = await createOrganization(database, { ecosystemId: ecosystem.id });
  });

  afterAll(() => database.close());

  it('stores the members of a group and the attendance of a meeting as references to organizations', async () => {
    const group = await newGroup({ members: [{ organizationId: library.id, role: 'Host' }], chairId: library.id });
    const meeting = await newMeeting({
      workingGroupId: group,
      heldOn: '2024-05-03',
      attendance: [{ organizationId: library.id, people: 3 }],
    });
    const read = createReaders(database.kysely(), localProgram);
    expect(await read.record('working_group', uuid(group))).toMatchObject({
      members: [{ organizationId: library.uuid, role: 'Host' }],
      chairId: library.uuid,
    });
    expect(await read.record('meeting', uuid(meeting))).toMatchObject({
      kind: { code: 'working', label: 'Working' },
      attendance: [{ organizationId: library.uuid, people: 3 }],
    });
    const ofLibrary = await read.communication.workingGroups({ of: 'organization', id: library.uuid }, {});
    expect(ofLibrary.rows).toMatchObject([{ name: 'Data group' }]);
  });

  it('rejects a member that is listed twice, is unknown, or belongs to another ecosystem', async () => {
    const elsewhere = await createEcosystem(database, { slug: `of-${newUuid()}` });
    const other = await createOrganization(database, { ecosystemId: elsewhere.id });
    const create = (members: object[]) =>
      writer.create(workingGroupDefinition, { ecosystemId: ecosystem.id, name: 'Group', members });
    const [member, outsider] = [{ organizationId: library.id }, { organizationId: other.id }];
    expect(issues(await create([member, member]))).toEqual(['DUPLICATE members.1.organizationId']);
    expect(issues(await create([member, outsider]))).toEqual(['OTHER_ECOSYSTEM members.1.organizationId']);
    const unknown = { organizationId: encodeTypeId('organization', newUuid()) };
    expect(issues(await create([unknown]))).toEqual(['NOT_FOUND members.0.organizationId']);
    expect(issues(await create([{ organizationId: ecosystem.id }]))).toEqual(['INVALID members.0.organizationId']);
  });

  it('rejects attendance of a meeting that was not held', async () => {
    const attendance = [{ organizationId: library.id }];
    const meeting = await newMeeting();
    const update = (values: Command) =>
      writer.update(meetingDefinition, { id: meeting, expectedVersion: 1, ...values });
    expect(issues(await update({ attendance }))).toEqual(['REQUIRED heldOn']);
    acceptedId(await update({ attendance, heldOn: '2024-05-02' }));
    const cleared = await writer.update(meetingDefinition, { id: meeting, expectedVersion: 2, heldOn: null });
    expect(issues(cleared)).toEqual(['REQUIRED heldOn']);
  });

  it('requires the date and the outcome of a decision together', async () => {
    const id = await newDecision();
    const update = (values: Command) => writer.update(decisionDefinition, { id, expectedVersion: 1, ...values });
    expect(issues(await update({ decidedOn: '2024-06-01' }))).toEqual(['REQUIRED outcome']);
    expect(issues(await update({ outcome: 'Everyone' }))).toEqual(['REQUIRED decidedOn']);
    acceptedId(await update({ decidedOn: '2024-06-01', outcome: 'Everyone' }));
    const open = await reading().decisions(
      { of: 'ecosystem', id: ecosystem.uuid },
      { page: {}, filter: { open: true } },
    );
    expect(open.rows).toEqual([]);
  });

  it('requires a decision and its meeting to belong to the same group, whichever of the two changes', async () => {
    const [one, two] = [await newGroup(), await newGroup({ name: 'Other' })];
    const meeting = await newMeeting({ workingGroupId: one });
    const create = (workingGroupId: string) =>
      writer.create(decisionDefinition, { ecosystemId: ecosystem.id, title: 'T', meetingId: meeting, workingGroupId });
    expect(issues(await create(two))).toEqual(['INVALID workingGroupId']);
    acceptedId(await create(one));
    const moved = await writer.update(meetingDefinition, { id: meeting, expectedVersion: 1, workingGroupId: two });
    expect(issues(moved)).toEqual(['INVALID workingGroupId']);
    acceptedId(await writer.update(meetingDefinition, { id: meeting, expectedVersion: 1, title: 'Renamed' }));
  });

  it('rejects a decision made before its meeting, whichever of the two changes', async () => {
    const meetingId = await newMeeting({ heldOn: '2024-05-03' });
    const decided = { title: 'T', meetingId, outcome: 'Everyone' };
    const create = (more: Command) =>
      writer.create(decisionDefinition, { ecosystemId: ecosystem.id, ...decided, ...more });
    expect(issues(await create({ decidedOn: '2023-05-03' }))).toEqual(['DATES_OUT_OF_ORDER decidedOn']);
    const id = await created(decisionDefinition, { ...decided, decidedOn: '2024-05-03' });
    const redated = (decidedOn: string) => writer.update(decisionDefinition, { id, expectedVersion: 1, decidedOn });
    expect(issues(await redated('2024-05-02'))).toEqual(['DATES_OUT_OF_ORDER decidedOn']);
    const held = (heldOn: string | null) =>
      writer.update(meetingDefinition, { id: meetingId, expectedVersion: 1, heldOn });
    expect(issues(await held('2024-05-04'))).toEqual(['DATES_OUT_OF_ORDER heldOn']);
    acceptedId(await held('2024-05-02'));
    acceptedId(await redated('2024-06-01'));
  });

  it('lists open and completed action items', async () => {
    const meeting = await newMeeting();
    const task = await created(actionItemDefinition, { task: 'Ask', meetingId: meeting, ownerId: library.id });
    await created(actionItemDefinition, { task: 'Done', meetingId: meeting, doneOn: '2024-05-05' });
    const tasks = async (open: boolean) => {
      const page = await reading().actionItems({ of: 'meeting', id: uuid(meeting) }, { page: {}, filter: { open } });
      return page.rows.map((row) => row.task);
    };
    expect([await tasks(true), await tasks(false)]).toEqual([['Ask'], ['Done']]);
    acceptedId(await writer.update(actionItemDefinition, { id: task, expectedVersion: 1, doneOn: '2024-05-06' }));
    expect([await tasks(true), await tasks(false)]).toEqual([[], ['Ask', 'Done']]);
  });

  it('lists meetings by planned date, and filters them by kind', async () => {
    await newMeeting({ title: 'Later', plannedOn: '2024-09-01' });
    await newMeeting({ title: 'Earlier', plannedOn: '2024-01-01', kind: { code: 'reflection' } });
    await newMeeting({ title: 'Ours', kind: { scheme: 'ours', code: 'reflection', label: 'Retreat' } });
    const titles = async (filter: object) => {
      const page = await reading().meetings({ of: 'ecosystem', id: ecosystem.uuid }, { page: {}, filter });
      return page.rows.map(({ title }) => title);
    };
    expect(await titles({})).toEqual(['Earlier', 'Ours', 'Later']);
    expect(await titles({ kind: 'reflection' })).toEqual(['Earlier']);
    expect(await titles({ held: true })).toEqual([]);
  });

  it('lists the events of a plan by date, and rejects a malformed plan', async () => {
    const plan = await created(communicationPlanDefinition, {
      objective: 'Known',
      audience: 'Families',
      cadence: 'P1M',
    });
    await created(communicationEventDefinition, {
      communicationPlanId: plan,
      happenedOn: '2024-03-02',
      title: 'Second',
    });
    await created(communicationEventDefinition, {
      communicationPlanId: plan,
      happenedOn: '2024-03-01',
      title: 'First',
    });
    const { rows } = await reading().events(uuid(plan), {});
    expect(rows).toMatchObject([
      { title: 'First', ecosystemId: ecosystem.uuid },
      { title: 'Second', ecosystemId: ecosystem.uuid },
    ]);
    const refused = await writer.create(communicationPlanDefinition, {
      ecosystemId: ecosystem.id,
      objective: 'Known',
      audience: 'Families',
      cadence: 'PT1H',
      channel: { code: 'pigeon' },
    });
    expect(issues(refused).sort()).toEqual(['INVALID cadence', 'UNKNOWN_CODE channel.code']);
  });

  it('rejects an event outside the dates of its plan, whichever of the two changes', async () => {
    const days = { startsOn: '2024-02-01', endsOn: '2024-06-30' };
    const communicationPlanId = await created(communicationPlanDefinition, {
      objective: 'O',
      audience: 'All',
      ...days,
    });
    const create = (happenedOn: string) =>
      writer.create(communicationEventDefinition, { communicationPlanId, happenedOn, title: 'A letter' });
    expect(issues(await create('2020-02-01'))).toEqual(['DATES_OUT_OF_ORDER happenedOn']);
    const id = encodeTypeId('communication_event', acceptedId(await create('2024-06-30')));
    const redated = await writer.update(communicationEventDefinition, {
      id,
      expectedVersion: 1,
      happenedOn: '2024-07-01',
    });
    expect(issues(redated)).toEqual(['DATES_OUT_OF_ORDER happenedOn']);
    const replan = (values: Command) =>
      writer.update(communicationPlanDefinition, { id: communicationPlanId, expectedVersion: 1, ...values });
    expect(issues(await replan({ endsOn: '2024-06-29' }))).toEqual(['DATES_OUT_OF_ORDER endsOn']);
    expect(issues(await replan({ startsOn: '2024-07-01', endsOn: null }))).toEqual(['DATES_OUT_OF_ORDER startsOn']);
    acceptedId(await replan({ startsOn: '2024-06-30', endsOn: null }));
  });

  it('reads the input of the indicators as far as the viewer may see it', async () => {
    const group = await newGroup({ cadence: 'P1M', startedOn: '2024-01-01' });
    await newGroup({ name: 'Closed', visibility: 'MEMBERS' });
    const attendance = [{ organizationId: library.id, people: 2 }];
    await newMeeting({ workingGroupId: group, heldOn: '2024-05-02', attendance });
    await newMeeting({ workingGroupId: group, heldOn: '2024-06-02', visibility: 'MEMBERS' });
    await newMeeting();
    await newDecision({ dueOn: '2024-07-01' });
    await newDecision({ visibility: 'MEMBERS' });
    await created(actionItemDefinition, { task: 'Ask' });
    const plan = await created(communicationPlanDefinition, { objective: 'Told', audience: 'All', cadence: 'P1M' });
    await created(communicationPlanDefinition, { objective: 'Told', audience: 'Some', visibility: 'MEMBERS' });
    const sent = { communicationPlanId: plan, title: 'A letter', visibility: 'PUBLIC' };
    acceptedId(await writer.create(communicationEventDefinition, { ...sent, happenedOn: '2024-05-31' }));
    const unseen = { ...sent, happenedOn: '2024-06-30', visibility: 'MEMBERS' };
    acceptedId(await writer.create(communicationEventDefinition, unseen));
    const input = await reading(anonymous).indicatorInput(ecosystem.uuid);
    expect(input).toMatchObject({
      plans: [{ id: uuid(plan), cadence: 'P1M', startsOn: null, endsOn: null }],
      events: [{ communicationPlanId: uuid(plan), happenedOn: '2024-05-31' }],
      groups: [{ id: uuid(group), cadence: 'P1M' }],
      meetings: [{ heldOn: '2024-05-02', attendance: [{ organizationId: library.uuid, people: 2 }] }],
      decisions: [{ raisedOn: null, dueOn: '2024-07-01', settledOn: null }],
      actionItems: [{ raisedOn: null, dueOn: null, settledOn: null }],
    });
    const all = await reading().indicatorInput(ecosystem.uuid);
    expect([all.groups, all.meetings, all.plans, all.events, all.decisions].map(({ length }) => length)).toEqual([
      2, 2, 2, 2, 2,
    ]);
  });

  it('dates an item by the meeting in which it or its decision was raised, if the viewer may see the meeting', async () => {
    const meeting = await newMeeting({ plannedOn: '2024-05-02', heldOn: '2024-05-03' });
    const decision = await newDecision({ meetingId: meeting });
    await created(actionItemDefinition, { task: 'Ask', decisionId: decision, doneOn: '2024-06-01' });
    const raised = async () => {
      const { decisions, actionItems } = await reading(anonymous).indicatorInput(ecosystem.uuid);
      return [...decisions, ...actionItems];
    };
    expect(await raised()).toEqual([
      expect.objectContaining({ raisedOn: '2024-05-03', settledOn: null }),
      expect.objectContaining({ raisedOn: '2024-05-03', settledOn: '2024-06-01' }),
    ]);
    acceptedId(await writer.update(meetingDefinition, { id: meeting, expectedVersion: 1, visibility: 'MEMBERS' }));
    expect((await raised()).map(({ raisedOn }) => raisedOn)).toEqual([null, null]);
  });

  it('rejects dates in the future for meetings held, decisions made and tasks completed', async () => {
    const ahead = '2999-01-01';
    const create = (definition: AnyRecordDefinition, values: Command) =>
      writer.create(definition, { ecosystemId: ecosystem.id, ...values });
    const held = { title: 'T', kind: { code: 'working' }, plannedOn: ahead, heldOn: ahead };
    expect(issues(await create(meetingDefinition, held))).toEqual(['OUT_OF_RANGE heldOn']);
    const decided = { title: 'T', decidedOn: ahead, outcome: 'Yes' };
    expect(issues(await create(decisionDefinition, decided))).toEqual(['OUT_OF_RANGE decidedOn']);
    const task = await created(actionItemDefinition, { task: 'Ask' });
    const done = await writer.update(actionItemDefinition, { id: task, expectedVersion: 1, doneOn: ahead });
    expect(issues(done)).toEqual(['OUT_OF_RANGE doneOn']);
  });

  it('reads the input of several ecosystems by one statement for each record type', async () => {
    const other = await createEcosystem(database, { slug: `of-${newUuid()}` });
    await newGroup();
    const read = reading();
    const { result, statements } = await statementsOf(database, () =>
      Promise.all([ecosystem.uuid, other.uuid].map((id) => read.indicatorInput(id))),
    );
    expect(result.map(({ groups }) => groups.length)).toEqual([1, 0]);
    expect(statements).toHaveLength(6);
  });
});
