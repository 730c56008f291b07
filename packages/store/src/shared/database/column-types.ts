import { Type } from '@mikro-orm/core';

/** A `numeric` column as text. The type of MikroORM compares floats, so it misses changes of the last digits. */
export class NumericType extends Type<string> {
  override getColumnType(): string {
    return 'numeric';
  }

  override compareAsType(): string {
    return 'string';
  }
}

/** A `timestamptz` column as ISO text with microseconds. The type of MikroORM creates a `Date`, which loses them. */
export class TimestampType extends Type<string> {
  override getColumnType(): string {
    return 'timestamptz';
  }

  override compareAsType(): string {
    return 'string';
  }
}
