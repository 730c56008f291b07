import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
} from 'graphql';

/** A field with one hostile argument, whose other arguments are valid. */
export interface HostileField {
  /** The field and the argument, such as `Ecosystem.indicators.code`. */
  coordinate: string;
  /** What is hostile about the value. */
  what: string;
  text: string;
  /** Whether the value must be rejected. Otherwise it may also find nothing. */
  isRejected: boolean;
}

/** Texts that would change a statement that contains them. */
export const sqlTexts = [
  "'; drop table ecosystem; --",
  "' or '1'='1",
  '%',
  '_',
  '\\',
  '$1',
  '$$; select pg_sleep(10); $$',
  '{"a":1}',
  "{a,b}'",
];

/** Cursors that no list has returned. Each is base64url of JSON, or looks like it. */
const cursors = [
  'x',
  'bm90IGEgY3Vyc29y',
  "' or 1=1 --",
  'W10',
  'eyJ9',
  'WyInOyBkcm9wIHRhYmxlIGVjb3N5c3RlbTsgLS0iXQ',
  '😀',
];

/** Ids for attacks. */
export interface Ids {
  /** An id of a record that a caller may know. */
  valid: string;
  /** Ids of records of other types and of other ecosystems, and malformed ones. */
  forged: readonly string[];
}

/** Every field of a type with each hostile value for each text, id and cursor among its arguments. */
export function hostileFieldsOf(type: GraphQLObjectType, options: { schema: GraphQLSchema; ids: Ids }): HostileField[] {
  const { ids } = options;
  return Object.values(type.getFields()).flatMap((field) =>
    field.args.flatMap((argument) =>
      hostileValuesOf(argument, ids).map(({ what, value, isRejected }) => ({
        coordinate: `${type.name}.${field.name}.${argument.name}`,
        what,
        text: written(field, { argument, value, ids }),
        isRejected,
      })),
    ),
  );
}

function hostileValuesOf(
  { name, type }: GraphQLArgument,
  ids: Ids,
): { what: string; value: string; isRejected: boolean }[] {
  const named = getNamedType(type).name;
  if (named === 'ID') return ids.forged.map((value) => ({ what: `the id ${value}`, value, isRejected: false }));
  if (named !== 'String') return [];
  if (name === 'after' || name === 'before')
    return cursors.map((value) => ({ what: `the cursor ${value}`, value, isRejected: true }));
  return sqlTexts.map((value) => ({ what: `the text ${value}`, value, isRejected: false }));
}

function written(
  field: GraphQLField<unknown, unknown>,
  { argument, value, ids }: { argument: GraphQLArgument; value: string; ids: Ids },
): string {
  const given = field.args.flatMap((each) => {
    if (each === argument) {
      const text = JSON.stringify(value);
      return [`${each.name}: ${isListType(getNullableType(each.type)) ? `[${text}]` : text}`];
    }
    return isRequiredArgument(each) ? [`${each.name}: ${validValue(each.type, ids)}`] : [];
  });
  const selection = isCompositeType(getNamedType(field.type)) ? ' { __typename }' : '';
  return `${field.name}(${given.join(', ')})${selection}`;
}

const scalarValues: Readonly<Record<string, string>> = {
  Boolean: 'true',
  Date: '"2024-01-15"',
  DateTime: '"2024-01-15T12:00:00Z"',
  Decimal: '"1"',
  Float: '1',
  Int: '1',
  Period: '"2024"',
  String: '"text"',
  URL: '"https://example.org"',
  EmailAddress: '"ann@example.org"',
};

function validValue(type: GraphQLInputType, ids: Ids): string {
  const nullable = getNullableType(type);
  if (isListType(nullable)) return `[${validValue(nullable.ofType, ids)}]`;
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name ?? '';
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(isRequiredInputField);
    return `{ ${fields.map((field) => `${field.name}: ${validValue(field.type, ids)}`).join(', ')} }`;
  }
  const name = isNonNullType(nullable) ? '' : nullable.name;
  return name === 'ID' ? JSON.stringify(ids.valid) : (scalarValues[name] ?? '"text"');
}
