import { InputError } from '@collective-impact/sdk';
import { expect, it } from 'vitest';
import { alignmentWith } from '../../activity/alignment-reader.ts';
import { mostAnalyzedRecords, requireFewRecords } from './records-of-analysis.ts';

const records = (count: number) => Array.from({ length: count }, (_, at) => ({ id: String(at) }));

const tooMany = (analysis: string, names: string) =>
  new InputError(
    `\`${analysis}\` is limited to 20,000 records of each type. The ecosystem has more: ${names}. Read the records in pages, and compute \`${analysis}\` with \`@collective-impact/sdk\`.`,
  );

it('an analysis accepts 20,000 records of each type, and names all types with more', () => {
  const most = records(mostAnalyzedRecords);
  const more = records(mostAnalyzedRecords + 1);
  expect(requireFewRecords('progress', { activities: most, goals: [] })).toBeUndefined();
  expect(() => requireFewRecords('progress', { activities: more, goals: most, organizations: more })).toThrow(
    tooMany('progress', 'activities, organizations'),
  );
});

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
  const request = { commonAgendaId: null, options: {} };
  expect(alignmentWith(none, request).organizationsWithoutActivity).toEqual([]);
  expect(() => alignmentWith({ ...none, organizations: records(mostAnalyzedRecords + 1) }, request)).toThrow(
    tooMany('alignment', 'organizations'),
  );
});
