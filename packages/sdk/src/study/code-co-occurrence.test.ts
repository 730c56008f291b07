import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { codeCoOccurrence } from './code-co-occurrence.ts';

const codes = ['trust', 'money', 'time'].map((code) => ({ id: code, code, label: code.toUpperCase() }));
const coding = (excerptId: string, codebookCodeId: string, coder = 'A') => ({ coder, excerptId, codebookCodeId });

const codings = [
  ...[coding('x', 'trust'), coding('x', 'money', 'B'), coding('x', 'time'), coding('x', 'trust', 'B')],
  ...[coding('y', 'trust'), coding('y', 'money'), coding('z', 'time'), coding('z', 'code of another round')],
];

describe('pairs of co-occurring codes', () => {
  it('are sorted by frequency, then by code', () => {
    const { basis, reason, codedExcerpts, pairs } = unwrap(codeCoOccurrence({ codes, codings }));
    expect({ basis, reason, codedExcerpts }).toEqual({ basis: 'RECORDS', reason: null, codedExcerpts: 3 });
    expect(
      pairs.map(({ firstCode, secondCode, both, either, share }) => [
        firstCode.code,
        secondCode.code,
        both,
        either,
        share,
      ]),
    ).toEqual([
      ['money', 'trust', 2, 2, '1'],
      ['money', 'time', 1, 3, '0.333333'],
      ['time', 'trust', 1, 3, '0.333333'],
    ]);
  });

  it('do not depend on the order of codes or codings', () => {
    const reversed = { codes: [...codes].reverse(), codings: [...codings].reverse() };
    expect(unwrap(codeCoOccurrence(reversed))).toEqual(unwrap(codeCoOccurrence({ codes, codings })));
  });

  it('exclude codes without an excerpt in common', () => {
    expect(unwrap(codeCoOccurrence({ codes, codings: [coding('x', 'trust'), coding('y', 'time')] }))).toMatchObject({
      basis: 'RECORDS',
      codedExcerpts: 2,
      pairs: [],
    });
  });

  it('state the reason if there are no codings', () => {
    expect(unwrap(codeCoOccurrence({ codes, codings: [] }))).toMatchObject({
      basis: 'NO_DATA',
      codedExcerpts: 0,
      pairs: [],
    });
    expect(unwrap(codeCoOccurrence({ codes: [], codings: [], published: true })).reason).toContain(
      'published figures only',
    );
  });
});
