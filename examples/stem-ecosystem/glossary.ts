import { adoptTerm, retireTerm, termDefinition } from '@collective-impact/store';
import { idOf, type Story } from './story.ts';

/** The shared terms: each with its definition, synonyms, and first and last day. */
const terms: [term: string, definition: string, synonyms: string[], adoptedOn?: string, retiredOn?: string][] = [
  [
    'STEM ecosystem',
    'The organizations and people in Quillmere that help young people to learn STEM, and their cooperation.',
    ['Learning ecosystem'],
    '2024-02-13',
  ],
  [
    'Out-of-school time',
    'Hours before and after school, on weekends and in the holidays.',
    ['OST', 'After school'],
    '2024-02-13',
  ],
  [
    'Place',
    'A seat in a program that meets at least once a week for at least eight weeks.',
    ['Slot', 'Seat'],
    '2024-02-13',
  ],
  ['Mentor', 'An adult from a STEM field who meets the same young person at least six times.', ['Guide'], '2024-04-09'],
  [
    'Prepared teacher',
    'A teacher with a degree in the field, or with sixty hours of training in it.',
    ['Qualified teacher'],
    '2024-04-09',
  ],
  ['Work-based learning', 'Learning at a workplace that is discussed at school.', ['WBL'], '2024-10-08'],
  ['Underserved', 'Young people who live in the neighborhoods of the harbor.', ['At risk'], '2024-02-13', '2025-02-11'],
  ['STEM identity', 'Seeing oneself as someone who can do STEM.', ['Sense of belonging in STEM']],
];

/** Creates the terms of the shared glossary. */
export async function createGlossary(story: Story, ecosystemId: string): Promise<void> {
  for (const [term, definition, synonyms, adoptedOn, retiredOn] of terms) {
    const usedIn = adoptedOn ? ['Reports to the partners'] : [];
    await story.create(termDefinition, { key: term, values: { ecosystemId, term, definition, synonyms, usedIn } });
    if (adoptedOn) await story.transition(adoptTerm, { key: term, values: { adoptedOn } });
    if (retiredOn) await story.transition(retireTerm, { key: term, values: { retiredOn } });
  }
}

/** The id of a term, such as `Place`. */
export const term = (name: string): string => idOf('term', name);
