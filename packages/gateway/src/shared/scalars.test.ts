import { buildSchema, type GraphQLScalarType, graphqlSync, parseValue } from 'graphql';
import { describe, expect, it } from 'vitest';
import { scalars } from './scalars.ts';

const { DateTime, Date: Day, Decimal, EmailAddress, Period, URL: Address } = scalars;

const accepted: [GraphQLScalarType<string, string>, string, string][] = [
  [DateTime, '2026-01-02T03:04:05.123456Z', '2026-01-02T03:04:05.123456Z'],
  [DateTime, '2026-01-02T03:04:05+05:30', '2026-01-02T03:04:05+05:30'],
  [Day, '2024-02-29', '2024-02-29'],
  [Decimal, '13.1825', '13.1825'],
  [Decimal, '00123456789012345678901234567890.10', '123456789012345678901234567890.1'],
  [Period, '2025-Q3', '2025-Q3'],
  [Period, '2025-07-01/2025-09-30', '2025-Q3'],
  [Address, 'https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  [EmailAddress, 'someone@example.org', 'someone@example.org'],
];

const rejected: [GraphQLScalarType<string, string>, unknown, string][] = [
  [DateTime, '2026-01-02', 'a date, a time and an offset'],
  [DateTime, '2026-01-02T03:04:05', 'an offset'],
  [DateTime, '2026-02-30T03:04:05Z', '"2026-02-30T03:04:05Z" is not a valid DateTime.'],
  [DateTime, '0000-01-02T03:04:05Z', 'is not a valid DateTime'],
  [DateTime, '2026-01-02T03:04:05+16:00', 'is not a valid DateTime'],
  [DateTime, 1767323045, '1767323045 is not a valid DateTime.'],
  [Day, '2023-02-29', 'a string with a date'],
  [Day, '0000-01-01', 'a string with a date'],
  [Day, '2026-1-2', 'a string with a date'],
  [Decimal, 13.1825, '13.1825 is not a valid Decimal. Send a string'],
  [Decimal, '13,5', '"13,5" is not a valid Decimal.'],
  [Decimal, 'NaN', 'is not a valid Decimal.'],
  [Decimal, '1'.repeat(61), 'a string with at most 38 digits, 20 of them after the point'],
  [Period, '2025-Q5', 'a quarter (2025-Q3)'],
  [Period, 2025, 'a year (2025)'],
  [Address, 'javascript:alert(1)', 'a web address'],
  [Address, 'example.org', 'a web address'],
  [Address, 'https://example.org/ or so', 'a web address'],
  [EmailAddress, 'example.org', 'an email address'],
  [EmailAddress, 'a@b@example.org', 'an email address'],
  [EmailAddress, 'some one@example.org', 'an email address'],
];

describe('scalars', () => {
  it.each(accepted)('%s accepts %s', (scalar, text, form) => {
    expect(scalar.parseValue(text)).toBe(form);
    expect(scalar.parseLiteral(parseValue(JSON.stringify(text)))).toBe(form);
    expect(scalar.serialize(form)).toBe(form);
  });

  it.each(rejected)('%s rejects %s', (scalar, value, message) => {
    expect(() => scalar.parseValue(value)).toThrow(message);
    expect(() => scalar.parseLiteral(parseValue(JSON.stringify(value)))).toThrow(message);
  });

  it('shorten a long text in the message', () => {
    expect(() => Decimal.parseValue('x'.repeat(10_000))).toThrow(/^.{1,300}$/);
  });

  it('reject a value that is not a string in the result', () => {
    expect(() => DateTime.serialize(new globalThis.Date())).toThrow(TypeError);
    expect(() => Decimal.serialize(1.5)).toThrow('A value of Decimal must be a string, but is a number.');
  });

  it('name the invalid variable', () => {
    const schema = buildSchema('scalar Decimal type Query { f(x: Decimal): Int }');
    Object.assign(schema.getType('Decimal') ?? {}, { parseValue: Decimal.parseValue });
    const source = 'query ($x: Decimal) { f(x: $x) }';
    const { errors } = graphqlSync({ schema, source, variableValues: { x: 1.5 } });
    expect(errors?.[0]?.message).toBe(
      'Variable "$x" got invalid value 1.5; 1.5 is not a valid Decimal. Send a string with at most 38 digits, 20 of them after the point, such as "13.1825".',
    );
  });
});
