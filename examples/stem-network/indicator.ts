import {
  adoptIndicatorVersion,
  discussIndicatorVersion,
  discussionEntryDefinition,
  indicatorDefinition,
  indicatorVersionDefinition,
  networkAdoptionDefinition,
} from '@collective-impact/store';
import { idOf, type Story } from '../stem-ecosystem/story.ts';

interface NetworkIndicator {
  code: string;
  name: string;
  definition: string;
  countingUnit: 'EVENTS' | 'OTHER';
  unit: string;
  aggregationOverTime: 'SUM' | 'LAST';
  /** The indicator version of the member whose figures are included. Null if the member has not confirmed the adoption. */
  local: string | null;
  /** The statement in the discussion before its adoption. */
  said: string;
}

const indicators: NetworkIndicator[] = [
  {
    code: 'network-visits',
    name: 'Visits to workplaces, in all member ecosystems',
    definition: 'Visits of school classes that a workplace hosted, as the member defines them.',
    countingUnit: 'EVENTS',
    unit: 'visits',
    aggregationOverTime: 'SUM',
    local: 'workplace-visits/1',
    said: 'Every workplace has a visitors’ book. Each member defines a visit itself.',
  },
  {
    code: 'network-places',
    name: 'Places after school, in all member ecosystems',
    definition: 'Places in STEM programs after school in an ordinary week.',
    countingUnit: 'OTHER',
    unit: 'places',
    aggregationOverTime: 'LAST',
    local: null,
    said: 'All members define a place in the same way.',
  },
];

/** Creates the indicators of the network, and their adoption by the example STEM ecosystem. Only the network records the second. */
export async function createNetworkIndicators(
  story: Story,
  sides: { networkId: string; memberId: string },
): Promise<void> {
  const { networkId, memberId } = sides;
  for (const { code, name, definition, countingUnit, unit, aggregationOverTime, local, said } of indicators) {
    const indicator = { ecosystemId: networkId, code, name, level: 'SYSTEM' };
    await story.create(indicatorDefinition, { key: code, values: indicator });
    const key = `${code}/1`;
    await story.create(indicatorVersionDefinition, {
      key,
      values: {
        indicatorId: idOf('indicator', code),
        definition,
        kind: 'COUNT',
        countingUnit,
        unit: { code: unit, label: unit },
        direction: 'INCREASE',
        aggregationAcrossOrganizations: 'SUM',
        aggregationOverTime,
        frequency: 'SCHOOL_YEAR',
        effectiveFrom: '2024-09-01',
      },
    });
    await story.create(discussionEntryDefinition, {
      key: `${key}/1`,
      values: {
        indicatorVersionId: idOf('indicator_version', key),
        saidOn: '2024-06-04',
        speaker: 'Conference of the ecosystems',
        position: { code: 'support' },
        statement: said,
      },
    });
    await story.transition(discussIndicatorVersion, { key });
    await story.transition(adoptIndicatorVersion, { key, values: { adoptedOn: '2024-06-04' } });
    const half = {
      networkVersionId: idOf('indicator_version', key),
      adopterId: memberId,
      startsOn: '2024-09-01',
    };
    await story.create(networkAdoptionDefinition, {
      key: `${code}/network`,
      values: { ...half, ecosystemId: networkId },
    });
    if (local === null) continue;
    const localVersionId = idOf('indicator_version', local);
    await story.create(networkAdoptionDefinition, {
      key: `${code}/member`,
      values: { ...half, ecosystemId: memberId, localVersionId },
    });
  }
}
