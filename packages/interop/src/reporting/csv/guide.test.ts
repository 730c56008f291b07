import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { formExample, periodForms, readPeriod } from '../../period/index.ts';
import { itemsOf, memoryFile } from '../../testing/memory-file.ts';
import { csvSource } from './csv-source.ts';
import { parseMapping } from './mapping.ts';
import { mappingSchema } from './mapping-schema.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../../../docs/guides/import-your-spreadsheet.md'), 'utf8');

function block(language: string): string {
  const [, text] = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(guide) ?? [];
  if (text === undefined) throw new Error(`the guide has no ${language}`);
  return text;
}

/** The row of a table of the guide that begins with a key, without that. */
const rowsOf = (key: string) =>
  guide.split('\n').filter((line) => line.startsWith('|') && line.split('|')[1]?.includes(`\`${key}\``));

describe('the guide "Import your spreadsheet"', () => {
  it('contains a mapping that matches its table', async () => {
    const mapping = parseMapping(block('yaml'), { file: 'places.map.yaml' });
    const source = csvSource({ file: memoryFile(block('csv')), mapping });
    const observations = await itemsOf(source, 'observation');
    expect(observations.map(({ organization, value, status }) => [organization, value, status])).toEqual([
      ['Riverside Museum', '140', 'OBSERVED'],
      ['Riverside Museum', '80', 'OBSERVED'],
      ['Riverside Museum', '60', 'OBSERVED'],
      ['Riverside Museum', '150', 'PROVISIONAL'],
      ['Hillside Library', null, 'SUPPRESSED_AT_SOURCE'],
    ]);
  });

  it('explains every key of a mapping', () => {
    const { indicators, dimensions, goals, ...top } = mappingSchema.shape;
    const keys = [
      ...Object.keys(top).filter((key) => key !== 'period'),
      ...Object.keys(indicators.element.shape),
      ...Object.keys(dimensions.unwrap().element.shape),
      'period.column',
      'period.form',
      'goals',
      'indicators',
      'dimensions',
    ];
    expect(keys.filter((key) => rowsOf(key).length === 0)).toEqual([]);
    const goalKeys = Object.keys(goals.unwrap().element.shape);
    const [, ofGoals = ''] = guide.split('### Each goal');
    expect(goalKeys.filter((key) => !(ofGoals.split('###')[0] ?? '').includes(`\`${key}\``))).toEqual([]);
  });

  it('shows an example of every form of a period', () => {
    for (const form of periodForms) {
      const [row = ''] = rowsOf(form);
      const shown = [...(row.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, text = '']) => text);
      // A form may have several examples.
      expect(shown, form).not.toEqual([]);
      expect(
        shown.filter((text) => readPeriod(text, form) === undefined),
        form,
      ).toEqual([]);
    }
    expect(Object.keys(formExample)).toEqual([...periodForms]);
  });
});
