import { Migration } from '@mikro-orm/migrations';

/**
 * The requests that callers sent in the current minute, for several gateways that share a database. Unlogged: after a
 * failure of the server the table is empty, and the counts begin anew. The order of the columns is that of
 * rate-limiter-flexible.
 */
export class RateBudget extends Migration {
  override up(): void {
    this.addSql(
      `create unlogged table "rate_budget" ("key" text not null primary key, "points" integer not null, "expire" bigint null)`,
    );
  }
}
