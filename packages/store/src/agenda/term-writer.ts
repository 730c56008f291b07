import { accepted, refused } from '@collective-impact/sdk';
import {
  agendaTransitionValues,
  judgeTermChange,
  type Term,
  term,
  termKey,
  termLife,
  transitionTerm,
} from '@collective-impact/sdk/agenda';
import { eventDayOf } from '../shared/event-day.ts';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { type TransitionOf, transition } from '../shared/transition.ts';
import { changedFields } from '../shared/writing/changed-fields.ts';
import { TermEntity } from './term.entity.ts';

/** How terms of the shared glossary are stored: each once among the terms that are not retired. */
export const termDefinition: RecordDefinition<typeof term, typeof TermEntity> = {
  type: term,
  entity: TermEntity,
  life: termLife,
  onCreate: async (_unit, draft) => accepted(keysOf(draft)),
  onUpdate: async (_unit, { record, changes }) => {
    const issues = judgeTermChange(record, changedFields(record, changes));
    return issues.length > 0 ? refused(...issues) : accepted(keysOf({ ...record, ...changes }));
  },
  constraints: {
    term_once: {
      path: ['term'],
      message: 'The glossary already contains this term. Update the existing term, or retire it first.',
    },
  },
};

/** Makes a proposed term part of the shared glossary. */
export const adoptTerm: TransitionOf<typeof termDefinition, typeof agendaTransitionValues.adoptTerm> = transition(
  termDefinition,
  {
    name: 'adoptTerm',
    values: agendaTransitionValues.adoptTerm,
    rule: async (unit, { record, values }) =>
      transitionTerm(record, { transition: 'adopt', ...(await eventDayOf(unit, { record, on: values.adoptedOn })) }),
  },
);

/** Removes a term from the shared glossary, or withdraws a proposed term. */
export const retireTerm: TransitionOf<typeof termDefinition, typeof agendaTransitionValues.retireTerm> = transition(
  termDefinition,
  {
    name: 'retireTerm',
    values: agendaTransitionValues.retireTerm,
    rule: async (unit, { record, values }) =>
      transitionTerm(record, { transition: 'retire', ...(await eventDayOf(unit, { record, on: values.retiredOn })) }),
  },
);

/** The normalized texts that terms are compared, sorted and searched by. `searchText` has one line for the term and each synonym. */
export function keysOf({ term: name, synonyms }: Pick<Term, 'term' | 'synonyms'>) {
  return { termKey: termKey(name), searchText: [name, ...synonyms].map(termKey).join('\n') };
}
