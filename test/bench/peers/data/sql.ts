import pg from 'pg';

/** Runs a statement as the superuser, and returns its rows. */
export type Sql = <Row extends object>(text: string, parameters?: readonly unknown[]) => Promise<Row[]>;

/** Runs `work` with one connection to a database. */
export async function withSql<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(async (text, parameters) => (await client.query(text, parameters && [...parameters])).rows);
  } finally {
    await client.end();
  }
}
