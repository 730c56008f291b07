import { localProgram } from '@collective-impact/sdk';
import type { RollUpFigure } from '@collective-impact/sdk/aggregation';
import { createReaders, type Database } from '@collective-impact/store';
import {
  insertReleasedCells,
  openNewestPostgresql,
  sumAllReleasedCells,
  sumReleasedCells,
} from '@collective-impact/store/testing';

/*
 * Prints how long a roll-up of every indicator takes on PostgreSQL, compared with a plain GROUP BY over the same rows of
 * released_cell. The two alternate. The made-up data have about 5,000 cells for each indicator: 2,000 are 10 million cells.
 *   ROLL_UP_INDICATORS=2000 node --import ./test/support/workspace-sources.ts test/bench/roll-up.bench.ts
 */

const indicators = Number(process.env.ROLL_UP_INDICATORS ?? 100);
const rounds = Number(process.env.ROLL_UP_ROUNDS ?? 5);
/** Number of indicators in one request: a page. */
const page = 100;

/** Reads the figures of indicators, and returns the number of figures or groups. */
type Way = (database: Database, ids: readonly string[]) => Promise<number>;

const rollingUp =
  (question: { periods: string[] | null }): Way =>
  async (database, ids) => {
    const read = createReaders(database.kysely(), localProgram);
    const rows = await Promise.all(ids.map((id) => read.record('indicator', id)));
    const figures = await Promise.all(
      rows.map((row): Promise<Pick<RollUpFigure, 'value'>[]> => {
        if (!row) throw new Error('An indicator does not exist.');
        return read.aggregation.rollUps.ofIndicator(row, { over: ['ORGANIZATIONS'], by: null, ...question });
      }),
    );
    return figures.flat().length;
  };

const ways: Record<string, { way: Way; pages: boolean }> = {
  'plain GROUP BY': { way: sumReleasedCells, pages: true },
  'plain GROUP BY of the table at once': { way: sumAllReleasedCells, pages: false },
  'rollUp by quarter': { way: rollingUp({ periods: null }), pages: true },
  'rollUp over five years': { way: rollingUp({ periods: ['2020', '2021', '2022', '2023', '2024'] }), pages: true },
};

const database = await openNewestPostgresql();
try {
  const { cells, ids } = await insertReleasedCells(database, { indicators });
  process.stdout.write(`${cells} released cells of ${indicators} indicators\n`);
  const pages = Array.from({ length: Math.ceil(ids.length / page) }, (_, at) => ids.slice(at * page, (at + 1) * page));
  const times: Record<string, { best: number; found: number }> = {};
  for (let round = 0; round < rounds; round++) {
    for (const [name, { way, pages: inPages }] of Object.entries(ways)) {
      const start = performance.now();
      let found = 0;
      for (const each of inPages ? pages : [ids]) found += await way(database, each);
      const took = performance.now() - start;
      times[name] = { best: Math.min(took, times[name]?.best ?? took), found };
    }
  }
  const against = times['plain GROUP BY']?.best ?? 0;
  for (const [name, { best, found }] of Object.entries(times)) {
    process.stdout.write(
      `${name}: ${best.toFixed(0)} ms for ${found}: ${(best / against).toFixed(2)} times the plain GROUP BY\n`,
    );
  }
} finally {
  await database.close();
}
