import { anonymous, encodeTypeId, localProgram, recordTypes, type Viewer } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { goalDefinition, strategyDefinition } from '../../agenda/index.ts';
import { contactDefinition } from '../../ecosystem/index.ts';
import { baselineDefinition } from '../../indicator/index.ts';
import { newPrincipal, type TestPrincipal } from '../../testing/access.fixture.ts';
import { issuesOf, uuidOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { revokeAccessGrant } from '../grant/access-grant-writer.ts';
import { createInvitation, revokeInvitation } from '../invitation/invitation-writer.ts';
import { fieldsReferringTo, refersTo } from './record-references.ts';
import { restoreRecord } from './restore-record.ts';
import { voidRecord } from './void-record.ts';
import { messages, reason, VoidingWorld } from './voiding.fixture.ts';

const world = new VoidingWorld();

/** Selects all voided records. */
const everything = { ecosystemId: null, recordType: null };

describe.each(engines)('voiding on %s', (engine) => {
  world.prepare(engine);

  const strategy = (goalId = world.agenda.goal) => world.make.create(strategyDefinition, { goalId, title: 'Tutoring' });

  it('removes a record without dependents from every reader, and restoring returns the same row', async () => {
    const id = await strategy();
    const before = await world.make.read().record('strategy', uuidOf(id));
    expect((await world.doVoid(id)).ok).toBe(true);
    expect(await world.make.read().record('strategy', uuidOf(id))).toBeNull();
    expect(await world.restore(id)).toEqual({ ok: true, value: [{ prefix: 'strategy', id: uuidOf(id) }] });
    expect(await world.make.read().record('strategy', uuidOf(id))).toEqual(before);
  });

  it('is a deletion in the change feed, and an entry with the reason in the audit log', async () => {
    const id = await strategy();
    const feed = async () =>
      world.rows(sql<{ operation: string }>`select "operation" from "change" where "record_id" = ${uuidOf(id)}::uuid`);
    await world.doVoid(id);
    expect(await feed()).toEqual([{ operation: 'DELETE' }]);
    await world.restore(id);
    expect(await feed()).toEqual([{ operation: 'UPSERT' }]);
    const audit = await world.rows(
      sql`select "operation", "actor", "before", "after", "reason" from "audit_entry" where "record_id" = ${uuidOf(id)}::uuid order by "id" offset 1`,
    );
    expect(audit).toEqual([
      { operation: 'VOID', actor: 'local:program', before: null, after: null, reason },
      { operation: 'RESTORE', actor: 'local:program', before: null, after: null, reason: 'It was right.' },
    ]);
  });

  it('is rejected with the records that depend on it, directly and through others', async () => {
    const id = await strategy();
    expect(await world.doVoid(world.agenda.id)).toEqual({
      ok: false,
      issues: [
        {
          code: 'HAS_DEPENDENTS',
          path: ['id'],
          message:
            '2 records refer to this common agenda, directly or through other records. Void them first, or set `includeDependents` to void them together.',
          dependents: [
            { recordType: 'Goal', id: world.agenda.goal, title: 'Read by nine' },
            { recordType: 'Strategy', id, title: 'Tutoring' },
          ],
          otherDependents: 0,
        },
      ],
    });
    expect(await world.isThere(world.agenda.id)).toBe(true);
  });

  it('includes dependents if the command does, and they are restored together', async () => {
    const id = await strategy();
    expect((await world.doVoid(world.agenda.id, { includeDependents: true })).ok).toBe(true);
    expect([
      await world.isThere(world.agenda.id),
      await world.isThere(world.agenda.goal),
      await world.isThere(id),
    ]).toEqual([false, false, false]);
    const restored = await world.restore(world.agenda.goal);
    expect(restored.ok && restored.value.map(({ prefix }) => prefix).sort()).toEqual([
      'common_agenda',
      'goal',
      'strategy',
    ]);
    expect([
      await world.isThere(world.agenda.id),
      await world.isThere(world.agenda.goal),
      await world.isThere(id),
    ]).toEqual([true, true, true]);
  });

  it('restores no record that refers to a voided one, and names that', async () => {
    const id = await strategy();
    await world.doVoid(id);
    await world.doVoid(world.agenda.goal);
    expect(messages(await world.restore(id))).toEqual([
      `This strategy refers to a goal that is voided. First restore ${world.agenda.goal} with restoreRecord.`,
    ]);
    expect((await world.restore(world.agenda.goal)).ok).toBe(true);
    expect((await world.restore(id)).ok).toBe(true);
  });

  it('lets nothing refer to a voided record, and nothing change it', async () => {
    await world.doVoid(world.agenda.goal);
    const created = await world.local().create(strategyDefinition, { goalId: world.agenda.goal, title: 'Tutoring' });
    expect(issuesOf(created)).toEqual(['NOT_FOUND goalId']);
    const updated = await world
      .local()
      .update(goalDefinition, { id: world.agenda.goal, expectedVersion: 1, title: 'Other' });
    expect(issuesOf(updated)).toEqual(['VOIDED id']);
    expect(messages(updated)[0]).toMatch(
      new RegExp(
        `^This goal was voided on \\d{4}-\\d\\d-\\d\\d\\. Restore it with restoreRecord \\(\`id\`: ${world.agenda.goal}\\)\\.$`,
      ),
    );
    expect(issuesOf(await world.doVoid(world.agenda.goal))).toEqual(['VOIDED id']);
  });

  it('is allowed to those who may change the record and every dependent', async () => {
    const owner = await world.make.organization(world.ecosystem);
    const contributor = await newPrincipal(world.database);
    await contributor.grant(world.ecosystem, 'CONTRIBUTOR', [owner]);
    const writer = await contributor.writer();
    await expect(world.doVoid(world.agenda.goal, {}, writer)).rejects.toThrow(
      'This change of a goal requires the role BACKBONE in the ecosystem. Your role is CONTRIBUTOR.',
    );
    const contact = await world.make.create(contactDefinition, { organizationId: owner, name: 'Ann Example' });
    expect((await world.doVoid(contact, {}, writer)).ok).toBe(true);
    expect((await world.restore(contact, writer)).ok).toBe(true);
  });

  it('rejects an organization that an access grant or an open invitation names, until these are revoked', async () => {
    const owner = await world.make.organization(world.ecosystem);
    const contributor = await newPrincipal(world.database);
    const grant = encodeTypeId('access_grant', await contributor.grant(world.ecosystem, 'CONTRIBUTOR', [owner]));
    const values = { ecosystemId: world.ecosystem, role: 'CONTRIBUTOR', organizationIds: [owner] };
    const invited = await createInvitation(world.local(), values);
    if (!invited.ok) throw new Error('The invitation was rejected.');
    const invitation = encodeTypeId('invitation', invited.value.id);
    const refusal = await world.doVoid(owner, { includeDependents: true });
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
    expect((await world.local().transition(revokeAccessGrant, { id: grant, expectedVersion: 1 })).ok).toBe(true);
    expect((await world.local().transition(revokeInvitation, { id: invitation, expectedVersion: 1 })).ok).toBe(true);
    expect((await world.doVoid(owner)).ok).toBe(true);
  });

  it('does not show records that the caller cannot see', async () => {
    const owner = await world.make.organization(world.ecosystem);
    const goal = await world.make.create(goalDefinition, {
      commonAgendaId: world.agenda.id,
      code: 'G2',
      title: 'Hidden',
      visibility: 'RESTRICTED',
    });
    await world.make.create(strategyDefinition, {
      goalId: world.agenda.goal,
      title: 'Hidden',
      leadId: owner,
      visibility: 'RESTRICTED',
    });
    const contributor: TestPrincipal = await newPrincipal(world.database);
    await contributor.grant(world.ecosystem, 'CONTRIBUTOR', [owner]);
    const refusal = await world.doVoid(owner, { includeDependents: true }, await contributor.writer());
    expect(refusal).toMatchObject({ ok: false, issues: [{ dependents: [], otherDependents: 0 }] });
    expect(messages(refusal)).toEqual([
      'Records that you cannot see refer to this organization. Ask the BACKBONE of the ecosystem to void it.',
    ]);
    await world.doVoid(goal);
    const unknown = encodeTypeId('goal', uuidOf(world.ecosystem));
    const asContributor = async (id: string) => messages(await world.doVoid(id, {}, await contributor.writer()));
    expect(await asContributor(goal)).toEqual([`There is no goal "${goal}" that you can see. Check \`id\`.`]);
    expect(await asContributor(unknown)).toEqual([`There is no goal "${unknown}" that you can see. Check \`id\`.`]);
    expect(messages(await world.restore(goal, await contributor.writer()))).toEqual([
      `There is no voided goal "${goal}" that you can see. Check \`id\`.`,
    ]);
  });

  it('returns the first result to a repeated request', async () => {
    const id = await strategy();
    const first = await world.doVoid(id, { idempotencyKey: 'one' });
    expect(await world.doVoid(id, { idempotencyKey: 'one' })).toEqual(first);
  });

  it.each(['ecosystem', 'access_grant', 'invitation', 'release', 'coding_release'])(
    'does not apply to the type %s',
    async (prefix) => {
      expect(issuesOf(await world.doVoid(encodeTypeId(prefix, uuidOf(world.ecosystem))))).toEqual(['IMMUTABLE id']);
    },
  );

  it('names dependents of an indicator by the names of the indicator and the organization', async () => {
    const measure = new MeasurementFixture(world.database);
    const { indicatorId, versionId } = await measure.adopted(world.ecosystem);
    const organizationId = await measure.organization(world.ecosystem, { name: 'Library' });
    await measure.report(versionId, { organizationId });
    await measure.create(baselineDefinition, { indicatorVersionId: versionId, period: '2023', value: '20' });
    const outcome = await world.doVoid(indicatorId);
    const dependents = outcome.ok ? [] : outcome.issues.flatMap((issue) => issue.dependents ?? []);
    const titles = Object.groupBy(dependents, ({ recordType }) => recordType);
    expect(titles.IndicatorVersion?.map(({ title }) => title)).toEqual(['Events, version 1']);
    expect(titles.IndicatorReport?.map(({ title }) => title)).toEqual(['Events, Library, 2024']);
    expect(titles.Baseline?.map(({ title }) => title)).toEqual(['Events, 2023']);
  });

  it('does not name the indicator of a voided record to viewers who do not see the indicator', async () => {
    const measure = new MeasurementFixture(world.database);
    const indicatorId = await measure.indicator(world.ecosystem, { visibility: 'RESTRICTED' });
    const figure = { indicatorVersionId: await measure.version(indicatorId), period: '2023', value: '20' };
    await world.doVoid(await measure.create(baselineDefinition, { ...figure, visibility: 'PUBLIC' }));
    const titleFor = async (viewer: Viewer) => {
      const { rows: listed } = await world.make.read(localProgram).access.voided.all({ first: 1 }, everything);
      const [row] = listed;
      return row && (await world.make.read(viewer).access.voided.summary(row))?.title;
    };
    expect([await titleFor(localProgram), await titleFor(anonymous)]).toEqual(['Events, 2023', '2023']);
  });

  it('returns all issues of a command at once, for voiding and restoring', async () => {
    const faulty = { id: 'goal_x', reason: '' };
    for (const run of [voidRecord, restoreRecord]) {
      const outcome = await run(world.local(), { ...faulty, color: 'red' });
      expect(issuesOf(outcome)).toEqual(['INVALID id', 'REQUIRED reason', 'INVALID color']);
      expect(issuesOf(await run(world.local(), { reason: '' }))).toEqual(['REQUIRED id', 'REQUIRED reason']);
    }
  });

  it('lists voided records for stewards only', async () => {
    await world.doVoid(world.agenda.goal);
    const filter = { ecosystemId: null, recordType: null };
    const steward = await newPrincipal(world.database);
    await steward.grant(world.ecosystem, 'STEWARD');
    const page = await world.make.read(await steward.viewer()).access.voided.all({ first: 5 }, filter);
    expect(page.rows).toMatchObject([
      { recordId: uuidOf(world.agenda.goal), recordType: 'goal', reason, voidedBy: 'local:program' },
    ]);
    const member = await newPrincipal(world.database);
    await member.grant(world.ecosystem, 'OBSERVER');
    expect((await world.make.read(await member.viewer()).access.voided.all({ first: 5 }, filter)).rows).toEqual([]);
  });

  it('finds references in every field that refers to records', async () => {
    for (const { prefix } of recordTypes) {
      for (const field of fieldsReferringTo(prefix)) {
        const found = sql`select count(*) as "count" from ${sql.table(field.type.prefix)} as "t" where ${refersTo(field, [uuidOf(world.ecosystem)])}`;
        expect(await world.rows(found)).toEqual([{ count: 0 }]);
      }
    }
  });
});
