import { Migration } from '@mikro-orm/migrations';

const numbers = ['bounded', 'without_lowest', 'without_highest', 'bounded_bases'];
const sums = [
  'lowest',
  'highest',
  'least_lowest',
  'greatest_lowest',
  'least_highest',
  'greatest_highest',
  'bounded_base',
  'base_without_highest',
  'weighted_lowest',
  'weighted_highest',
];

/** Adds the sums of cells that are stated as bounds to the sums of releases. No existing cell is, so that they are 0. */
export class SumsOfBounds extends Migration {
  override up(): void {
    const columns = [
      ...numbers.map((name) => `add column "${name}" int not null default 0`),
      ...sums.map((name) => `add column "${name}" numeric null`),
    ];
    this.addSql(`alter table "released_sum" ${columns.join(', ')}`);
  }
}
