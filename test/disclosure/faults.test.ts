import { describe, expect, it } from 'vitest';
import { attackedSeeds, loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { decide } from './support/decision-world.ts';
import { attackGateway } from './support/gateway-attack.ts';
import type { Scenario } from './support/scenario/gateway-scenario.ts';
import {
  boundedPlacesScenario,
  boundedPlacesSizes,
  latePlacesScenario,
} from './support/scenario/late-places-scenario.ts';
import { linkedDimensionsScenario } from './support/scenario/linked-dimensions-scenario.ts';
import { randomScenario, type ScenarioSizes } from './support/scenario/random-scenario.ts';
import { wrongDeciders } from './support/wrong-deciders.ts';

/*
 * The attack must be able to fail: a fault is planted in the decision, and the attack finds it. Of each kind of leak that an
 * attack has found, there is one. Faults in changes among matched reporters and in disparities, which the gateway computes from
 * released figures, are in `gateway.test.ts`.
 */

const highs = await loadSolver();
const small = { organizations: 7, ownShare: 0, placeShare: 0 };
const crossed = { ...small, ownShare: 0.1, isCrossed: true };

/** Scenarios by their seeds, beginning with 1: all of them in `npm run test:long`. */
function scenariosOf(
  count: { few: number; many: number },
  sizes: ScenarioSizes,
  more: Partial<Scenario> = {},
): Scenario[] {
  return attackedSeeds(count).map((seed) => ({ ...randomScenario(seed, sizes), ...more }));
}

/** Scenarios with bounds of places, by their seeds. */
function boundedScenarios(...seeds: number[]): Scenario[] {
  return seeds.map((seed) => randomScenario(seed, boundedPlacesSizes));
}

interface Fault {
  name: string;
  decider: keyof typeof wrongDeciders;
  scenarios: Scenario[];
  /** Seeds of the scenarios in which the attack finds the fault, among those of `npm run test:long`. */
  found: number[];
}

const faults: Fault[] = [
  {
    name: 'which figures of two dimensions are not applicable is shown',
    decider: 'showsNotApplicable',
    scenarios: [linkedDimensionsScenario],
    found: [0],
  },
  {
    name: 'the scale of scores is ignored',
    decider: 'ignoresScale',
    scenarios: scenariosOf({ few: 5, many: 20 }, { ...small, kinds: ['RATED'] }),
    found: [3, 4, 7, 14, 15],
  },
  {
    name: 'a suppressed mean can be about nobody',
    decider: 'allowsMeansOfNobody',
    scenarios: scenariosOf({ few: 7, many: 20 }, { ...small, kinds: ['MEAN'] }, { hidesZeros: true }),
    found: [5, 7],
  },
  {
    name: 'a mean of scores of 0 and 1 is decided like any mean',
    decider: 'ignoresBinaryScores',
    scenarios: scenariosOf({ few: 4, many: 12 }, { ...small, kinds: ['BINARY'] }),
    found: [2, 3, 4, 5, 6, 7, 10, 11],
  },
  {
    name: 'large figures of two dimensions are shown',
    decider: 'showsLargeCrossed',
    scenarios: scenariosOf({ few: 8, many: 12 }, { ...crossed, kinds: ['COUNT'] }),
    found: [1, 8, 11, 12],
  },
  {
    name: 'large ratios of two dimensions are shown',
    decider: 'showsLargeCrossed',
    scenarios: scenariosOf({ few: 4, many: 12 }, { ...crossed, kinds: ['RATIO'] }),
    found: [1, 3, 4, 5, 7, 8, 11, 12],
  },
  {
    name: 'large figures of two dimensions of an organization are shown',
    decider: 'showsCrossedOfOrganizations',
    scenarios: scenariosOf({ few: 8, many: 12 }, { ...crossed, kinds: ['COUNT'] }),
    found: [1, 3, 4, 7, 8, 10, 11, 12],
  },
  {
    name: 'large totals over organizations are shown',
    decider: 'showsLargeTotals',
    scenarios: scenariosOf({ few: 8, many: 12 }, { ...small, kinds: ['COUNT'] }),
    found: [1, 2, 4, 6, 7, 8, 12],
  },
  {
    name: 'a late place is about one person only, whatever exclusive categories it has',
    decider: 'countsOnePersonOfPlaces',
    scenarios: [6, 10].map((people) => latePlacesScenario(people)),
    found: [6, 10],
  },
  {
    name: 'the bounds of all places are forgotten when a place is reported',
    decider: 'forgetsBoundsOfAllPlaces',
    scenarios: [boundedPlacesScenario()],
    found: [60],
  },
  {
    name: 'the bounds of places beside all places are forgotten',
    decider: 'forgetsBoundsOfPlaces',
    scenarios: boundedScenarios(690, 2179),
    found: [690, 2179],
  },
  {
    name: 'a place is released while a correction of all places waits',
    decider: 'releasesPlacesBesideCorrections',
    scenarios: [randomScenario(338, { organizations: 12, ownShare: 0.4, lateShare: 0.3, boundedShare: 0.15 })],
    found: [338],
  },
  {
    name: 'overlapping categories that cover everyone are decided as if they did not',
    decider: 'ignoresCoverage',
    scenarios: boundedScenarios(160, 806),
    found: [160, 806],
  },
  {
    name: 'the totals without a voided report are shown although it has suppressed figures',
    decider: 'showsTotalsWithoutVoided',
    scenarios: scenariosOf({ few: 12, many: 20 }, { ...small, kinds: ['COUNT'], voidedShare: 0.3 }),
    found: [4, 7, 11, 12, 16, 19],
  },
  {
    name: 'what earlier releases show of a voided report is forgotten',
    decider: 'forgetsVoided',
    scenarios: scenariosOf({ few: 8, many: 40 }, { ...small, kinds: ['COUNT'], voidedShare: 0.3 }),
    found: [4],
  },
  {
    name: 'bounds that sources publish are ignored',
    decider: 'ignoresBounds',
    scenarios: scenariosOf({ few: 8, many: 20 }, { ...small, kinds: ['COUNT'], boundedShare: 0.25 }),
    found: [2, 6, 7, 16],
  },
  {
    name: 'rounded percentages are taken for exact ones',
    decider: 'ignoresRounding',
    scenarios: scenariosOf({ few: 13, many: 20 }, { ...small, kinds: ['PERCENT'], isLargeRatio: true }),
    found: [13],
  },
];

/** Seeds of the scenarios that disclose a small number. */
function disclosing({ scenarios }: Fault, decider?: Fault['decider']): number[] {
  return scenarios
    .filter((scenario) => {
      const played = decider ? decide(scenario, wrongDeciders[decider]) : decide(scenario);
      return attackGateway(highs, played).narrowed.length > 0;
    })
    .map(({ seed }) => seed);
}

describe('the attack on release decisions', () => {
  it.each(faults)('finds that $name', (fault) => {
    expect(disclosing(fault)).toEqual([]);
    const seeds = new Set(fault.scenarios.map(({ seed }) => seed));
    const found = fault.found.filter((seed) => seeds.has(seed));
    // The short run has other seeds than the long one, but must find each fault too.
    expect(found).not.toEqual([]);
    expect(disclosing(fault, fault.decider)).toEqual(found);
  });
});
