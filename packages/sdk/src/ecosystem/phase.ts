import type { CodeList } from '../shared/code.ts';

/**
 * The five phases of an ecosystem's development. An open list: custom codes are allowed.
 *
 * @see https://www.kauffman.org/collective-impact-toolkit for the five phases of the Collective Impact Forum's toolkit
 */
export const phases: CodeList = {
  scheme: 'collective-impact-phase',
  title: 'Phases of collective impact',
  codes: [
    { code: 'assess-readiness', label: 'Assess readiness' },
    { code: 'initiate-action', label: 'Initiate action' },
    { code: 'organize-for-impact', label: 'Organize for impact' },
    { code: 'begin-implementation', label: 'Begin implementation' },
    { code: 'sustain-action-and-impact', label: 'Sustain action and impact' },
  ],
};
