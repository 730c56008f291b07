import { encodeTypeId, localProgram } from '@collective-impact/sdk';
import { type Database, publishRelease, Writer } from '@collective-impact/store';
import { openNewestPostgresql } from '@collective-impact/store/testing';
import { makeReportedSets, type ReportedSet } from './reported-sets.ts';

/*
 * Prints how long releases of made-up figures of people take on PostgreSQL, with one command for each set. Also prints how
 * long corrections in a large set take: of three organizations, which are released together, and of one, which waits.
 *   node --import ./test/support/workspace-sources.ts test/bench/release.bench.ts
 *   RELEASE_SETS=100 node --import …
 */

const sets = Number(process.env.RELEASE_SETS ?? 1000);
const printLine = (line: string) => process.stdout.write(`${line}\n`);

/** Releases a set, and returns the duration in milliseconds and whether a release was created. */
async function released(
  writer: Writer,
  { indicatorVersionId, period }: ReportedSet,
): Promise<{ ms: number; ok: boolean }> {
  const command = { indicatorVersionId: encodeTypeId('indicator_version', indicatorVersionId), period };
  const begun = performance.now();
  const { ok } = await publishRelease(writer, command);
  return { ms: performance.now() - begun, ok };
}

/** Adds 1 to the total of each report, and to one category of each dimension. */
async function correct(database: Database, reports: readonly string[]): Promise<void> {
  await database.orm.em.fork().execute(
    `update "cell" as "c" set "value" = "c"."value" + 1 from (
      select distinct on ("c"."report_id", "b"."dimension_ids") "c"."report_id", "c"."breakdown_id"
      from "cell" as "c" join "breakdown" as "b" on "b"."id" = "c"."breakdown_id" where "c"."report_id" = any(?::uuid[])
      order by "c"."report_id", "b"."dimension_ids", "c"."value" desc
    ) as "f" where "c"."report_id" = "f"."report_id" and "c"."breakdown_id" = "f"."breakdown_id"`,
    [`{${reports}}`],
  );
}

function print(name: string, taken: readonly { ms: number; ok: boolean }[]): void {
  const all = taken.map(({ ms }) => ms).sort((left, right) => left - right);
  const at = (share: number) => (all[Math.floor(share * (all.length - 1))] ?? 0).toFixed(1);
  const seconds = all.reduce((left, right) => left + right, 0) / 1000;
  const shown = taken.filter(({ ok }) => ok).length;
  printLine(
    `${name}: ${all.length} in ${seconds.toFixed(2)} s, median ${at(0.5)} ms, 90th percentile ${at(0.9)} ms; ${shown} releases created`,
  );
}

async function ofEach(sets: readonly ReportedSet[], release: (set: ReportedSet) => ReturnType<typeof released>) {
  const taken = [];
  for (const set of sets) taken.push(await release(set));
  return taken;
}

const database = await openNewestPostgresql();
try {
  const writer = new Writer(database, localProgram);
  const ordinary = await makeReportedSets(database, { sets, organizations: 20, categories: [5, 5] });
  const first = await ofEach(ordinary, (set) => released(writer, set));
  print('sets of 20 organizations and 2 dimensions of 5 categories', first);
  const large = await makeReportedSets(database, { sets: 50, organizations: 30, categories: [8, 8, 8] });
  print(
    'sets of 30 organizations and 3 dimensions of 8 categories',
    await ofEach(large, (set) => released(writer, set)),
  );
  const corrected = (from: number, to: number) => async (set: ReportedSet) => {
    await correct(database, set.reports.slice(from, to));
    return released(writer, set);
  };
  print('the same, three organizations corrected', await ofEach(large, corrected(0, 3)));
  print('the same, one organization corrected', await ofEach(large, corrected(3, 4)));
} finally {
  await database.close();
}
