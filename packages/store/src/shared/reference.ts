import { type EntitySchema, p } from '@mikro-orm/core';

/**
 * A foreign key that the code holds as the plain UUID of the other record. The target is an entity, or the name of one. Its
 * type is not checked, since an entity that refers to itself has no type yet.
 */
export function reference<Column extends string>(target: object | string, column: Column) {
  return p
    .manyToOne(target as EntitySchema)
    .mapToPk()
    .$type<string>()
    .fieldName(column)
    .deleteRule('no action')
    .updateRule('no action');
}
