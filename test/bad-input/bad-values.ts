import { type AnyRecordType, encodeTypeId, newUuid } from '@collective-impact/sdk';
import {
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';
import type * as z from 'zod';
import type { Mutation } from './mutations.ts';
import { plannedDays } from './particulars.ts';
import { type InputPosition, isPosition, placesIn, referenceAt, replaced, schemaOf } from './places.ts';

/** An input with one bad value, which is valid otherwise. */
export interface BadValue {
  what: string;
  path: string[];
  input: object;
  /** Accepted codes of the issue, at the path or below it. */
  codes: string[];
}

/** Provides ids of other records. */
export interface Others {
  /** The id of a record of another kind. */
  ofAnotherKind(prefix: string): Promise<string>;
  /** The id of a record of this kind in another ecosystem. */
  elsewhere(prefix: string): Promise<string>;
}

/** A description of the fault, the bad value, and the accepted codes of the issue. */
type Wrong = [what: string, value: unknown, ...codes: string[]];

const tooLong = 'x'.repeat(30_000);
const tooMany = 10_001;

/** Every bad value for each place of a valid input. */
export async function badValuesOf(
  mutation: Mutation,
  { input, others }: { input: object; others: Others },
): Promise<BadValue[]> {
  const bad: BadValue[] = [];
  const keyed = { ...input, idempotencyKey: 'a key' };
  for (const place of placesIn({ path: [], type: mutation.input, value: keyed })) {
    const { path } = place;
    const valid = path[0] === 'idempotencyKey' ? keyed : input;
    const wrong = [
      ...absent(mutation, place),
      ...wrongForms(mutation, place),
      ...(await wrongIds(mutation, { place, others })),
    ];
    bad.push(...wrong.map(([what, value, ...codes]) => ({ what, path, input: replaced(valid, path, value), codes })));
  }
  return [...bad, ...datesOutOfOrder(mutation, input), ...datesInFuture(mutation, input)];
}

function absent({ record, kind }: Mutation, { path, type }: InputPosition): Wrong[] {
  const [field = '', ...rest] = path;
  const rejects = (command: z.ZodType<object>, value: unknown) =>
    rest.length === 0 && schemaOf(command, field)?.safeParse(value).success === false;
  // Null equals omission in a create mutation, and clears the field in an update.
  const needed = isNonNullType(type) || (kind === 'CREATE' && rejects(record.createSchema, undefined));
  const kept = needed || (kind === 'UPDATE' && rejects(record.updateSchema, null));
  return [
    ...(needed && !isPosition(path.at(-1) ?? '') ? [['missing', undefined, 'REQUIRED'] as Wrong] : []),
    ...(kept ? [['null', null, 'REQUIRED'] as Wrong] : []),
  ];
}

/** An entry of a list that is empty in the valid input: an object of texts. */
function entryOf(type: GraphQLNamedType): unknown {
  return isInputObjectType(type) ? Object.fromEntries(Object.keys(type.getFields()).map((name) => [name, 'x'])) : 'x';
}

function wrongForms(mutation: Mutation, place: InputPosition): Wrong[] {
  const { path, type } = place;
  const named = getNamedType(type);
  if (isListType(getNullableType(type))) {
    const [entry = entryOf(named)] = place.value as unknown[];
    return [['too long a list', Array(tooMany).fill(entry), 'TOO_MANY']];
  }
  if (isEnumType(named)) return [['an unknown code', 'NO_SUCH_CODE', 'UNKNOWN_CODE']];
  if (named.name === 'CodeInput') return wrongCodes(mutation, place);
  // Some texts cannot be set at first, such as a result. They are checked too.
  const value = named.name === 'String' ? (place.value ?? 'text') : place.value;
  if (typeof value !== 'string') return [];
  // An idempotency key is compared but never displayed, so it can consist of spaces.
  const empties = path[0] === 'idempotencyKey' ? [''] : ['', '  '];
  return [
    ...empties.map((empty): Wrong => ['empty', empty, 'REQUIRED', 'INVALID', 'OUT_OF_RANGE']),
    ['too long', value + tooLong, 'TOO_LONG', 'INVALID', 'OUT_OF_RANGE'],
    ['U+0000', `${value}\0`, 'INVALID'],
    ['half of a surrogate pair', `${value}\ud800`, 'INVALID'],
  ];
}

/** Unknown codes of the project's lists are rejected. A code of another list requires a label. */
function wrongCodes({ record, input }: Mutation, { path: [field = '', ...rest], value }: InputPosition): Wrong[] {
  const schema = schemaOf(input.name.startsWith('Update') ? record.updateSchema : record.createSchema, field);
  const unknown = { code: 'no-such-code', label: 'No such code' };
  const isInList = (code: object) => {
    const [position, ...inner] = rest;
    const entry = inner.length === 0 ? code : replaced({}, inner, code);
    const whole = position === undefined ? code : [entry];
    return schema?.safeParse(whole).error?.issues.some(({ message }) => message.includes('no-such-code')) === true;
  };
  const list: Wrong[] = isInList(unknown) ? [['an unknown code', unknown, 'UNKNOWN_CODE']] : [];
  const unlabelled = { ...(value as object), scheme: 'no-such-scheme', label: undefined };
  return [...list, ['a code without a label', unlabelled, 'REQUIRED']];
}

async function wrongIds(mutation: Mutation, at: { place: InputPosition; others: Others }): Promise<Wrong[]> {
  const { place, others } = at;
  if (getNamedType(place.type).name !== 'ID' || typeof place.value !== 'string') return [];
  const prefix = place.value.slice(0, place.value.lastIndexOf('_'));
  const reference = referenceAt(mutation.record, place.path);
  // The parent of a record determines its ecosystem.
  const staysAtHome = reference && !reference.crossing && reference.field !== mutation.record.within;
  return [
    ['an id of another kind', await others.ofAnotherKind(prefix), 'INVALID'],
    ['an id of nothing', encodeTypeId(prefix, newUuid()), 'NOT_FOUND'],
    ...(staysAtHome
      ? [['an id of another ecosystem', await others.elsewhere(prefix), 'OTHER_ECOSYSTEM'] as Wrong]
      : []),
  ];
}

/** Two dates in the wrong order, for each pair that the model orders, and for each pair of start and end. */
function datesOutOfOrder({ kind, record, input: type }: Mutation, input: object): BadValue[] {
  if (kind === 'STEP') return [];
  const fields = Object.values(type.getFields()).filter((field) => getNamedType(field.type).name === 'Date');
  const days = fields.map(({ name }) => name);
  return days.flatMap((start) =>
    days.flatMap((end): BadValue[] => {
      if (start === end) return [];
      const reversed = { ...input, [start]: '2024-01-16', [end]: '2024-01-14' };
      const issue = record
        .judge({ ...emptyRecord(record), ...reversed } as never)
        .find(({ code, path }) => code === 'DATES_OUT_OF_ORDER' && [start, end].includes(path[0] ?? ''));
      if (!issue && !(start.startsWith('start') && end.startsWith('end'))) return [];
      const path = issue?.path ?? [end];
      return [{ what: `${end} before ${start}`, path, input: reversed, codes: ['DATES_OUT_OF_ORDER'] }];
    }),
  );
}

/** A date in the future, for each date of a transition and for each field that the model requires to be past. */
function datesInFuture({ name: mutation, kind, record, input: type }: Mutation, input: object): BadValue[] {
  const fields = Object.values(type.getFields()).filter((field) => getNamedType(field.type).name === 'Date');
  const stated = fields.map(({ name }) => name).filter((name) => !plannedDays.includes(`${mutation}.${name}`));
  const happened = kind === 'STEP' ? stated : record.past;
  return happened.map((field): BadValue => {
    const [outer = '', inner] = field.split('.');
    const path = inner === undefined ? [outer] : [outer, '0', inner];
    return { what: 'a date in the future', path, input: replaced(input, path, '2999-12-31'), codes: ['OUT_OF_RANGE'] };
  });
}

/** A record with every field null or empty. */
function emptyRecord({ fields }: AnyRecordType): object {
  const emptyOf = (schema: z.ZodType) => [null, []].find((empty) => schema.safeParse(empty).success);
  return Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, emptyOf(schema)]));
}
