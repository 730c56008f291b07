import { type AnyRecordType, type Reference, recordTypes } from '@collective-impact/sdk';
import { recordColumns } from '@collective-impact/store/testing';
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredInputField,
} from 'graphql';
import * as z from 'zod';
import type { Field, Fields, Layer } from './differences.ts';

/** The record in the model, with references by the name of their field, such as `commonAgendaId`. */
export function modelOf({ schema }: AnyRecordType): Layer {
  return { name: 'the model', fields: fieldsOf(schema) };
}

/** The record in its table. */
export function tableOf({ prefix }: AnyRecordType): Layer {
  const fields = recordColumns(prefix).map(({ name, nullable, values }): [string, Field] => [
    name,
    { nullable, ...(values && { values }) },
  ]);
  return { name: 'the table', fields: new Map(fields) };
}

/**
 * The record in GraphQL, with references by the name of their field in the model. A reference can always be null in GraphQL,
 * because the viewer may not see the referenced record.
 */
export function graphqlOf(record: AnyRecordType, type: GraphQLObjectType): Layer {
  const references: Pick<Reference, 'field' | 'name' | 'within'>[] = [
    { field: 'ecosystemId', name: 'ecosystem' },
    ...record.references,
  ];
  return { name: 'GraphQL', fields: outputFields(type, { references, within: undefined }) };
}

/** The fields of a command in the model. */
export function commandOf(schema: z.ZodType): Layer {
  if (!(schema instanceof z.ZodObject)) throw new Error('The schema of a command must be an object.');
  return { name: 'the model', fields: fieldsOf(schema) };
}

/** The fields of the command of a transition in the model: the id and version of the record, and the values. */
export function transitionOf(values: z.ZodType | undefined): Layer {
  const { name, fields } = commandOf(values ?? z.object({}));
  return { name, fields: new Map([['id', { required: true }], ['expectedVersion', { required: true }], ...fields]) };
}

/** The fields of the input of a mutation. The idempotency key is excluded, because only GraphQL has it. */
export function inputOf(type: GraphQLInputObjectType): Layer {
  const fields = Object.values(type.getFields())
    .filter(({ name }) => name !== 'idempotencyKey')
    .map((field): [string, Field] => [
      field.name,
      { required: isRequiredInputField(field), ...valuesOf(field.type), ...inputParts(field.type) },
    ]);
  return { name: 'GraphQL', fields: new Map(fields) };
}

function inputParts(type: GraphQLInputType): Pick<Field, 'parts'> {
  const named = getNamedType(type);
  return isInputObjectType(named) ? { parts: inputOf(named).fields } : {};
}

function fieldsOf(object: z.ZodObject): Fields {
  return new Map(Object.entries(object.shape).map(([name, field]) => [name, fieldOf(field)]));
}

function fieldOf(schema: z.core.$ZodType): Field {
  if (!(schema instanceof z.ZodType)) throw new Error('A field of the model is not a zod schema.');
  let inner: unknown = schema;
  while (inner instanceof z.ZodType && 'unwrap' in inner && typeof inner.unwrap === 'function') inner = inner.unwrap();
  return {
    nullable: schema.safeParse(null).success,
    required: !schema.safeParse(undefined).success,
    ...(inner instanceof z.ZodEnum && { values: inner.options.map(String) }),
    ...(inner instanceof z.ZodObject && { parts: fieldsOf(inner) }),
  };
}

function outputFields(
  type: GraphQLObjectType,
  options: { references: readonly Pick<Reference, 'field' | 'name' | 'within'>[]; within: string | undefined },
): Fields {
  const { references, within } = options;
  const fields = Object.values(type.getFields()).flatMap((field): [string, Field][] => {
    const reference = references.find((each) => each.name === field.name && each.within === within);
    if (reference) return [[reference.field, isList(field.type) ? { nullable: !isNonNullType(field.type) } : {}]];
    const target = getNamedType(field.type);
    if (isRelation(target)) return [];
    const parts = isObjectType(target) ? { parts: outputFields(target, { references, within: field.name }) } : {};
    return [[field.name, { nullable: !isNonNullType(field.type), ...valuesOf(field.type), ...parts }]];
  });
  return new Map(fields);
}

function valuesOf(type: GraphQLInputType | GraphQLOutputType): Pick<Field, 'values'> {
  const named = getNamedType(type);
  return isEnumType(named) ? { values: named.getValues().map(({ name }) => name) } : {};
}

function isList(type: GraphQLOutputType): boolean {
  return isListType(isNonNullType(type) ? type.ofType : type);
}

/** Whether a field returns other records, one or a list. Any domain can add such fields to a type. */
function isRelation(target: unknown): boolean {
  if (!isObjectType(target)) return false;
  return target.name.endsWith('Connection') || recordTypes.some(({ name }) => name === target.name);
}
