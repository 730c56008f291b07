import { unwrap } from '@collective-impact/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backboneAppointmentDefinition, budgetDefinition, fundingDefinition } from '../../backbone/index.ts';
import { communicationEventDefinition, communicationPlanDefinition } from '../../communication/index.ts';
import { networkMembershipDefinition, placeDefinition } from '../../ecosystem/index.ts';
import { guards } from '../../guards.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  indicatorContributionDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  networkAdoptionDefinition,
} from '../../indicator/index.ts';
import { dataQualityRuleDefinition, reportingCalendarDefinition } from '../../reporting/index.ts';
import type { AnyRecordDefinition } from '../../shared/record-definition.ts';
import { engines } from '../../testing/engines.ts';
import { issuesOf, MeasurementFixture } from '../../testing/measurement.fixture.ts';
import { openTestDatabase, type TestDatabase } from '../../testing/open-test-database.ts';
import { restoreRecord } from './restore-record.ts';
import { voidRecord } from './void-record.ts';

const reason = 'Made up.';

let database: TestDatabase;
let make: MeasurementFixture;
let ecosystemId: string;
let organizationId: string;

/** A record, and a change that contradicts it once it is voided. */
interface Conflicting {
  readonly id: string;
  contradict(): Promise<unknown>;
}

async function update(definition: AnyRecordDefinition, values: { id: string; [field: string]: unknown }) {
  unwrap(await make.writer.update(definition, { ...values, expectedVersion: await make.versionOf(values.id) }));
}

/** A record, and another one of the same kind that excludes it. */
async function excluding(definition: AnyRecordDefinition, values: object, other: object = {}): Promise<Conflicting> {
  return {
    id: await make.create(definition, { ...values }),
    contradict: () => make.create(definition, { ...values, ...other }),
  };
}

async function memberOf(networkId: string): Promise<void> {
  for (const side of [ecosystemId, networkId]) {
    const membership = { ecosystemId: side, networkId, memberId: ecosystemId, startedOn: '2020-01-01' };
    await make.create(networkMembershipDefinition, membership);
  }
}

/** For each kind of record with a rule about others, by its prefix: what contradicts it, and the code of the issue. */
const conflicting: Record<string, [code: string, () => Promise<Conflicting>]> = {
  adoption: [
    'DUPLICATE',
    async () => {
      const { versionId } = await make.adopted(ecosystemId);
      const agreed = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01', endsOn: '2024-12-31' };
      return excluding(adoptionDefinition, agreed, { startsOn: '2024-01-01' });
    },
  ],
  backbone_appointment: [
    'DUPLICATE',
    async () => {
      const lead = { organizationId, role: 'LEAD', startedOn: '2020-01-01', endedOn: '2024-12-31' };
      return excluding(backboneAppointmentDefinition, lead, { startedOn: '2024-01-01' });
    },
  ],
  baseline: [
    'SMALL_GROUP',
    async () => {
      const { versionId } = await make.adopted(ecosystemId, { countingUnit: 'PEOPLE' });
      const figure = { indicatorVersionId: versionId, period: '2024', value: '40', visibility: 'PUBLIC' };
      return {
        id: await make.create(baselineDefinition, figure),
        // The other category of 40 people would have 4.
        contradict: () =>
          make.create(baselineDefinition, {
            ...figure,
            value: '36',
            categories: [{ dimension: 'sex', category: 'F' }],
          }),
      };
    },
  ],
  budget: [
    'DUPLICATE',
    async () => {
      const budget = { ecosystemId, monthlyAmount: '1000', currency: 'USD', startsOn: '2024-01-01' };
      return excluding(budgetDefinition, { ...budget, endsOn: '2024-12-31' }, { startsOn: '2024-06-01' });
    },
  ],
  communication_event: [
    'DATES_OUT_OF_ORDER',
    async () => {
      const plan = { ecosystemId, objective: 'Known', audience: 'Families', cadence: 'P1M' };
      const communicationPlanId = await make.create(communicationPlanDefinition, plan);
      const event = { communicationPlanId, happenedOn: '2024-03-02', title: 'A letter' };
      return {
        id: await make.create(communicationEventDefinition, event),
        contradict: () => update(communicationPlanDefinition, { id: communicationPlanId, startsOn: '2024-06-01' }),
      };
    },
  ],
  data_quality_rule: [
    'INVALID',
    async () => {
      const indicatorId = await make.indicator(ecosystemId);
      const indicatorVersionId = await make.version(indicatorId);
      const otherVersionId = await make.version(await make.indicator(ecosystemId));
      const rule = { name: 'Part', kind: 'AT_MOST', indicatorVersionId, otherVersionId };
      return {
        id: await make.create(dataQualityRuleDefinition, rule),
        contradict: () => update(indicatorVersionDefinition, { id: otherVersionId, frequency: 'MONTH' }),
      };
    },
  ],
  funding: [
    'OUT_OF_RANGE',
    async () => {
      const recipientId = await make.organization(ecosystemId);
      const parties = { ecosystemId, title: 'A coordinator', funderId: organizationId, recipientId, currency: 'USD' };
      const awardId = await make.create(fundingDefinition, { ...parties, amount: '100' });
      return excluding(fundingDefinition, { ...parties, awardId, amount: '60' });
    },
  ],
  indicator_contribution: [
    'INVALID',
    async () => {
      const indicatorId = await make.indicator(ecosystemId);
      const coreIndicatorId = await make.indicator(ecosystemId, { level: 'POPULATION' });
      return {
        id: await make.create(indicatorContributionDefinition, { indicatorId, coreIndicatorId }),
        contradict: () => update(indicatorDefinition, { id: coreIndicatorId, level: 'SYSTEM' }),
      };
    },
  ],
  network_adoption: [
    'DUPLICATE',
    async () => {
      const networkId = await make.ecosystem({ kind: 'NETWORK' });
      await memberOf(networkId);
      const { versionId: networkVersionId } = await make.adopted(networkId);
      const { versionId: localVersionId } = await make.adopted(ecosystemId);
      const sides = { ecosystemId, networkVersionId, adopterId: ecosystemId, localVersionId };
      const days = { startsOn: '2024-01-01', endsOn: '2024-12-31' };
      return excluding(networkAdoptionDefinition, { ...sides, ...days }, { startsOn: '2024-06-01' });
    },
  ],
  network_membership: [
    'INVALID',
    async () => {
      const [one, other] = [await make.ecosystem({ kind: 'NETWORK' }), await make.ecosystem({ kind: 'NETWORK' })];
      const membership = { ecosystemId: one, networkId: other, memberId: one, startedOn: '2020-01-01' };
      const reverse = { ecosystemId: one, networkId: one, memberId: other };
      return excluding(networkMembershipDefinition, membership, reverse);
    },
  ],
  place: [
    'INVALID',
    async () => {
      const placeAt = (code: string, level: string, parentId: string | null = null) => ({
        ecosystemId,
        code: { code, label: code },
        level: { code: level },
        parentId,
      });
      const county = await make.create(placeDefinition, placeAt('county', 'county'));
      return {
        id: await make.create(placeDefinition, placeAt('town', 'municipality', county)),
        contradict: () => update(placeDefinition, { id: county, level: { code: 'municipality' } }),
      };
    },
  ],
  reporting_calendar: [
    'INVALID',
    async () => {
      const indicatorVersionId = await make.version(await make.indicator(ecosystemId));
      const calendar = { indicatorVersionId, fromPeriod: '2024', dueAfter: 30 };
      return {
        id: await make.create(reportingCalendarDefinition, calendar),
        contradict: () => update(indicatorVersionDefinition, { id: indicatorVersionId, frequency: 'MONTH' }),
      };
    },
  ],
};

describe.each(engines)('restoring a record that others contradict on %s', (engine) => {
  beforeAll(async () => {
    database = await openTestDatabase(engine);
    make = new MeasurementFixture(database);
  });
  beforeEach(async () => {
    ecosystemId = await make.ecosystem();
    organizationId = await make.organization(ecosystemId);
  });
  afterAll(() => database.close());

  it.each(Object.entries(conflicting))('is rejected: %s', async (_prefix, [code, prepare]) => {
    const { id, contradict } = await prepare();
    unwrap(await voidRecord(make.writer, { id, reason }));
    await contradict();
    expect(issuesOf(await restoreRecord(make.writer, { id, reason }))).toEqual([`${code} id`]);
    expect(await make.versionOf(id)).toBe(0);
  });

  it.each(Object.entries(conflicting))('is accepted if nothing has changed: %s', async (_prefix, [, prepare]) => {
    const { id } = await prepare();
    unwrap(await voidRecord(make.writer, { id, reason }));
    unwrap(await restoreRecord(make.writer, { id, reason }));
    expect(await make.versionOf(id)).toBe(1);
  });

  it('is tested for each kind of record with a rule about others', () => {
    const restored = guards.filter(({ judgeRestored }) => judgeRestored !== undefined);
    expect(Object.keys(conflicting)).toEqual(restored.map(({ prefix }) => prefix));
  });
});
