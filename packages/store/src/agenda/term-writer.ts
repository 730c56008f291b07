import {
  accepted,
  agendaStepValues,
  judgeTermChange,
  type Outcome,
  refused,
  stepTerm,
  type TermStatus,
  term,
  termKey,
  termLife,
} from '@collective-impact/sdk';
import { changedFields } from '../shared/changed-fields.ts';
import { dayOf } from '../shared/day-of-step.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { Transition, Writing, WrittenRecord } from '../shared/writing.ts';
import { TermEntity } from './term.entity.ts';

/** A term as its rules see it. */
interface Named {
  term: string;
  synonyms: readonly string[];
  status: TermStatus;
  adoptedOn: string | null;
}

/** How terms of the common language are written: each once among those that are not retired. */
export const termWriting: Writing = {
  type: term,
  entity: TermEntity,
  life: termLife,
  onCreate: async (_unit, draft) => accepted(keysOf(draft as unknown as Named)),
  onUpdate: async (_unit, { record, changes }) => {
    const named = record as unknown as Named;
    const issues = judgeTermChange(named, changedFields(record, changes));
    return issues.length > 0 ? refused(...issues) : accepted(keysOf({ ...named, ...changes }));
  },
  constraints: {
    term_once: {
      path: ['term'],
      message: 'this ecosystem has this term already: change that one, or retire it first',
    },
  },
};

/** Makes a proposed term part of the common language. */
export const adoptTerm: Transition = {
  name: 'adoptTerm',
  writing: termWriting,
  values: agendaStepValues.adoptTerm,
  rule: (unit, { record, values }) => step(unit, { record, step: 'adopt', on: values.adoptedOn }),
};

/** Takes a term out of the common language, or a proposal off the table. */
export const retireTerm: Transition = {
  name: 'retireTerm',
  writing: termWriting,
  values: agendaStepValues.retireTerm,
  rule: (unit, { record, values }) => step(unit, { record, step: 'retire', on: values.retiredOn }),
};

async function step(
  unit: UnitOfWork,
  taken: { record: WrittenRecord; step: keyof typeof termLife.steps; on: unknown },
): Promise<Outcome<Record<string, unknown>>> {
  return stepTerm(taken.record as unknown as Named, { step: taken.step, ...(await dayOf(unit, taken)) });
}

/** By what a term is compared and sorted, and in what is looked for it: its name and synonyms, a line each. */
export function keysOf({ term: name, synonyms }: Pick<Named, 'term' | 'synonyms'>): Record<string, string> {
  return { termKey: termKey(name), searchText: [name, ...synonyms].map(termKey).join('\n') };
}
