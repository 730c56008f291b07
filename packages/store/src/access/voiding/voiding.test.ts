import { anonymous, encodeTypeId, localProgram, type Outcome, recordTypes, type Viewer } from '@collective-impact/sdk';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { goalDefinition, strategyDefinition } from '../../agenda/index.ts';
import { contactDefinition } from '../../ecosystem/index.ts';
import { baselineDefinition } from '../../indicator/index.ts';
import { submitIndicatorReports } from '../../reporting/index.ts';
import { type Command, Writer } from '../../shared/writer.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture, issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { whileHeld } from '../../testing/while-held.ts';
import { revokeAccessGrant } from '../access-grant-writer.ts';
import { createInvitation, revokeInvitation } from '../invitation-writer.ts';
import { fieldsReferringTo, refersTo } from './record-references.ts';
import { type RestoredRecord, restoreRecord } from './restore-record.ts';
import { voidRecord } from './void-record.ts';

const reason = 'Entered twice.';
/** Selects all voided records. */
const everything = { ecosystemId: null, recordType: null };

describe.each(engines)('voiding on %s', (engine) => {
  let database: TestDatabase;
  let make: AgendaFixture;
  let ecosystem: string;
  let agenda: { id: string; goal: string };
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await emptyDatabase(database);
    make = new AgendaFixture(database);
    ecosystem = await make.ecosystem();
    agenda = await make.agenda(ecosystem);
  });

  const local = () => new Writer(database, localProgram);
  const doVoid = (id: string, more: Command = {}, writer = local()): Promise<Outcome<string>> =>
    voidRecord(writer, { id, reason, ...more });
  const restore = (id: string, writer = local()): Promise<Outcome<RestoredRecord[]>> =>
    restoreRecord(writer, { id, reason: 'It was right.' });
  const strategy = (goalId = agenda.goal) => make.create(strategyDefinition, { goalId, title: 'Tutoring' });
  const messages = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.issues.map(({ message }) => message));
  const isThere = async (id: string) => (await make.version(id)) > 0;
  const rows = async <Row>(statement: RawBuilder<Row>) => (await statement.execute(database.kysely())).rows;

  it('removes a record without dependents from every reader, and restoring returns the same row', async () => {
    const id = await strategy();
    const before = await make.read().record('strategy', uuidOf(id));
    expect((await doVoid(id)).ok).toBe(true);
    expect(await make.read().record('strategy', uuidOf(id))).toBeNull();
    expect(await restore(id)).toEqual({ ok: true, value: [{ prefix: 'strategy', id: uuidOf(id) }] });
    expect(await make.read().record('strategy', uuidOf(id))).toEqual(before);
  });

  it('is a deletion in the change feed, and an entry with the reason in the audit log', async () => {
    const id = await strategy();
    const feed = async () =>
      rows(sql<{ operation: string }>`select "operation" from "change" where "record_id" = ${uuidOf(id)}::uuid`);
    await doVoid(id);
    expect(await feed()).toEqual([{ operation: 'DELETE' }]);
    await restore(id);
    expect(await feed()).toEqual([{ operation: 'UPSERT' }]);
    const audit = await rows(
      sql`select "operation", "actor", "before", "after", "reason" from "audit_entry" where "record_id" = ${uuidOf(id)}::uuid order by "id" offset 1`,
    );
    expect(audit).toEqual([
      { operation: 'VOID', actor: 'local:program', before: null, after: null, reason },
      { operation: 'RESTORE', actor: 'local:program', before: null, after: null, reason: 'It was right.' },
    ]);
  });

  it('is rejected with the records that depend on it, directly and through others', async () => {
    const id = await strategy();
    expect(await doVoid(agenda.id)).toEqual({
      ok: false,
      issues: [
        {
          code: 'HAS_DEPENDENTS',
          path: ['id'],
          message:
            '2 records refer to this common agenda, directly or through other records. Void them first, or set `includeDependents` to void them together.',
          dependents: [
            { recordType: 'Goal', id: agenda.goal, title: 'Read by nine' },
            { recordType: 'Strategy', id, title: 'Tutoring' },
          ],
          otherDependents: 0,
        },
      ],
    });
    expect(await isThere(agenda.id)).toBe(true);
  });

  it('includes dependents if the command does, and they are restored together', async () => {
    const id = await strategy();
    expect((await doVoid(agenda.id, { includeDependents: true })).ok).toBe(true);
    expect([await isThere(agenda.id), await isThere(agenda.goal), await isThere(id)]).toEqual([false, false, false]);
    const restored = await restore(agenda.goal);
    expect(restored.ok && restored.value.map(({ prefix }) => prefix).sort()).toEqual([
      'common_agenda',
      'goal',
      'strategy',
    ]);
    expect([await isThere(agenda.id), await isThere(agenda.goal), await isThere(id)]).toEqual([true, true, true]);
  });

  it('restores no record that refers to a voided one, and names that', async () => {
    const id = await strategy();
    await doVoid(id);
    await doVoid(agenda.goal);
    expect(messages(await restore(id))).toEqual([
      `This strategy refers to a goal that is voided. First restore ${agenda.goal} with restoreRecord.`,
    ]);
    expect((await restore(agenda.goal)).ok).toBe(true);
    expect((await restore(id)).ok).toBe(true);
  });

  it('lets nothing refer to a voided record, and nothing change it', async () => {
    await doVoid(agenda.goal);
    const created = await local().create(strategyDefinition, { goalId: agenda.goal, title: 'Tutoring' });
    expect(issuesOf(created)).toEqual(['NOT_FOUND goalId']);
    const updated = await local().update(goalDefinition, { id: agenda.goal, expectedVersion: 1, title: 'Other' });
    expect(issuesOf(updated)).toEqual(['VOIDED id']);
    expect(messages(updated)[0]).toMatch(
      new RegExp(
        `^This goal was voided on \\d{4}-\\d\\d-\\d\\d\\. Restore it with restoreRecord \\(\`id\`: ${agenda.goal}\\)\\.$`,
      ),
    );
    expect(issuesOf(await doVoid(agenda.goal))).toEqual(['VOIDED id']);
  });

  it('is allowed to those who may change the record and every dependent', async () => {
    const owner = await make.organization(ecosystem);
    const contributor = await newPrincipal(database);
    await contributor.grant(ecosystem, 'CONTRIBUTOR', [owner]);
    const writer = await contributor.writer();
    await expect(doVoid(agenda.goal, {}, writer)).rejects.toThrow(
      'This change of a goal requires the role BACKBONE in the ecosystem. Your role is CONTRIBUTOR.',
    );
    const contact = await make.create(contactDefinition, { organizationId: owner, name: 'Ann Example' });
    expect((await doVoid(contact, {}, writer)).ok).toBe(true);
    expect((await restore(contact, writer)).ok).toBe(true);
  });

  it('keeps an organization for which somebody has a role or an open invitation, until these are revoked', async () => {
    const owner = await make.organization(ecosystem);
    const contributor = await newPrincipal(database);
    const grant = encodeTypeId('access_grant', await contributor.grant(ecosystem, 'CONTRIBUTOR', [owner]));
    const values = { ecosystemId: ecosystem, role: 'CONTRIBUTOR', organizationIds: [owner] };
    const invited = await createInvitation(local(), values);
    if (!invited.ok) throw new Error('The invitation was rejected.');
    const invitation = encodeTypeId('invitation', invited.value.id);
    const refusal = await doVoid(owner, { includeDependents: true });
    expect(messages(refusal)).toEqual([
      '2 records refer to this organization, directly or through other records. An access grant cannot be voided. Revoke it first with revokeAccessGrant. An invitation cannot be voided. Revoke it first with revokeInvitation.',
    ]);
    expect(refusal).toMatchObject({
      issues: [
        {
          dependents: [
            { id: grant, title: 'CONTRIBUTOR' },
            { id: invitation, title: 'CONTRIBUTOR' },
          ],
        },
      ],
    });
    expect((await local().transition(revokeAccessGrant, { id: grant, expectedVersion: 1 })).ok).toBe(true);
    expect((await local().transition(revokeInvitation, { id: invitation, expectedVersion: 1 })).ok).toBe(true);
    expect((await doVoid(owner)).ok).toBe(true);
  });

  it('does not show records that the caller cannot see', async () => {
    const owner = await make.organization(ecosystem);
    const goal = await make.create(goalDefinition, {
      commonAgendaId: agenda.id,
      code: 'G2',
      title: 'Hidden',
      visibility: 'RESTRICTED',
    });
    await make.create(strategyDefinition, {
      goalId: agenda.goal,
      title: 'Hidden',
      leadId: owner,
      visibility: 'RESTRICTED',
    });
    const contributor: TestPrincipal = await newPrincipal(database);
    await contributor.grant(ecosystem, 'CONTRIBUTOR', [owner]);
    const refusal = await doVoid(owner, { includeDependents: true }, await contributor.writer());
    expect(refusal).toMatchObject({ ok: false, issues: [{ dependents: [], otherDependents: 0 }] });
    expect(messages(refusal)).toEqual([
      'Records that you cannot see refer to this organization. Ask the BACKBONE of the ecosystem to void it.',
    ]);
    await doVoid(goal);
    const unknown = encodeTypeId('goal', uuidOf(ecosystem));
    const asContributor = async (id: string) => messages(await doVoid(id, {}, await contributor.writer()));
    expect(await asContributor(goal)).toEqual(await asContributor(unknown));
    expect(messages(await restore(goal, await contributor.writer()))).toEqual([
      'There is no voided goal with this `id`.',
    ]);
  });

  // The embedded database runs one transaction after the other.
  if (engine === 'postgresql') {
    it('waits for a transaction that adds a dependent, and then finds it', async () => {
      const [created, voided] = await whileHeld(database, {
        statement: sql`select 1 from "common_agenda" for update`,
        work: () => [
          local().create(goalDefinition, { commonAgendaId: agenda.id, code: 'G2', title: 'Count by nine' }),
          doVoid(agenda.id),
        ],
      });
      // Whichever comes first, no goal refers to a voided agenda.
      expect([created?.ok, voided?.ok]).toEqual([true, false]);
    });

    it('is done once by two callers at once', async () => {
      const id = await strategy();
      const outcomes = await whileHeld(database, {
        statement: sql`select 1 from "strategy" for update`,
        work: () => [doVoid(id), doVoid(id)],
      });
      expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
      expect(outcomes.flatMap(issuesOf)).toEqual(['VOIDED id']);
    });
  }

  it('returns the first result to a repeated request', async () => {
    const id = await strategy();
    const first = await doVoid(id, { idempotencyKey: 'one' });
    expect(await doVoid(id, { idempotencyKey: 'one' })).toEqual(first);
  });

  it.each(['ecosystem', 'access_grant', 'invitation', 'release', 'coding_release'])(
    'does not apply to the type %s',
    async (prefix) => {
      expect(issuesOf(await doVoid(encodeTypeId(prefix, uuidOf(ecosystem))))).toEqual(['IMMUTABLE id']);
    },
  );

  it('names dependents of an indicator by the names of the indicator and the organization', async () => {
    const measure = new MeasurementFixture(database);
    const { indicatorId, versionId } = await measure.adopted(ecosystem);
    const organizationId = await measure.organization(ecosystem, { name: 'Library' });
    await measure.report(versionId, { organizationId });
    await measure.create(baselineDefinition, { indicatorVersionId: versionId, period: '2023', value: '20' });
    const outcome = await doVoid(indicatorId);
    const dependents = outcome.ok ? [] : outcome.issues.flatMap((issue) => issue.dependents ?? []);
    const titles = Object.groupBy(dependents, ({ recordType }) => recordType);
    expect(titles.IndicatorVersion?.map(({ title }) => title)).toEqual(['Events, version 1']);
    expect(titles.IndicatorReport?.map(({ title }) => title)).toEqual(['Events, Library, 2024']);
    expect(titles.Baseline?.map(({ title }) => title)).toEqual(['Events, 2023']);
  });

  it('does not name the indicator of a voided record to viewers who do not see the indicator', async () => {
    const measure = new MeasurementFixture(database);
    const indicatorId = await measure.indicator(ecosystem, { visibility: 'RESTRICTED' });
    const figure = { indicatorVersionId: await measure.version(indicatorId), period: '2023', value: '20' };
    await doVoid(await measure.create(baselineDefinition, { ...figure, visibility: 'PUBLIC' }));
    const titleFor = async (viewer: Viewer) => {
      const { rows: listed } = await make.read(localProgram).access.voided.all({ first: 1 }, everything);
      const [row] = listed;
      return row && (await make.read(viewer).access.voided.summary(row))?.title;
    };
    expect([await titleFor(localProgram), await titleFor(anonymous)]).toEqual(['Events, 2023', '2023']);
  });

  it('returns all issues of a command at once, for voiding and restoring', async () => {
    const faulty = { id: 'goal_x', reason: '' };
    for (const run of [voidRecord, restoreRecord]) {
      const outcome = await run(local(), { ...faulty, color: 'red' });
      expect(issuesOf(outcome)).toEqual(['INVALID id', 'REQUIRED reason', 'INVALID color']);
      expect(issuesOf(await run(local(), { reason: '' }))).toEqual(['REQUIRED id', 'REQUIRED reason']);
    }
  });

  it('lists voided records for stewards only', async () => {
    await doVoid(agenda.goal);
    const filter = { ecosystemId: null, recordType: null };
    const steward = await newPrincipal(database);
    await steward.grant(ecosystem, 'STEWARD');
    const page = await make.read(await steward.viewer()).access.voided.all({ first: 5 }, filter);
    expect(page.rows).toMatchObject([
      { recordId: uuidOf(agenda.goal), recordType: 'goal', reason, voidedBy: 'local:program' },
    ]);
    const member = await newPrincipal(database);
    await member.grant(ecosystem, 'OBSERVER');
    expect((await make.read(await member.viewer()).access.voided.all({ first: 5 }, filter)).rows).toEqual([]);
  });

  it('finds references in every field that refers to records', async () => {
    for (const { prefix } of recordTypes) {
      for (const field of fieldsReferringTo(prefix)) {
        const found = sql`select count(*) as "count" from ${sql.table(field.type.prefix)} as "t" where ${refersTo(field, [uuidOf(ecosystem)])}`;
        expect(await rows(found)).toEqual([{ count: 0 }]);
      }
    }
  });

  it('keeps the place of a voided agenda free for another one in force', async () => {
    const other = await make.agenda(ecosystem, 'RATIFIED');
    await doVoid(other.id, { includeDependents: true });
    expect(await isThere((await make.agenda(ecosystem, 'RATIFIED')).id)).toBe(true);
    expect(messages(await restore(other.id))).toEqual([
      'Another record has taken the place of this one. End or void that record, then restore this one.',
    ]);
  });

  it('keeps the codes of a record, and names the voided record that has them', async () => {
    await doVoid(agenda.goal);
    const again = { commonAgendaId: agenda.id, code: 'G1', title: 'Other' };
    const created = await local().create(goalDefinition, again);
    expect(issuesOf(created)).toEqual(['DUPLICATE code']);
    expect(messages(created)[0]).toContain(
      ` A voided record uses this value. Restore ${agenda.goal} with restoreRecord, or choose another value.`,
    );
    await restore(agenda.goal);
    expect(messages(await local().create(goalDefinition, again))[0]).not.toContain('voided');
  });

  it('keeps dimensions by which figures are broken down, and releases', async () => {
    const measure = new MeasurementFixture(database);
    const { indicatorId, versionId } = await measure.adopted(ecosystem);
    await measure.verified(versionId);
    await measure.release(versionId);
    const [dimension] = await rows(sql<{ id: string }>`select "id" from "dimension"`);
    expect(messages(await doVoid(encodeTypeId('dimension', dimension?.id ?? '')))).toEqual([
      'This indicator version is ADOPTED, and its definition cannot be changed. Create a new version.',
      'Figures are broken down by a dimension that would be voided. Create a new version of the indicator without this dimension instead.',
    ]);
    expect(messages(await doVoid(indicatorId, { includeDependents: true }))[0]).toContain(
      'A release cannot be voided, because others have seen its figures. Withdraw it with withdrawRelease. Void this indicator when none of these records refers to it.',
    );
  });

  it('keeps the place of a voided report, also for reports that are submitted together', async () => {
    const measure = new MeasurementFixture(database);
    const { versionId } = await measure.adopted(ecosystem);
    const report = await measure.report(versionId);
    await doVoid(report);
    const again = { indicatorVersionId: versionId, period: '2024', cells: [cell('5')] };
    const outcomes = await submitIndicatorReports(local(), { reports: [again] });
    expect(JSON.stringify(outcomes)).toContain(
      `Restore it with restoreRecord (\`id\`: ${report}), then send it again.`,
    );
    await restore(report);
    expect(await measure.versionOf(report)).toBe(1);
  });
});
