import { anonymous, localProgram, newUuid, type Viewer } from '@collective-impact/sdk';
import type { TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { expect } from 'vitest';
import { createSchema } from '../schema.ts';
import { createContext } from '../shared/context.ts';

/** The schema of the gateway. */
const schema = createSchema();

/** The payload of a mutation of {@link SharedMeasurementWorld.execute}. */
export interface Payload {
  record: { id: string; version: number; status?: string } | null;
  userErrors: { __typename: string; code: string; path: string[]; currentVersion?: number }[];
}

/** The fields of a version that counts events. */
export const definition = {
  definition: 'Events held',
  kind: 'COUNT',
  countingUnit: 'EVENTS',
  unit: { code: 'events', label: 'Events' },
  direction: 'INCREASE',
  aggregationAcrossOrganizations: 'SUM',
  aggregationOverTime: 'SUM',
  frequency: 'YEAR',
  visibility: 'PUBLIC',
};

/** A dimension of two categories. */
export const dimension = {
  code: 'sex',
  label: 'Sex',
  exclusive: true,
  exhaustive: true,
  visibility: 'PUBLIC',
  categories: [
    { code: 'F', label: 'Female', order: 0 },
    { code: 'M', label: 'Male', order: 1, parent: null },
  ],
};

export const discussionEntry = { saidOn: '2024-01-15', speaker: 'A principal', statement: 'We can count this.' };

/** A category of the dimension. */
export const female = [{ dimension: 'sex', category: 'F' }];

/** A database, an ecosystem, and the mutations that take an indicator to a verified report. */
export class SharedMeasurementWorld {
  /** The database of the tests. */
  database!: TestDatabase;

  /** The slug of the ecosystem. */
  slug = '';

  /** The ecosystem of each test. */
  ecosystemId = '';

  /** Executes an operation. */
  async ask(source: string, options: { variables?: object; viewer?: Viewer } = {}) {
    const { variables = {}, viewer = anonymous } = options;
    const variableValues = variables as Record<string, unknown>;
    return graphql({ schema, source, variableValues, contextValue: createContext(this.database, viewer) });
  }

  /** Executes a mutation by its name. The payload of `createIndicator`, for example, contains the record as `indicator`. */
  async execute(name: string, input: object, viewer: Viewer = localProgram): Promise<Payload> {
    const field = name.replace(/^[a-z]+[A-Z]/, (verb) => verb.slice(-1).toLowerCase());
    const status = /Version|Report/.test(name) ? ' status' : '';
    const { data, errors } = await this.ask(
      `mutation ($input: ${name[0]?.toUpperCase()}${name.slice(1)}Input!) { payload: ${name}(input: $input) {
      record: ${field} { id version${status} }
      userErrors { __typename code path ... on VersionConflict { currentVersion } }
    } }`,
      { variables: { input }, viewer },
    );
    if (errors) throw errors[0];
    return data?.payload as Payload;
  }

  /** Executes a mutation, expects it to be accepted, and returns the id of the record. */
  async mutate(name: string, input: object): Promise<string> {
    const { record, userErrors } = await this.execute(name, input);
    expect(userErrors).toEqual([]);
    return record?.id ?? '';
  }

  /** Creates an indicator with a draft version and a dimension. */
  async newVersion(): Promise<{ indicatorId: string; indicatorVersionId: string }> {
    const input = {
      ecosystemId: this.ecosystemId,
      code: `I-${newUuid()}`,
      name: 'Events',
      level: 'PROGRAM',
      visibility: 'PUBLIC',
    };
    const indicatorId = await this.mutate('createIndicator', input);
    const indicatorVersionId = await this.mutate('createIndicatorVersion', { indicatorId, ...definition });
    await this.mutate('createDimension', { indicatorVersionId, ...dimension });
    return { indicatorId, indicatorVersionId };
  }

  /** Discusses and adopts a draft version. */
  async adopt(indicatorVersionId: string): Promise<void> {
    await this.mutate('createDiscussionEntry', { indicatorVersionId, ...discussionEntry });
    await this.mutate('discussIndicatorVersion', { id: indicatorVersionId, expectedVersion: 1 });
    await this.mutate('adoptIndicatorVersion', { id: indicatorVersionId, expectedVersion: 2 });
  }

  /** Creates an indicator with an adopted version. */
  async adoptedVersion() {
    const { indicatorId, indicatorVersionId } = await this.newVersion();
    await this.adopt(indicatorVersionId);
    return { indicatorId, indicatorVersionId };
  }

  /** Creates, submits and verifies a report. */
  async verifiedReport(indicatorVersionId: string, more: object = {}): Promise<string> {
    const cells = [{ value: '30' }, { value: '10', categories: female }];
    const id = await this.mutate('createIndicatorReport', { indicatorVersionId, period: '2024', cells, ...more });
    await this.mutate('submitIndicatorReport', { id, expectedVersion: 1 });
    await this.mutate('verifyIndicatorReport', { id, expectedVersion: 2 });
    return id;
  }

  async dimensionOf(indicatorVersionId: string): Promise<string> {
    const { data } = await this.ask(
      'query ($id: ID!) { node(id: $id) { ... on IndicatorVersion { dimensions { id } } } }',
      {
        variables: { id: indicatorVersionId },
      },
    );
    const version = data?.node as { dimensions: { id: string }[] } | undefined;
    return version?.dimensions[0]?.id ?? '';
  }
}
