import { InputError } from '@collective-impact/sdk';
import { expect, it } from 'vitest';
import { mostAnalyzedRecords } from '../shared/rows/records-of-analysis.ts';
import { alignmentWith } from './alignment-reader.ts';

it('the alignment of an ecosystem with more records is rejected', () => {
  const none = {
    agendas: [],
    goals: [],
    strategies: [],
    organizations: [],
    indicators: [],
    indicatorContributions: [],
    activities: [],
    goalContributions: [],
    reinforcements: [],
    commitments: [],
    places: [],
  };
  const organizations = Array.from({ length: mostAnalyzedRecords + 1 }, (_, at) => ({ id: String(at) }));
  const request = { commonAgendaId: null, options: {} };
  expect(alignmentWith(none, request).organizationsWithoutActivity).toEqual([]);
  expect(() => alignmentWith({ ...none, organizations }, request)).toThrow(
    new InputError(
      '`alignment` is limited to 20,000 records of each type. The ecosystem has more: organizations. Read the records in pages, and compute `alignment` with `@collective-impact/sdk`.',
    ),
  );
});
