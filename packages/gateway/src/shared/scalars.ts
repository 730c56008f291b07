import { expectedDecimal, parseDecimal } from '@collective-impact/sdk';
import { describePeriodKinds, parsePeriod } from '@collective-impact/sdk/period';
import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** Reads a caller's text: the text in its one form, or undefined. */
type Read = (text: string) => string | undefined;

/** What was to be given instead of a value. */
type Expected = (given: unknown) => string;

/**
 * A scalar that is a string inside, in JSON and in a query. `expected` ends the sentence that a caller sees: what the
 * value is to be, with an example.
 */
function textScalar({ name, expected, read }: { name: string; expected: string | Expected; read: Read }) {
  const parse = (value: unknown, written: () => string): string => {
    const text = typeof value === 'string' ? read(value) : undefined;
    if (text !== undefined) return text;
    const said = typeof expected === 'string' ? expected : expected(value);
    throw new GraphQLError(`${name} cannot be ${written().slice(0, 100)}: ${said} is expected`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string') return value;
      throw new TypeError(`a value of ${name} is a ${typeof value}, and not a string`);
    },
    parseValue: (value) => parse(value, () => shown(value)),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, () => print(node)),
  });
}

/** A value for a message. What is nested may be so deeply that it cannot be written out. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** Reads with a published scalar's check, and keeps the text: its values are objects, or lose digits. */
function checkedBy(scalar: GraphQLScalarType): Read {
  return (text) => {
    try {
      scalar.parseValue(text);
      return text;
    } catch {
      return undefined;
    }
  };
}

const moment = checkedBy(GraphQLDateTimeISO);
const day = checkedBy(GraphQLLocalDate);
// The databases know no year 0, and no offset from 16 hours on.
const inDatabase = /^(?!0000)(?!.*[+-](?:1[6-9]|2\d):\d\d$)/;

/** The scalars of the contract. Inside, each is the string that travels: no number loses digits, no moment microseconds. */
export const scalars = {
  DateTime: textScalar({
    name: 'DateTime',
    expected: 'a string with a date, a time and an offset, such as "2026-01-31T09:30:00Z",',
    read: (text) => (inDatabase.test(text) ? moment(text) : undefined),
  }),
  Date: textScalar({
    name: 'Date',
    expected: 'a string with a day, such as "2026-01-31",',
    read: (text) => (inDatabase.test(text) ? day(text) : undefined),
  }),
  Decimal: textScalar({
    name: 'Decimal',
    expected: (given) => {
      if (typeof given === 'string' && parseDecimal(given) === undefined) return expectedDecimal(given);
      return 'a string with digits and a point, such as "13.1825", and not a number, which is not exact,';
    },
    read: parseDecimal,
  }),
  Period: textScalar({
    name: 'Period',
    expected: `a string with ${describePeriodKinds()}`,
    read: (text) => parsePeriod(text)?.code,
  }),
  URL: textScalar({
    name: 'URL',
    expected: 'a string with a web address, such as "https://example.org/page",',
    read: (text) => (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : undefined),
  }),
  EmailAddress: textScalar({
    name: 'EmailAddress',
    expected: 'a string with an address for electronic mail, such as "someone@example.org",',
    read: (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined),
  }),
};
