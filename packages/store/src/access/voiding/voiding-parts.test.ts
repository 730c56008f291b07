import { localProgram, type Outcome } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { discussionEntryDefinition } from '../../indicator/index.ts';
import { Writer } from '../../shared/writer.ts';
import {
  codebookCodeDefinition,
  codebookDefinition,
  codingDefinition,
  codingReleaseDefinition,
  excerptDefinition,
  interviewDefinition,
  participantDefinition,
  studyDefinition,
} from '../../study/index.ts';
import { AgendaFixture } from '../../testing/agenda.fixture.ts';
import { emptyDatabase } from '../../testing/empty-database.ts';
import { engines } from '../../testing/engines.ts';
import { MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { restoreRecord } from './restore-record.ts';
import { voidRecord } from './void-record.ts';

describe.each(engines)('voiding parts of records on %s', (engine) => {
  let database: TestDatabase;
  let make: MeasurementFixture;
  let ecosystem: string;
  beforeAll(async () => {
    database = await openTestDatabase(engine);
  });
  afterAll(() => database.close());

  beforeEach(async () => {
    await emptyDatabase(database);
    make = new MeasurementFixture(database);
    ecosystem = await make.ecosystem();
  });

  const writer = () => new Writer(database, localProgram);
  const doVoid = (id: string) => voidRecord(writer(), { id, reason: 'Entered twice.', includeDependents: true });
  const restore = (id: string) => restoreRecord(writer(), { id, reason: 'It was right.' });
  const messages = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.issues.map(({ message }) => message));

  it('keeps the dimensions and the discussion of an adopted version, and restores none into it', async () => {
    const version = await make.version(await make.indicator(ecosystem));
    const [dimension, early] = [await make.dimension(version), await make.dimension(version, { code: 'age' })];
    const entry = await make.create(discussionEntryDefinition, {
      indicatorVersionId: version,
      saidOn: '2024-01-01',
      speaker: 'A principal',
      statement: 'Count it.',
    });
    expect((await doVoid(early)).ok).toBe(true);
    await make.adopt(version);
    const closed = 'This indicator version is ADOPTED, and its definition cannot be changed. Create a new version.';
    expect(messages(await doVoid(dimension))).toEqual([closed]);
    expect(messages(await restore(early))).toEqual([closed]);
    expect(messages(await doVoid(entry))).toEqual([
      'This indicator version is ADOPTED, and its discussion entries cannot be changed. Discuss the next version.',
    ]);
    expect((await doVoid(version)).ok).toBe(true);
    expect((await restore(version)).ok).toBe(true);
  });

  it('keeps the goals of an agenda that is not a draft, unless the agenda is voided too', async () => {
    const agenda = await new AgendaFixture(database).agenda(ecosystem, 'PROPOSED');
    expect(messages(await doVoid(agenda.goal))).toEqual([
      'This common agenda is PROPOSED and cannot be changed, and neither can its goals. Create a new version with reviseCommonAgenda.',
    ]);
    expect((await doVoid(agenda.id)).ok).toBe(true);
  });

  it('keeps codings and their participants once their round is released, and not those of later', async () => {
    const studyId = await make.create(studyDefinition, { ecosystemId: ecosystem, title: 'Partners', question: 'Who?' });
    const codebookId = await make.create(codebookDefinition, { studyId, round: 1 });
    const codebookCodeId = await make.create(codebookCodeDefinition, { codebookId, code: 'trust', label: 'Trust' });
    const participant = async (code: string) => {
      const participantId = await make.create(participantDefinition, { studyId, code });
      const interviewId = await make.create(interviewDefinition, { participantId });
      const excerptId = await make.create(excerptDefinition, { interviewId, text: 'Words.' });
      await make.create(codingDefinition, { excerptId, codebookCodeId, coder: 'A' });
      return participantId;
    };
    const early = await participant('P1');
    const mistaken = await participant('P2');
    expect((await doVoid(mistaken)).ok).toBe(true);
    await make.create(codingReleaseDefinition, { codebookId });
    expect(messages(await doVoid(early))).toEqual([
      '1 coding or reading in a released round would be voided. The next release would then disclose what a participant said. Code the next round without them instead.',
    ]);
    const late = await participant('P3');
    expect((await doVoid(late)).ok).toBe(true);
    const voided = await sql<{
      code: string;
    }>`select "code" from "participant_with_voided" where "is_voided" order by 1`;
    expect((await voided.execute(database.kysely())).rows).toEqual([{ code: 'P2' }, { code: 'P3' }]);
  });
});
