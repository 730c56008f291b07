import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { codeLineage, type LineageCode } from './code-lineage.ts';

const code = (id: string, round: number, successorIds: string[] = []): LineageCode => ({
  id,
  code: id,
  round,
  successorIds,
});

/** Money and staff merge, time is split, luck is dropped, and trust is new. */
const codes = [
  code('staff', 1, ['means']),
  code('money', 1, ['means']),
  code('time', 1, ['hours', 'years']),
  code('luck', 1),
  code('means', 2),
  code('hours', 2),
  code('years', 2),
  code('trust', 2),
];

const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('the lineage of codes', () => {
  it('is sorted by round, and by code within a round', () => {
    expect(unwrap(codeLineage(codes)).map((step) => step.code.id)).toEqual([
      ...['luck', 'money', 'staff', 'time'],
      ...['hours', 'means', 'trust', 'years'],
    ]);
  });

  it('gives the predecessors and successors of each code, and whether the code is new', () => {
    const steps = new Map(unwrap(codeLineage(codes)).map((step) => [step.code.id, step]));
    expect(ids(steps.get('means')?.predecessors ?? [])).toEqual(['money', 'staff']);
    expect(ids(steps.get('time')?.successors ?? [])).toEqual(['hours', 'years']);
    expect([...steps.values()].filter(({ isNew }) => isNew).map((step) => step.code.id)).toEqual(['trust']);
  });

  it('of one code contains only the codes that led to it and the codes that replaced it', () => {
    const later = [...codes, code('tools', 3)].map((each) =>
      each.id === 'means' ? { ...each, successorIds: ['tools'] } : each,
    );
    expect(unwrap(codeLineage(later, 'money')).map((step) => step.code.id)).toEqual(['money', 'means', 'tools']);
    expect(unwrap(codeLineage(later, 'tools')).map((step) => step.code.id)).toEqual([
      'money',
      'staff',
      'means',
      'tools',
    ]);
    expect(unwrap(codeLineage(codes, 'unknown'))).toEqual([]);
  });

  it('ignores a successor that is not among the codes', () => {
    const [step] = unwrap(codeLineage([code('money', 1, ['hidden'])]));
    expect(step).toMatchObject({ successors: [], predecessors: [], isNew: false });
  });

  const study = fc.tuple(fc.nat(5), fc.nat(5), fc.nat(5)).chain((sizes) => {
    const names = sizes.map((size, round) => Array.from({ length: size }, (_, at) => `${round + 1}${at}`));
    return fc.tuple(
      ...names.flatMap((inRound, at) =>
        inRound.map((id) => fc.subarray(names[at + 1] ?? []).map((next) => code(id, at + 1, next))),
      ),
    );
  });

  it('has a predecessor link for every successor link, whatever the order of the codes', () => {
    fc.assert(
      fc.property(study, (codesOfStudy) => {
        const steps = unwrap(codeLineage(codesOfStudy));
        expect(unwrap(codeLineage([...codesOfStudy].reverse()))).toEqual(steps);
        const forward = steps.flatMap((step) => step.successors.map(({ id }) => `${step.code.id}>${id}`));
        const backward = steps.flatMap((step) => step.predecessors.map(({ id }) => `${id}>${step.code.id}`));
        expect(forward.sort()).toEqual(backward.sort());
        for (const { code: one } of steps) {
          const lineage = unwrap(codeLineage(codesOfStudy, one.id)).map((step) => step.code.id);
          const mutual = lineage.every((other) =>
            unwrap(codeLineage(codesOfStudy, other)).some((step) => step.code.id === one.id),
          );
          expect(lineage).toContain(one.id);
          expect(mutual, 'two codes are in the lineage of each other, or neither is').toBe(true);
        }
      }),
      { numRuns: process.env.TEST_LONG ? 1000 : 50 },
    );
  });
});
