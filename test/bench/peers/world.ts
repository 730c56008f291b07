import { mutated, slugOf } from './data/names.ts';
import type { Sql } from './data/sql.ts';
import type { World } from './questions.ts';

/** Organizations on each page that a client reads to reach a deep one. */
const page = 100;

/** Finds what questions ask about. */
export async function worldOf(sql: Sql, ecosystems: number): Promise<World> {
  const organizations = await sql<{ id: string }>(
    'select "o"."id" from "organization" as "o" join "ecosystem" as "e" on "e"."id" = "o"."ecosystem_id" and "e"."slug" <> $1 order by "o"."name", "o"."id"',
    [mutated],
  );
  const [changeable] = await sql<{ id: string }>('select "id" from "ecosystem" where "slug" = $1', [mutated]);
  if (!changeable) throw new Error(`There is no ecosystem ${mutated}.`);
  const lastOfPages = organizations.flatMap(({ id }, position) =>
    position % page === page - 1 ? [{ id, position }] : [],
  );
  return {
    slugs: Array.from({ length: ecosystems }, (_, at) => slugOf(at)),
    // Not after the last page, where a page would be empty.
    deep: lastOfPages.slice(0, -1).slice(Math.floor((lastOfPages.length - 1) * 0.9)),
    changeable: changeable.id,
  };
}
