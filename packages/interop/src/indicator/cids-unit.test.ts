import { describe, expect, it } from 'vitest';
import { CidsNode } from '../shared/cids-node.ts';
import { CidsTerms } from '../shared/cids-terms.ts';
import type { Json } from '../shared/json-tree.ts';
import { NoteBook } from '../shared/note-book.ts';
import { countsPeople, takeUnit } from './cids-unit.ts';

function read(properties: Record<string, Json>) {
  const object = new Map<string, Json>([['@type', 'cids:Indicator'], ...Object.entries(properties)]);
  const node = new CidsNode(object, { terms: new CidsTerms(), place: { file: 'a.json' }, position: '$[0]' });
  const book = new NoteBook();
  return { unit: takeUnit(node, book), dropped: book.notes.dropped };
}

describe('takeUnit', () => {
  it.each<[string, Record<string, Json>, string, string]>([
    ['a word', { 'i72:unit_of_measure': 'Jobs' }, 'jobs', 'Jobs'],
    ['a percent sign', { 'i72:unit_of_measure': '%' }, 'percent', 'Percent'],
    ['the description', { 'cids:unitDescription': 'Square foot ' }, 'square-foot', 'Square foot'],
    ['a listed unit', { unit_of_measure: 'cids:percentUnit' }, 'percent', 'Percent'],
    [
      'a listed unit in full',
      { unit_of_measure: 'https://ontology.commonapproach.org/cids#cad' },
      'canadian-dollar',
      'Canadian Dollar',
    ],
    ['a link', { unit_of_measure: new Map([['@id', 'cids:tonne']]) }, 'tonne', 'Tonne'],
    ['a nested unit', { unit_of_measure: new Map([['rdfs:label', 'Meals']]) }, 'meals', 'Meals'],
    [
      'a description beside a count',
      { unit_of_measure: 'cids:countUnit', unitDescription: 'Youth served' },
      'youth-served',
      'Youth served',
    ],
  ])('reads %s', (_, properties, code, label) => {
    expect(read(properties)).toEqual({ unit: { scheme: 'unit', code, label, uri: null }, dropped: [] });
  });

  it('returns undefined without a unit', () => {
    expect(read({ unit_of_measure: '' }).unit).toBeUndefined();
  });

  it('notes a description of another unit', () => {
    const { unit, dropped } = read({ unit_of_measure: 'cids:tonne', unitDescription: 'GHG' });
    expect(unit?.code).toBe('tonne');
    expect(dropped).toMatchObject([{ kind: 'Indicator.unitDescription', detail: expect.stringContaining('"GHG"') }]);
  });

  it('notes an additional unit', () => {
    expect(read({ unit_of_measure: ['Jobs', 'Requests'] }).dropped).toMatchObject([
      { kind: 'additional value of Indicator.unit_of_measure', detail: expect.stringContaining('"Requests"') },
    ]);
  });
});

describe('countsPeople', () => {
  it.each([
    ['Participants', true],
    ['# of youth served', true],
    ['Élèves', true],
    ['Requests', false],
    ['Manholes', false],
  ])('returns for %s: %s', (label, people) => {
    expect(countsPeople({ scheme: 'unit', code: 'x', label, uri: null })).toBe(people);
  });
});
