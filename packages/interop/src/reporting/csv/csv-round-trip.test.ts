import { parseDecimal } from '@collective-impact/sdk';
import { type Period, parsePeriod } from '@collective-impact/sdk/period';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemsOf, memoryFile } from '../../testing/memory-file.ts';
import { csvSource } from './csv-source.ts';
import { parseMapping } from './mapping.ts';

const mapping = parseMapping(
  `
period: { column: When, form: code }
value: Figure
base: People
status:
  column: State
  words: { o: OBSERVED, e: ESTIMATED, s: SUPPRESSED_AT_SOURCE, m: MISSING }
unit: { column: Unit, words: { t: tonnes } }
organization: Who
series: [Series, Adjusted]
dimensions: [{ column: Sex }, { column: Age }]
indicators:
  - { series: [x, "y,es"], code: A, name: A, definition: A, level: SYSTEM, kind: AMOUNT, countingUnit: OTHER, direction: INCREASE, frequency: QUARTER }
  - { series: ['x "z"', ""], code: B, name: B, definition: B, level: SYSTEM, kind: AMOUNT, countingUnit: OTHER, direction: INCREASE, frequency: MONTH }
`,
  { file: 'data.map.yaml' },
);

const series: Record<string, readonly [string, string]> = { A: ['x', 'y,es'], B: ['x "z"', ''] };
const states = { OBSERVED: 'o', ESTIMATED: 'e', SUPPRESSED_AT_SOURCE: 's', MISSING: 'm' } as const;

const word = fc
  .string({ unit: fc.constantFrom('a', 'B', 'é', ' ', ',', '"', '\n', '-'), minLength: 1 })
  .map((text) => `w${text}w`);
const year = fc.integer({ min: 1900, max: 2100 });
const period = {
  A: fc.tuple(year, fc.integer({ min: 1, max: 4 })).map(([first, part]) => `${first}-Q${part}`),
  B: fc
    .tuple(year, fc.integer({ min: 1, max: 12 }))
    .map(([first, part]) => `${first}-${String(part).padStart(2, '0')}`),
};
const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, scale]) => parseDecimal(`${digits}e-${scale}`) ?? '0');

const observation = fc
  .record({
    indicator: fc.constantFrom('A' as const, 'B' as const),
    organization: fc.option(word),
    sex: fc.option(word),
    age: fc.option(word),
    figure: fc.oneof(
      fc.record({ value: decimal, status: fc.constantFrom('OBSERVED' as const, 'ESTIMATED' as const) }),
      fc.record({
        value: fc.constant(null),
        status: fc.constantFrom('SUPPRESSED_AT_SOURCE' as const, 'MISSING' as const),
      }),
    ),
    base: fc.option(fc.nat()),
  })
  .chain((row) => period[row.indicator].map((code) => ({ ...row, period: code })));

const quoted = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('csvSource', () => {
  it('reads back the observations in a written file', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(observation, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 1, max: 50 }),
        async (written, chunk) => {
          const rows = written.map(({ indicator, organization, sex, age, figure, base, period: code }) => [
            code,
            ...(series[indicator] ?? []),
            organization ?? '',
            sex ?? '',
            age ?? '',
            't',
            states[figure.status],
            figure.value ?? '',
            base === null ? '' : String(base),
          ]);
          const header = ['When', 'Series', 'Adjusted', 'Who', 'Sex', 'Age', 'Unit', 'State', 'Figure', 'People'];
          const csv = [header, ...rows].map((fields) => fields.map(quoted).join(',')).join('\r\n');
          const read = await itemsOf(csvSource({ file: memoryFile(csv, { chunk }), mapping }), 'observation');
          expect(read.map(({ kind: _kind, place: _place, ...rest }) => rest)).toEqual(
            written.map(({ indicator, organization, sex, age, figure, base, period: code }) => ({
              indicator,
              organization,
              period: (parsePeriod(code) as Period).code,
              categories: [
                ...(sex === null ? [] : [{ dimension: 'sex', category: sex, label: sex }]),
                ...(age === null ? [] : [{ dimension: 'age', category: age, label: age }]),
              ],
              value: figure.value,
              numerator: undefined,
              denominator: undefined,
              base: base === null ? null : String(base),
              status: figure.status,
            })),
          );
        },
      ),
    );
  });
});
