import { localProgram } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { agreeCommitment, commitmentDefinition } from '../../activity/index.ts';
import { contactDefinition } from '../../ecosystem/index.ts';
import { indicatorReportDefinition, submitIndicatorReport, verifyIndicatorReport } from '../../reporting/index.ts';
import { Writer } from '../../shared/writer.ts';
import { newPrincipal } from '../../testing/access.fixture.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { restoreRecord } from './restore-record.ts';
import { voidRecord } from './void-record.ts';

describe.each(engines)('who may void and restore on %s', (engine) => {
  let database: TestDatabase;
  let make: MeasurementFixture;
  let ecosystem: string;
  let library: string;
  let contributor: Writer;
  let steward: Writer;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await emptyDatabase(database);
    make = new MeasurementFixture(database);
    ecosystem = await make.ecosystem();
    library = await make.organization(ecosystem, { name: 'Library' });
    const writerWith = async (role: 'CONTRIBUTOR' | 'STEWARD', organizations: string[]) => {
      const principal = await newPrincipal(database);
      await principal.grant(ecosystem, role, organizations);
      return principal.writer();
    };
    contributor = await writerWith('CONTRIBUTOR', [library]);
    steward = await writerWith('STEWARD', []);
  });

  const doVoid = (id: string, writer: Writer) => voidRecord(writer, { id, reason: 'Entered twice.' });
  const restore = (id: string, writer: Writer) => restoreRecord(writer, { id, reason: 'It was right.' });

  it('an organization voids its report while it can change it, afterwards only a steward does', async () => {
    const { versionId } = await make.adopted(ecosystem);
    const id = await make.create(indicatorReportDefinition, {
      indicatorVersionId: versionId,
      organizationId: library,
      period: '2024',
      cells: [{ value: '5', categories: [] }],
    });
    expect((await doVoid(id, contributor)).ok).toBe(true);
    expect((await restore(id, contributor)).ok).toBe(true);
    for (const transition of [submitIndicatorReport, verifyIndicatorReport]) {
      await make.transition(transition, id);
      await expect(doVoid(id, contributor)).rejects.toThrow(
        'This change of an indicator report requires the role STEWARD in the ecosystem. Your role is CONTRIBUTOR.',
      );
    }
    expect((await doVoid(id, steward)).ok).toBe(true);
    await expect(restore(id, contributor)).rejects.toThrow(
      'Only the caller that voided this record, or a data steward of its ecosystem, can restore it.',
    );
    expect((await restore(id, steward)).ok).toBe(true);
  });

  it('an organization does not void a commitment on which others have agreed', async () => {
    const { goal } = await new AgendaFixture(database).agenda(ecosystem);
    const id = await make.create(commitmentDefinition, {
      organizationId: library,
      goalId: goal,
      statement: 'Open on Sundays',
    });
    expect((await doVoid(id, contributor)).ok).toBe(true);
    expect((await restore(id, contributor)).ok).toBe(true);
    await make.transition(agreeCommitment, id);
    await expect(doVoid(id, contributor)).rejects.toThrow('requires the role BACKBONE');
  });

  it('restoring requires the right to change the record, and an organization does not restore what others voided', async () => {
    const id = await make.create(contactDefinition, { organizationId: library, name: 'Ann Example' });
    expect((await doVoid(id, contributor)).ok).toBe(true);
    await expect(restore(id, steward)).rejects.toThrow('requires the role BACKBONE');
    expect((await restore(id, new Writer(database, localProgram))).ok).toBe(true);
    expect((await doVoid(id, new Writer(database, localProgram))).ok).toBe(true);
    await expect(restore(id, contributor)).rejects.toThrow('Only the caller that voided this record');
  });
});
