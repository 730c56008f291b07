import { networkMembershipDefinition } from '../../ecosystem/index.ts';
import {
  adoptionDefinition,
  baselineDefinition,
  indicatorContributionDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  networkAdoptionDefinition,
  targetDefinition,
} from '../../indicator/index.ts';
import {
  dataQualityRuleDefinition,
  reportingCalendarDefinition,
  reportRequestDefinition,
} from '../../reporting/index.ts';
import type { Conflicts, RestoredWorld } from './restored-world.fixture.ts';

/** The definition of a version whose figures are texts. */
const withoutFigures = { kind: 'QUALITATIVE', aggregationAcrossOrganizations: 'NONE', aggregationOverTime: 'NONE' };

async function joinNetwork({ make, ecosystemId }: RestoredWorld, networkId: string): Promise<void> {
  for (const side of [ecosystemId, networkId]) {
    const membership = { ecosystemId: side, networkId, memberId: ecosystemId, startedOn: '2020-01-01' };
    await make.create(networkMembershipDefinition, membership);
  }
}

/** Conflicts of records of shared measurement. */
export const measurementConflicts: Conflicts = {
  adoption: [
    'DUPLICATE',
    async (world) => {
      const { ecosystemId, make, organizationId } = world;
      const { versionId } = await make.adopted(ecosystemId);
      const agreed = { indicatorVersionId: versionId, organizationId, startsOn: '2020-01-01', endsOn: '2024-12-31' };
      return world.excluding(adoptionDefinition, agreed, { startsOn: '2024-01-01' });
    },
  ],
  baseline: [
    'SMALL_GROUP',
    async (world) => {
      const { ecosystemId, make } = world;
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
  data_quality_rule: [
    'INVALID',
    async (world) => {
      const { ecosystemId, make } = world;
      const indicatorId = await make.indicator(ecosystemId);
      const indicatorVersionId = await make.version(indicatorId);
      const otherVersionId = await make.version(await make.indicator(ecosystemId));
      const rule = { name: 'Part', kind: 'AT_MOST', indicatorVersionId, otherVersionId };
      return {
        id: await make.create(dataQualityRuleDefinition, rule),
        contradict: () => world.update(indicatorVersionDefinition, { id: otherVersionId, frequency: 'MONTH' }),
      };
    },
  ],
  dimension: [
    'TOO_MANY',
    async ({ make, ecosystemId }) => {
      const versionId = await make.version(await make.indicator(ecosystemId));
      const numbered = (number: number) => make.dimension(versionId, { code: `dimension-${number}` });
      const others = Array.from({ length: 19 }, (_, at) => at + 1);
      for (const number of others) await numbered(number);
      return { id: await numbered(0), contradict: () => numbered(20) };
    },
  ],
  indicator_contribution: [
    'INVALID',
    async (world) => {
      const { ecosystemId, make } = world;
      const indicatorId = await make.indicator(ecosystemId);
      const coreIndicatorId = await make.indicator(ecosystemId, { level: 'POPULATION' });
      return {
        id: await make.create(indicatorContributionDefinition, { indicatorId, coreIndicatorId }),
        contradict: () => world.update(indicatorDefinition, { id: coreIndicatorId, level: 'SYSTEM' }),
      };
    },
  ],
  network_adoption: [
    'DUPLICATE',
    async (world) => {
      const { ecosystemId, make } = world;
      const networkId = await make.ecosystem({ kind: 'NETWORK' });
      await joinNetwork(world, networkId);
      const { versionId: networkVersionId } = await make.adopted(networkId);
      const { versionId: localVersionId } = await make.adopted(ecosystemId);
      const sides = { ecosystemId, networkVersionId, adopterId: ecosystemId, localVersionId };
      const days = { startsOn: '2024-01-01', endsOn: '2024-12-31' };
      return world.excluding(networkAdoptionDefinition, { ...sides, ...days }, { startsOn: '2024-06-01' });
    },
  ],
  report_request: [
    'DUPLICATE',
    async (world) => {
      const { make, ecosystemId } = world;
      const [one, other] = [await make.adopted(ecosystemId), await make.adopted(ecosystemId)];
      const days = { ecosystemId, period: '2024', opensOn: '2025-01-10', dueOn: '2025-01-31' };
      const indicatorVersionIds = [one.versionId, other.versionId];
      return world.excluding(
        reportRequestDefinition,
        { ...days, indicatorVersionIds },
        { indicatorVersionIds: [other.versionId] },
      );
    },
  ],
  reporting_calendar: [
    'INVALID',
    async (world) => {
      const { ecosystemId, make } = world;
      const indicatorVersionId = await make.version(await make.indicator(ecosystemId));
      const calendar = { indicatorVersionId, fromPeriod: '2024', dueAfter: 30 };
      return {
        id: await make.create(reportingCalendarDefinition, calendar),
        contradict: () => world.update(indicatorVersionDefinition, { id: indicatorVersionId, frequency: 'MONTH' }),
      };
    },
  ],
  target: [
    'INVALID',
    async (world) => {
      const { make, ecosystemId } = world;
      const indicatorVersionId = await make.version(await make.indicator(ecosystemId));
      return {
        id: await make.create(targetDefinition, { indicatorVersionId, period: '2030', value: '60' }),
        contradict: () => world.update(indicatorVersionDefinition, { id: indicatorVersionId, ...withoutFigures }),
      };
    },
  ],
};
