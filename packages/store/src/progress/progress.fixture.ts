import { decodeTypeId, encodeTypeId, localProgram, newUuid, type Outcome } from '@collective-impact/sdk';
import { ecosystemDefinition } from '../ecosystem/index.ts';
import {
  adoptIndicatorVersion,
  adoptionDefinition,
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

/** Returns the UUID of a TypeID. */
export const uuid = (id: string) => decodeTypeId(id.slice(0, id.lastIndexOf('_')), id) ?? '';

/** Creates public records in an ecosystem and returns their TypeIDs. */
export class EcosystemFixture {
  readonly writer: Writer;
  ecosystemId = '';

  constructor(database: TestDatabase) {
    this.writer = new Writer(database, localProgram);
  }

  /** Creates an ecosystem, in which further records are created. Returns its id. */
  async newEcosystem(more: object = {}): Promise<string> {
    const values = { slug: `of-${newUuid()}`, name: 'Here', ...more };
    this.ecosystemId = await this.create(ecosystemDefinition, values);
    return this.ecosystemId;
  }

  /** Creates a record that belongs to the ecosystem directly. */
  createHere(definition: AnyRecordDefinition, values: object): Promise<string> {
    return this.create(definition, { ecosystemId: this.ecosystemId, ...values });
  }

  /** Creates a record. */
  async create(definition: AnyRecordDefinition, values: object): Promise<string> {
    const created = succeed(await this.writer.create(definition, { visibility: 'PUBLIC', ...values }));
    return encodeTypeId(definition.type.prefix, created);
  }

  /** Runs a transition that must succeed. */
  async transition(transition: AnyTransition, command: Command): Promise<void> {
    succeed(await this.writer.transition(transition, command));
  }

  /**
   * Creates an indicator with a discussion entry that is adopted on 2024-05-01, and verified reports for 2024: of each
   * organization, which adopts it too, or of the ecosystem itself.
   */
  async newMeasuredIndicator(
    goalIds: string[] = [],
    organizationIds: string[] = [],
  ): Promise<{ indicatorId: string; indicatorVersionId: string; entryId: string; adoptionIds: string[] }> {
    const indicatorId = await this.createHere(indicatorDefinition, {
      code: 'I1',
      name: 'Events',
      level: 'PROGRAM',
      goalIds,
    });
    const indicatorVersionId = await this.create(indicatorVersionDefinition, {
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
    const entryId = await this.create(discussionEntryDefinition, {
      indicatorVersionId,
      saidOn: '2024-04-01',
      speaker: 'A principal',
      statement: 'We can count this.',
    });
    await this.transition(discussIndicatorVersion, { id: indicatorVersionId, expectedVersion: 1 });
    await this.transition(adoptIndicatorVersion, {
      id: indicatorVersionId,
      expectedVersion: 2,
      adoptedOn: '2024-05-01',
    });
    const report = { visibility: 'RESTRICTED', indicatorVersionId, period: '2024', cells: [{ value: '3' }] };
    const adoptionIds: string[] = [];
    for (const reporter of organizationIds.length === 0
      ? [{}]
      : organizationIds.map((each) => ({ organizationId: each }))) {
      if ('organizationId' in reporter) {
        const adoption = { indicatorVersionId, ...reporter, startsOn: '2024-05-01' };
        adoptionIds.push(await this.create(adoptionDefinition, adoption));
      }
      const id = await this.create(indicatorReportDefinition, { ...report, ...reporter });
      await this.transition(submitIndicatorReport, { id, expectedVersion: 1 });
      await this.transition(verifyIndicatorReport, { id, expectedVersion: 2 });
    }
    return { indicatorId, indicatorVersionId, entryId, adoptionIds };
  }

  /** Publishes a release of 2024, on 2024-12-31 unless `more` has another day. Returns its id. */
  async release(indicatorVersionId: string, more: { releasedOn?: string } = {}): Promise<string> {
    const command = { indicatorVersionId, period: '2024', releasedOn: '2024-12-31', ...more };
    return encodeTypeId('release', succeed(await publishRelease(this.writer, command)));
  }
}

function succeed<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(JSON.stringify(outcome.issues));
}
