import { unwrap } from '@collective-impact/sdk';
import type { AnyRecordDefinition } from '../../shared/record-definition.ts';
import type { Command } from '../../shared/writer.ts';
import type { MeasurementFixture } from '../../testing/measurement.fixture.ts';

/** A record, and a change that contradicts it once it is voided. */
export interface Conflicting {
  readonly id: string;
  contradict(): Promise<unknown>;
}

/** By the prefix of a kind of record with a rule about others: what contradicts it, and the code of the issue. */
export type Conflicts = Record<string, [code: string, (world: RestoredWorld) => Promise<Conflicting>]>;

/** An ecosystem with an organization, and what tests of restored records write there. */
export class RestoredWorld {
  readonly make: MeasurementFixture;
  readonly ecosystemId: string;
  readonly organizationId: string;

  constructor(make: MeasurementFixture, ids: { ecosystemId: string; organizationId: string }) {
    this.make = make;
    this.ecosystemId = ids.ecosystemId;
    this.organizationId = ids.organizationId;
  }

  /** Updates a record at its current version. */
  async update(definition: AnyRecordDefinition, values: Command & { id: string }): Promise<void> {
    const { make } = this;
    unwrap(await make.writer.update(definition, { ...values, expectedVersion: await make.versionOf(values.id) }));
  }

  /** A record, and another one of the same kind that excludes it. */
  async excluding(definition: AnyRecordDefinition, values: object, other: object = {}): Promise<Conflicting> {
    const { make } = this;
    return {
      id: await make.create(definition, { ...values }),
      contradict: () => make.create(definition, { ...values, ...other }),
    };
  }
}
