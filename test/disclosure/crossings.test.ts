import { expect, it } from 'vitest';
import { loadSolver } from '../../packages/disclosure/src/testing/index.ts';
import { decide } from './support/decision-world.ts';
import { attackGateway } from './support/gateway-attack.ts';
import { randomScenario } from './support/random-scenario.ts';
import { crossingsOf } from './support/scenario-version.ts';

/*
 * Scenarios whose versions declare a crossing, and whose reports contain it. `npm run attack decisions 1000` attacks
 * scenarios of all kinds. In seed 536, the search for alternatives once did not end.
 */

const highs = await loadSolver();
const seeds = Array.from({ length: process.env.TEST_LONG ? 1000 : 120 }, (_, at) => at + 440);

it('decide crossings that disclose no small number to the public or to another contributor', () => {
  const played = seeds
    .map((seed) => randomScenario(seed))
    .filter((scenario) => crossingsOf(scenario).length > 0)
    .map((scenario) => decide(scenario))
    .filter(({ seen }) =>
      seen
        .at(-1)
        ?.releases.at(-1)
        ?.cells.nodes.some(({ categories }) => categories.length === 2),
    );
  // The number is that of the seeds of `npm test`.
  if (!process.env.TEST_LONG) expect(played).toHaveLength(3);
  expect(played.flatMap((scenario) => attackGateway(highs, scenario).narrowed)).toEqual([]);
});
