import type { Scenario } from './scenario/gateway-scenario.ts';
import { randomScenario, type ScenarioSizes } from './scenario/random-scenario.ts';
import { schoolScenario } from './scenario/school-scenario.ts';
import { withVoidedReports } from './voided-reports.ts';

const sizes: ScenarioSizes = { organizations: 7, ownShare: 0.5, lateShare: 0.2 };

const crossed: ScenarioSizes = {
  organizations: 6,
  ownShare: 0.1,
  placeShare: 0.05,
  kinds: ['RATIO', 'RATIO', 'COUNT', 'SHARE'],
  isCrossed: true,
};

/** The first scenarios, of which tests count what they contain. No report of them is voided. */
export const countedSeeds = 16;

/**
 * A scenario that is played through a gateway, by its seed. After the first ones, reports are voided and restored between releases
 * in every third.
 */
export function playedScenario(seed: number): Scenario {
  const voidedShare = seed > countedSeeds && seed % 3 === 0 ? 0.3 : 0;
  const scenario = scenarioOf(seed);
  return { ...scenario, rounds: withVoidedReports(scenario.rounds, { seed, share: voidedShare }) };
}

/**
 * A scenario without voided reports, by its seed: figures of every kind, figures that sources publish as bounds,
 * crossings, of schools as well, and rounded percentages, of large denominators as well.
 */
function scenarioOf(seed: number): Scenario {
  switch (seed % 4) {
    case 1:
      return randomScenario(seed, {
        ...sizes,
        ownShare: 0.2,
        kinds: ['COUNT', 'COUNT', 'PERCENT'],
        boundedShare: 0.25,
      });
    case 2:
      return seed % 8 === 6 ? schoolScenario(seed, 'RATIO') : randomScenario(seed, crossed);
    case 3:
      return randomScenario(seed, {
        ...sizes,
        ownShare: 0.2,
        kinds: ['PERCENT', 'PERCENT', 'RATIO'],
        isLargeRatio: seed % 8 === 3,
      });
    default:
      return randomScenario(seed, sizes);
  }
}
