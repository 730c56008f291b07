import { defineEntity, p } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import { NumericType, TimestampType } from '../column-types.ts';

/** A small schema that the tests of this folder work with: a table with a column of every type, and a shelf. */
export const ShelfEntity = defineEntity({
  name: 'Shelf',
  tableName: 'shelf',
  properties: {
    id: p.uuid().primary(),
    label: p.text().unique('shelf_label_unique'),
    room: p.integer().default(1),
    actor: p.text().nullable(),
  },
  checks: [{ name: 'shelf_room_positive', expression: 'room > 0' }],
});

export const SpecimenEntity = defineEntity({
  name: 'Specimen',
  tableName: 'specimen',
  properties: {
    id: p.uuid().primary(),
    shelfId: () =>
      p
        .manyToOne(ShelfEntity)
        .mapToPk()
        .$type<string>()
        .fieldName('shelf_id')
        .deleteRule('no action')
        .updateRule('no action')
        .nullable(),
    count: p.bigint('number'),
    weight: p.type(NumericType),
    weights: p.string().columnType('numeric[]'),
    counts: p.string().columnType('bigint[]'),
    relatives: p.string().columnType('uuid[]'),
    names: p.array(),
    seenAt: p.type(TimestampType),
    seenOn: p.string().columnType('date'),
    note: p.json(),
    plain: p.json(),
    isWhole: p.boolean(),
    length: p.double(),
  },
});

class Shelves extends Migration {
  override up(): void {
    this.addSql(
      'create table "shelf" ("id" uuid primary key, "label" text not null, "room" int not null default 1, "actor" text)',
    );
    this.addSql('alter table "shelf" add constraint "shelf_label_unique" unique ("label")');
    this.addSql('alter table "shelf" add constraint "shelf_room_positive" check (room > 0)');
  }
}

class Specimens extends Migration {
  override up(): void {
    this.addSql(`create table "specimen" (
      "id" uuid primary key, "shelf_id" uuid, "count" bigint not null, "weight" numeric not null,
      "weights" numeric[] not null, "counts" bigint[] not null, "relatives" uuid[] not null, "names" text[] not null,
      "seen_at" timestamptz not null, "seen_on" date not null, "note" jsonb not null, "plain" jsonb not null,
      "is_whole" boolean not null, "length" double precision not null)`);
    this.addSql(
      'alter table "specimen" add constraint "specimen_shelf_id_foreign" foreign key ("shelf_id") references "shelf" ("id")',
    );
  }
}

export const fixtureSchema = {
  entities: [ShelfEntity, SpecimenEntity],
  migrations: [
    { name: '1-shelves', class: Shelves },
    { name: '2-specimens', class: Specimens },
  ],
};
