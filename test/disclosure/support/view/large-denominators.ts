import type { PlayedScenario } from '../gateway-world.ts';
import { type Entry, type Figures, own, ratios, reporterOf, type Scenario } from '../scenario/gateway-scenario.ts';
import { isBesideAll } from './placed-row.ts';

/** Whether all denominators of the releases of a scenario are known to be large. */
export function hasLargeDenominators({ known, scenario }: PlayedScenario): boolean {
  return !known.some(
    ({ rows }) =>
      hasSmallRest(rows, scenario) || [...rows.values()].some(({ figures }) => hasSmallWhole(figures, scenario)),
  );
}

function hasSmallWhole(figures: Figures, scenario: Scenario): boolean {
  return [...figures.values()].some(({ people }) => isSmallWhole(wholeOf(people), scenario));
}

/** Whether the denominators of the ecosystem's own figure and of its organizations differ by a small number. */
function hasSmallRest(rows: ReadonlyMap<string, { figures: Figures }>, scenario: Scenario): boolean {
  const mine = rows.get(own)?.figures ?? new Map<string, Entry>();
  const organizations = [...rows].filter(([name]) => reporterOf(name).who !== own && !isBesideAll(name, rows.keys()));
  return [...mine].some(([key, { people }]) => {
    const parts = organizations.map(([, { figures }]) => wholeOf(figures.get(key)?.people ?? []));
    return isSmallWhole(
      parts.reduce((rest, part) => rest - part, wholeOf(people)),
      scenario,
    );
  });
}

function isSmallWhole(whole: number, { threshold, kind }: Scenario): boolean {
  return ratios.includes(kind) && whole > 0 && whole < threshold;
}
/** The denominator of a ratio. */
function wholeOf(people: readonly number[]): number {
  return people.reduce((left, right) => left + right, 0);
}
