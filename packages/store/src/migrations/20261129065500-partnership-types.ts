import { Migration } from '@mikro-orm/migrations';

/**
 * A partnership has several coded types instead of one. A coded type becomes the only entry of the list. The list is empty if the
 * type was derived. The change of the column's type reports no change of the records.
 */
export class PartnershipTypes extends Migration {
  override up(): void {
    this.addSql(
      `alter table "partnership" alter column "coded_type" type jsonb
        using case when "coded_type" is null then '[]'::jsonb else jsonb_build_array("coded_type") end`,
    );
    this.addSql(`alter table "partnership" alter column "coded_type" set not null`);
    this.addSql(`alter table "partnership" rename column "coded_type" to "coded_types"`);
  }
}
