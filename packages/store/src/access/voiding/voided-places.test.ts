import { encodeTypeId } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { goalDefinition } from '../../agenda/index.ts';
import { submitIndicatorReports } from '../../reporting/index.ts';
import { issuesOf } from '../../testing/agenda.fixture.ts';
import { engines } from '../../testing/engines.ts';
import { cell, MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { messages, VoidingWorld } from './voiding.fixture.ts';

const world = new VoidingWorld();

describe.each(engines)('the place of a voided record on %s', (engine) => {
  world.prepare(engine);

  it('keeps the place of a voided agenda free for another one in force', async () => {
    const other = await world.make.agenda(world.ecosystem, 'RATIFIED');
    await world.doVoid(other.id, { includeDependents: true });
    expect(await world.isThere((await world.make.agenda(world.ecosystem, 'RATIFIED')).id)).toBe(true);
    expect(messages(await world.restore(other.id))).toEqual([
      'Another record has taken the place of this one. End or void that record, then restore this one.',
    ]);
  });

  it('keeps the codes of a record, and names the voided record that has them', async () => {
    await world.doVoid(world.agenda.goal);
    const again = { commonAgendaId: world.agenda.id, code: 'G1', title: 'Other' };
    const created = await world.local().create(goalDefinition, again);
    expect(issuesOf(created)).toEqual(['DUPLICATE code']);
    expect(messages(created)[0]).toContain(
      ` A voided record uses this value. Restore ${world.agenda.goal} with restoreRecord, or choose another value.`,
    );
    await world.restore(world.agenda.goal);
    expect(messages(await world.local().create(goalDefinition, again))[0]).not.toContain('voided');
  });

  it('keeps dimensions by which figures are broken down, and releases', async () => {
    const measure = new MeasurementFixture(world.database);
    const { indicatorId, versionId } = await measure.adopted(world.ecosystem);
    await measure.verified(versionId);
    await measure.release(versionId);
    const [dimension] = await world.rows(sql<{ id: string }>`select "id" from "dimension"`);
    expect(messages(await world.doVoid(encodeTypeId('dimension', dimension?.id ?? '')))).toEqual([
      'This indicator version is ADOPTED, and its definition cannot be changed. Create a new version.',
      'Figures are broken down by a dimension that would be voided. Create a new version of the indicator without this dimension instead.',
    ]);
    expect(messages(await world.doVoid(indicatorId, { includeDependents: true }))[0]).toContain(
      'A release cannot be voided, because others have seen its figures. Withdraw it with withdrawRelease. Void this indicator when none of these records refers to it.',
    );
  });

  it('keeps the place of a voided report, also for reports that are submitted together', async () => {
    const measure = new MeasurementFixture(world.database);
    const { versionId } = await measure.adopted(world.ecosystem);
    const report = await measure.report(versionId);
    await world.doVoid(report);
    const again = { indicatorVersionId: versionId, period: '2024', cells: [cell('5')] };
    const outcomes = await submitIndicatorReports(world.local(), { reports: [again] });
    expect(JSON.stringify(outcomes)).toContain(
      `Restore it with restoreRecord (\`id\`: ${report}), then send it again.`,
    );
    await world.restore(report);
    expect(await measure.versionOf(report)).toBe(1);
  });
});
