import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, createSchema } from '@collective-impact/gateway';
import { csvSource, parseMapping } from '@collective-impact/interop';
import { anonymous, localProgram } from '@collective-impact/sdk';
import { type Loaded, load } from '@collective-impact/store';
import { engines, openTestDatabase, type TestDatabase } from '@collective-impact/store/testing';
import { graphql } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { files, folder, type Row, rowsOf } from './uk-youth.ts';

/*
 * Every published row is returned unchanged, including its status. The files of the example are imported like files of a user,
 * queried anonymously, and compared with an independent reading of the files.
 */

const schema = createSchema();

const counts: Record<string, { rows: number; setAside: number; withheld: number }> = {
  'indicator_4-1-2.csv': { rows: 46, setAside: 0, withheld: 0 },
  'indicator_4-3-1.csv': { rows: 90, setAside: 22, withheld: 0 },
  'indicator_5-a-1.csv': { rows: 1728, setAside: 0, withheld: 556 },
  'indicator_8-6-1.csv': { rows: 1917, setAside: 0, withheld: 0 },
};

/** A cell as the gateway returns it. */
interface ReturnedCell {
  categories: { dimension: { label: string; code: string }; code: string; label: string }[];
  value: string | null;
  status: string;
  suppressed: boolean;
  numerator: null;
  denominator: null;
  base: null;
  standardError: null;
  organization: null;
  place: null;
}

const figure = `categories { dimension { code label } code label } value numerator denominator base standardError status
  suppressed organization { id } place { code }`;

/** A cell as one line of text, for comparison and for readable failures. */
const line = ({ period, categories, value, status }: Pick<Row, 'period' | 'categories' | 'value' | 'status'>) =>
  [period, ...categories, value ?? 'no value', status].join(' | ');

/** The column of a dimension. */
const columnOf = (label: string) => (label === 'Occupation' ? 'Occupation unit group' : label);

function lineOfCell(period: string, cell: ReturnedCell): string {
  const { value, status, suppressed, numerator, denominator, base, standardError, organization, place } = cell;
  expect({ suppressed, numerator, denominator, base, standardError, organization, place }).toEqual({
    suppressed: false,
    numerator: null,
    denominator: null,
    base: null,
    standardError: null,
    organization: null,
    place: null,
  });
  const categories = cell.categories.map(({ dimension, code, label }) => {
    expect(code).toBe(label);
    return `${columnOf(dimension.label)}=${label}`;
  });
  return line({ period, categories: categories.sort(), value, status });
}

/** Rows that share their cell with another row of the file. */
function ambiguous(rows: readonly Row[]): Row[] {
  const cells = Map.groupBy(rows, (row) => JSON.stringify([row.indicator, row.period, row.categories]));
  return [...cells.values()].filter(({ length }) => length > 1).flat();
}

describe.each(engines)('the example uk-youth on %s', (engine) => {
  let database: TestDatabase;
  const imported = new Map<string, Loaded>();

  beforeAll(async () => {
    database = await openTestDatabase(engine);
    for (const file of files) {
      const name = file.replace('.csv', '.map.yaml');
      const mapping = parseMapping(readFileSync(join(folder, name), 'utf8'), { file: name });
      const loaded = await load(database, {
        source: csvSource({ file: join(folder, file), mapping }),
        viewer: localProgram,
        ecosystem: 'uk-youth',
        create: { name: 'Young people in the UK' },
        visibility: 'PUBLIC',
      });
      imported.set(file, loaded);
    }
  });
  afterAll(() => database.close());

  async function ask<T>(source: string, variableValues: Record<string, unknown>): Promise<T> {
    const contextValue = createContext(database, anonymous);
    const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
    expect(errors).toBeUndefined();
    return data as T;
  }

  async function seriesOf(code: string): Promise<string[]> {
    const source = `query ($code: String!) {
      ecosystem(slug: "uk-youth") { indicators(code: $code) { nodes { series { period ${figure} } } } }
    }`;
    type Answer = { ecosystem: { indicators: { nodes: { series: (ReturnedCell & { period: string })[] }[] } } };
    const { ecosystem } = await ask<Answer>(source, { code });
    return ecosystem.indicators.nodes.flatMap(({ series }) => series).map((point) => lineOfCell(point.period, point));
  }

  async function releasedOf(code: string): Promise<string[]> {
    const source = `query ($code: String!, $after: String) {
      ecosystem(slug: "uk-youth") { indicators(code: $code) { nodes { releases(first: 100, after: $after) {
        nodes { period cells(first: 100) { nodes { ${figure} } pageInfo { hasNextPage } } }
        pageInfo { hasNextPage endCursor }
      } } } }
    }`;
    type Paged<T> = { nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
    type Answer = {
      ecosystem: { indicators: { nodes: { releases: Paged<{ period: string; cells: Paged<ReturnedCell> }> }[] } };
    };
    const lines: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const answer: Answer = await ask<Answer>(source, { code, after });
      for (const { releases } of answer.ecosystem.indicators.nodes) {
        for (const { period, cells } of releases.nodes) {
          expect(cells.pageInfo.hasNextPage).toBe(false);
          lines.push(...cells.nodes.map((cell) => lineOfCell(period, cell)));
        }
        ({ hasNextPage: more, endCursor: after } = releases.pageInfo);
      }
    }
    return lines;
  }

  it('is tested with all of its files', () => {
    expect(files).toEqual(Object.keys(counts));
  });

  describe.each(files)('%s', (file) => {
    const rows = rowsOf(file);
    const setAside = new Set(ambiguous(rows));
    const importedRows = rows.filter((row) => !setAside.has(row));

    it('has the expected number of rows, ambiguous rows and suppressed rows', () => {
      const withheld = rows.filter(({ status }) => status === 'SUPPRESSED_AT_SOURCE');
      expect({ rows: rows.length, setAside: setAside.size, withheld: withheld.length }).toEqual(counts[file]);
      expect(withheld.every(({ value }) => value === null)).toBe(true);
      expect(rows.every(({ value, status }) => (value === null) === (status === 'SUPPRESSED_AT_SOURCE'))).toBe(true);
    });

    it('is imported completely: every row is a cell, or is set aside and listed', () => {
      const { observations, cells, notes, unreleased, kept } = imported.get(file) as Loaded;
      expect({ observations, created: cells.created }).toEqual({
        observations: rows.length,
        created: importedRows.length,
      });
      expect({ unreleased, kept: kept.cells }).toEqual({ unreleased: [], kept: 0 });
      const named = notes.setAside.map(({ place }) => place.line).sort((a = 0, b = 0) => a - b);
      expect(named).toEqual([...setAside].map(({ line }) => line).sort((a, b) => a - b));
      const values = notes.setAside.map(({ place, detail }) => [place.line, detail.match(/value (\S+)/)?.[1]]);
      expect(new Map(values as [number, string][])).toEqual(
        new Map([...setAside].map(({ line, value }) => [line, value])),
      );
    });

    it.each([...new Set(rows.map(({ indicator }) => indicator))])('returns every row of %s unchanged', async (code) => {
      const expected = importedRows.filter(({ indicator }) => indicator === code).map(line);
      expect((await seriesOf(code)).sort()).toEqual(expected.toSorted());
      expect((await releasedOf(code)).sort()).toEqual(expected.sort());
    });
  });

  it('has no indicator that is not in a file', async () => {
    const { ecosystem } = await ask<{ ecosystem: { indicators: { nodes: { code: string }[] } } }>(
      '{ ecosystem(slug: "uk-youth") { indicators(first: 100) { nodes { code } } } }',
      {},
    );
    const codes = new Set(files.flatMap((file) => rowsOf(file).map(({ indicator }) => indicator)));
    expect(ecosystem.indicators.nodes.map(({ code }) => code).sort()).toEqual([...codes].sort());
  });
});
