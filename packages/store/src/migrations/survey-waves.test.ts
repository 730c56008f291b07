import { newUuid } from '@collective-impact/sdk';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entities } from '../entities.ts';
import type { Database } from '../shared/database/database.ts';
import { migrate } from '../shared/database/schema/migrate.ts';
import { engines } from '../testing/engines.ts';
import { openTestDatabase } from '../testing/open-test-database.ts';
import { migrations } from './index.ts';

const position = migrations.findIndex(({ name }) => name.endsWith('-survey-waves'));
const [here, elsewhere] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
const [museum, library] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b'];

describe.each(engines)('migration survey-waves on %s', (engine) => {
  let database: Database;

  beforeEach(async () => {
    database = await openTestDatabase(engine, { schema: { entities, migrations: migrations.slice(0, position) } });
    await migrate(database);
  });

  afterEach(() => database.close());

  it('makes a record of each wave of the ratings, with the known responses only', async () => {
    const kysely = database.kysely();
    // Without foreign keys, so that the rows need no ecosystem and no organization.
    await sql`alter table "relationship_rating" drop constraint "relationship_rating_ecosystem_id_foreign", drop constraint "relationship_rating_rater_id_foreign", drop constraint "relationship_rating_rated_id_foreign"`.execute(
      kysely,
    );
    await insertRating({ wave: 1, rater: museum, ratedOn: '2024-05-15', visibility: 'PUBLIC' });
    await insertRating({ wave: 1, rater: museum, ratedOn: null, visibility: 'PUBLIC' });
    await insertRating({ wave: 1, rater: library, ratedOn: '2024-05-15', visibility: 'RESTRICTED' });
    await insertRating({ wave: 1, rater: library, ratedOn: '2024-05-16', visibility: 'NETWORK' });
    await insertRating({ wave: 3, rater: museum, ratedOn: null, visibility: 'PUBLIC' });
    await insertRating({ wave: 1, rater: museum, ratedOn: null, visibility: 'NETWORK', ecosystemId: elsewhere });
    await sql`insert into "ecosystem" ("id", "ecosystem_id", "slug", "name", "kind", "school_year_start", "fiscal_year_start", "disclosure_threshold", "hides_zeros", "time_zone")
      select "id", "id", "id"::text, 'Ecosystem', 'LOCAL', '07-01', '07-01', 10, false, 'UTC' from unnest(${[here, elsewhere]}::uuid[]) as "e" ("id")`.execute(
      kysely,
    );
    database.orm.config.get('migrations').migrationsList?.push(...migrations.slice(position, position + 1));
    await migrate(database);

    const { rows } = await sql<{ id: string }>`select * from "survey_wave" order by "ecosystem_id", "number"`.execute(
      kysely,
    );
    const unknown = {
      instrument: null,
      instrument_url: null,
      instrument_citation: null,
      opens_on: null,
      closes_on: null,
      invited_organization_ids: null,
    };
    const undated = [{ organizationId: museum, respondedOn: null }];
    expect(rows).toMatchObject([
      {
        ...unknown,
        ecosystem_id: here,
        number: 1,
        visibility: 'RESTRICTED',
        responses: [
          { organizationId: museum, respondedOn: '2024-05-15' },
          { organizationId: library, respondedOn: null },
        ],
      },
      { ...unknown, ecosystem_id: here, number: 3, visibility: 'PUBLIC', responses: undated },
      { ...unknown, ecosystem_id: elsewhere, number: 1, visibility: 'NETWORK', responses: undated },
    ]);
    for (const { id } of rows)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const ratings = await sql`
      select "w"."number", "w"."ecosystem_id", count(*)::int as "ratings" from "relationship_rating" as "r"
        join "survey_wave" as "w" on "w"."id" = "r"."survey_wave_id" and "w"."number" = "r"."wave"
      group by 1, 2 order by 2, 1`.execute(kysely);
    expect(ratings.rows).toEqual([
      { number: 1, ecosystem_id: here, ratings: 4 },
      { number: 3, ecosystem_id: here, ratings: 1 },
      { number: 1, ecosystem_id: elsewhere, ratings: 1 },
    ]);
  });

  async function insertRating(rating: {
    wave: number;
    rater: string;
    ratedOn: string | null;
    visibility: string;
    ecosystemId?: string;
  }): Promise<void> {
    const { wave, rater, ratedOn, visibility, ecosystemId = here } = rating;
    await sql`insert into "relationship_rating" ("id", "ecosystem_id", "rater_id", "rated_id", "wave", "collaboration_level", "rated_on", "visibility")
      values (${newUuid()}, ${ecosystemId}, ${rater}, ${newUuid()}, ${wave}, 2, ${ratedOn}, ${visibility})`.execute(
      database.kysely(),
    );
  }
});
