import type { Database } from '@collective-impact/store';
import type { Highs } from 'highs';
import { attackEach } from '../../../packages/disclosure/src/testing/index.ts';
import { attackGateway, type GatewayAttack } from './gateway-attack.ts';
import { leaksOf } from './gateway-leaks.ts';
import { type PlayedScenario, play } from './gateway-world.ts';
import type { Scenario } from './scenario/gateway-scenario.ts';

/** Attacks on all that a gateway returned for scenarios. */
export interface AttackedGateway {
  /** The first scenarios, of which tests count what they contain. */
  first: PlayedScenario[];
  /** Of every scenario. What its figures disclose beside small numbers is among `narrowed`. */
  results: GatewayAttack[];
}

/** Plays scenarios and attacks each of them, with what the gateway returned for it. Keeps the first ones only: they are large. */
export async function attackScenarios(
  database: Database,
  of: {
    title: string;
    highs: Highs;
    seeds: readonly number[];
    scenarioOf: (seed: number) => Scenario;
    /** Number of scenarios to keep. */
    kept: number;
  },
): Promise<AttackedGateway> {
  const first: PlayedScenario[] = [];
  const results = await attackEach({
    title: of.title,
    seeds: of.seeds,
    attack: async (seed) => {
      const played = await play(database, of.scenarioOf(seed));
      if (first.length < of.kept) first.push(played);
      const result = attackGateway(of.highs, played);
      return { ...result, narrowed: [...result.narrowed, ...leaksOf(played)] };
    },
  });
  return { first, results };
}
