import { decodeTypeId, encodeTypeId, newUuid, type Outcome, operator } from '@collective-impact/sdk';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import {
  adoptIndicatorVersion,
  discussIndicatorVersion,
  discussionEntryDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
} from '../indicator/index.ts';
import { publishRelease } from '../release/index.ts';
import { indicatorReportDefinition, submitIndicatorReport, verifyIndicatorReport } from '../reporting/index.ts';
import type { AnyRecordDefinition } from '../shared/record-definition.ts';
import type { AnyTransition } from '../shared/transition.ts';
import { type Command, Writer } from '../shared/writer.ts';
import type { TestDatabase } from '../testing/open-test-database.ts';

/** The UUID in a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** An ecosystem to judge: makes public records of it, and answers their TypeIDs. */
export class Judged {
  readonly writer: Writer;
  ecosystemId = '';

  constructor(database: TestDatabase) {
    this.writer = new Writer(database, operator);
  }

  /** Goes on in a new ecosystem, and answers its id. */
  async begin(more: object = {}): Promise<string> {
    const values = { slug: `of-${newUuid()}`, name: 'Here', ...more };
    this.ecosystemId = await this.make(ecosystemDefinition, values);
    return this.ecosystemId;
  }

  /** A record of the ecosystem itself. */
  here(definition: AnyRecordDefinition, values: object): Promise<string> {
    return this.make(definition, { ecosystemId: this.ecosystemId, ...values });
  }

  /** A record of whatever it is part of. */
  async make(definition: AnyRecordDefinition, values: object): Promise<string> {
    const created = done(await this.writer.create(definition, { visibility: 'PUBLIC', ...values }));
    return encodeTypeId(definition.type.prefix, created);
  }

  async step(transition: AnyTransition, command: Command): Promise<void> {
    done(await this.writer.transition(transition, command));
  }

  /** An indicator of events that was discussed, with a report for 2024 that is verified. */
  async measured(
    goalIds: string[] = [],
  ): Promise<{ indicatorId: string; indicatorVersionId: string; entryId: string }> {
    const indicatorId = await this.here(indicatorDefinition, { code: 'I1', name: 'Events', level: 'PROGRAM', goalIds });
    const indicatorVersionId = await this.make(indicatorVersionDefinition, {
      indicatorId,
      definition: 'Events held',
      kind: 'COUNT',
      countingUnit: 'EVENTS',
      unit: { code: 'events', label: 'Events' },
      direction: 'INCREASE',
      aggregationAcrossOrganizations: 'SUM',
      aggregationOverTime: 'SUM',
      frequency: 'YEAR',
    });
    const entryId = await this.make(discussionEntryDefinition, {
      indicatorVersionId,
      saidOn: '2024-04-01',
      speaker: 'A principal',
      statement: 'We can count this.',
    });
    await this.step(discussIndicatorVersion, { id: indicatorVersionId, expectedVersion: 1 });
    await this.step(adoptIndicatorVersion, { id: indicatorVersionId, expectedVersion: 2 });
    const report = { visibility: 'RESTRICTED', indicatorVersionId, period: '2024', cells: [{ value: '3' }] };
    const id = await this.make(indicatorReportDefinition, report);
    await this.step(submitIndicatorReport, { id, expectedVersion: 1 });
    await this.step(verifyIndicatorReport, { id, expectedVersion: 2 });
    return { indicatorId, indicatorVersionId, entryId };
  }

  async release(indicatorVersionId: string): Promise<string> {
    return encodeTypeId('release', done(await publishRelease(this.writer, { indicatorVersionId, period: '2024' })));
  }
}

function done<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.issues));
}
