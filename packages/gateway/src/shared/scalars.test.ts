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

const refused: [GraphQLScalarType<string, string>, unknown, string][] = [
  [DateTime, '2026-01-02', 'a date, a time and an offset'],
  [DateTime, '2026-01-02T03:04:05', 'an offset'],
  [DateTime, '2026-02-30T03:04:05Z', 'DateTime cannot be "2026-02-30T03:04:05Z"'],
  [DateTime, '0000-01-02T03:04:05Z', 'is expected'],
  [DateTime, '2026-01-02T03:04:05+16:00', 'is expected'],
  [DateTime, 1767323045, 'DateTime cannot be 1767323045'],
  [Day, '2023-02-29', 'a day'],
  [Day, '0000-01-01', 'a day'],
  [Day, '2026-1-2', 'a day'],
  [Decimal, 13.1825, 'not a number, which is not exact'],
  [Decimal, '13,5', 'Decimal cannot be "13,5"'],
  [Decimal, 'NaN', 'Decimal cannot be'],
  [Decimal, '1'.repeat(61), 'a number of at most 38 digits'],
  [Period, '2025-Q5', 'a quarter (2025-Q3)'],
  [Period, 2025, 'a year (2025)'],
  [Address, 'javascript:alert(1)', 'a web address'],
  [Address, 'example.org', 'a web address'],
  [Address, 'https://example.org/ or so', 'a web address'],
  [EmailAddress, 'example.org', 'an address for electronic mail'],
  [EmailAddress, 'a@b@example.org', 'an address for electronic mail'],
  [EmailAddress, 'some one@example.org', 'an address for electronic mail'],
];

describe('scalars', () => {
  it.each(accepted)('%s reads %s', (scalar, text, form) => {
    expect(scalar.parseValue(text)).toBe(form);
    expect(scalar.parseLiteral(parseValue(JSON.stringify(text)))).toBe(form);
    expect(scalar.serialize(form)).toBe(form);
  });

  it.each(refused)('%s refuses %s', (scalar, value, message) => {
    expect(() => scalar.parseValue(value)).toThrow(message);
    expect(() => scalar.parseLiteral(parseValue(JSON.stringify(value)))).toThrow(message);
  });

  it('show only a part of a long text', () => {
    expect(() => Decimal.parseValue('x'.repeat(10_000))).toThrow(/^.{1,300}$/);
  });

  it('do not write what is no string', () => {
    expect(() => DateTime.serialize(new globalThis.Date())).toThrow(TypeError);
    expect(() => Decimal.serialize(1.5)).toThrow('a value of Decimal is a number');
  });

  it('tell a caller which variable is wrong', () => {
    const schema = buildSchema('scalar Decimal type Query { f(x: Decimal): Int }');
    Object.assign(schema.getType('Decimal') ?? {}, { parseValue: Decimal.parseValue });
    const source = 'query ($x: Decimal) { f(x: $x) }';
    const { errors } = graphqlSync({ schema, source, variableValues: { x: 1.5 } });
    expect(errors?.[0]?.message).toBe(
      'Variable "$x" got invalid value 1.5; Decimal cannot be 1.5: a string with digits and a point, such as "13.1825", and not a number, which is not exact, is expected',
    );
  });
});
