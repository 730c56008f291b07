import { decimalLimits, parseDecimal } from '@collective-impact/sdk';
import { describePeriodKinds, parsePeriod } from '@collective-impact/sdk/period';
import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate } from 'graphql-scalars';

/** Returns the canonical form of a text, or undefined if it is not valid. */
type Read = (text: string) => string | undefined;

/**
 * A scalar that is a string in resolvers, in JSON and in queries. `expected` completes the message "Send …", and should
 * include an example.
 */
function textScalar({ name, expected, read }: { name: string; expected: string; read: Read }) {
  const parse = (value: unknown, describe: () => string): string => {
    const text = typeof value === 'string' ? read(value) : undefined;
    if (text !== undefined) return text;
    throw new GraphQLError(`${describe().slice(0, 100)} is not a valid ${name}. Send ${expected}.`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (typeof value === 'string') return value;
      throw new TypeError(`A value of ${name} must be a string, but is a ${typeof value}.`);
    },
    parseValue: (value) => parse(value, () => shown(value)),
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined, () => print(node)),
  });
}

/** A value for a message. Lists and objects are not serialized, because they can be nested too deeply. */
function shown(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Array.isArray(value) ? 'A list' : 'An object';
}

/** Accepts a text if a published scalar does, and returns the text. The values of that scalar are objects or lose digits. */
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
// The databases accept neither the year 0 nor an offset of 16 hours or more.
const inDatabase = /^(?!0000)(?!.*[+-](?:1[6-9]|2\d):\d\d$)/;

/** The scalars of the schema. Each is the transmitted string, so that numbers keep their digits and times their microseconds. */
export const scalars = {
  DateTime: textScalar({
    name: 'DateTime',
    expected: 'a string with a date, a time and an offset, such as "2026-01-31T09:30:00Z"',
    read: (text) => (inDatabase.test(text) ? moment(text) : undefined),
  }),
  Date: textScalar({
    name: 'Date',
    expected: 'a string with a date, such as "2026-01-31"',
    read: (text) => (inDatabase.test(text) ? day(text) : undefined),
  }),
  Decimal: textScalar({
    name: 'Decimal',
    expected: `a string with at most ${decimalLimits.digits} digits, ${decimalLimits.scale} of them after the point, such as "13.1825"`,
    read: parseDecimal,
  }),
  Period: textScalar({
    name: 'Period',
    expected: `a string with ${describePeriodKinds()}`,
    read: (text) => parsePeriod(text)?.code,
  }),
  URL: textScalar({
    name: 'URL',
    expected: 'a string with a web address, such as "https://example.org/page"',
    read: (text) => (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text) ? text : undefined),
  }),
  EmailAddress: textScalar({
    name: 'EmailAddress',
    expected: 'a string with an email address, such as "someone@example.org"',
    read: (text) => (/^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined),
  }),
};
