import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { partnershipTypes } from '@collective-impact/sdk/partnership';
import { type GraphQLSchema, getNamedType, isEnumType, isObjectType } from 'graphql';
import type { Filter } from './paths.ts';
import type { MatrixRecord } from './records.ts';

/** Values of scalars that no record determines. */
const ofScalars: Readonly<Record<string, readonly string[]>> = {
  Boolean: ['true', 'false'],
  Date: ['"2024-01-15"', '"2999-01-01"'],
  DateTime: ['"2024-01-15T00:00:00Z"'],
  Int: ['1'],
  Period: ['"2024"'],
};

/** Codes of filters by what other records are, and by the type of a record. */
const ofTexts: Readonly<Record<string, readonly string[]>> = {
  recordType: ['Organization', 'Goal'],
  stakeholderGroup: stakeholderGroups.codes.map(({ code }) => code),
  type: partnershipTypes.codes.map(({ code }) => code),
};

/** How many values of a text are tried. */
const mostTexts = 3;

/**
 * The values that are tried for a filter: every value of an enumeration, and the ids and texts of records that are hidden. The values
 * are as GraphQL writes them.
 */
export function filterValues(
  { argument, field }: Filter,
  { schema, hidden }: { schema: GraphQLSchema; hidden: readonly MatrixRecord[] },
): readonly string[] {
  const type = getNamedType(argument.type);
  if (isEnumType(type)) return type.getValues().map(({ name }) => (isList(argument) ? `[${name}]` : name));
  if (type.name === 'ID') {
    const named = hidden.find((record) => record.type.toLowerCase() === argument.name.replace(/Id$/, '').toLowerCase());
    return named ? [JSON.stringify(named.id)] : [];
  }
  if (type.name !== 'String') return ofScalars[type.name] ?? [];
  const listed = listedType(field, schema);
  const texts = hidden.filter((record) => record.type === listed).flatMap(({ texts: of }) => of[argument.name] ?? []);
  return ['no-such', ...new Set(texts)]
    .slice(0, mostTexts)
    .concat(ofTexts[argument.name] ?? [])
    .map((text) => (isList(argument) ? `[${JSON.stringify(text)}]` : JSON.stringify(text)));
}

function isList({ type }: Filter['argument']): boolean {
  return String(type).startsWith('[');
}

/** The type of the records that a connection lists. */
function listedType({ type }: Filter['field'], schema: GraphQLSchema): string | undefined {
  const connection = schema.getType(getNamedType(type).name);
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  return nodes && getNamedType(nodes.type).name;
}
