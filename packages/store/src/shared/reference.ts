import { p } from '@mikro-orm/core';

/** A foreign key that the code holds as the plain UUID of the other record. */
export function reference<Target, Column extends string>(target: Target, column: Column) {
  return p
    .manyToOne(target as never)
    .mapToPk()
    .$type<string>()
    .fieldName(column)
    .deleteRule('no action')
    .updateRule('no action');
}
