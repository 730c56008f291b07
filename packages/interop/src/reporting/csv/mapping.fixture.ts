import { expect } from 'vitest';
import { parseMapping } from './mapping.ts';

/** A mapping without problems. */
export const valid = `period:
  column: Year
  form: year
value: Value
unit: percent
indicators:
  - code: "8.10"
    name: Young people in work
    definition: Share of people aged 16 to 24 who are in work.
    level: POPULATION
    kind: RATIO
    countingUnit: PEOPLE
    direction: INCREASE
`;

/** Parses a mapping. */
export const parse = (text: string) => parseMapping(text, { file: 'work.map.yaml' });

/** The valid mapping with one piece of it changed. */
export function changed(from: string, to: string): string {
  expect(valid).toContain(from);
  return valid.replace(from, to);
}

/** The message with which a mapping is refused. */
export function refusal(text: string): string {
  try {
    parse(text);
  } catch (error) {
    expect(error).toMatchObject({ name: 'SourceError' });
    return String(error instanceof Error && error.message);
  }
  throw new Error('the mapping was not refused');
}
