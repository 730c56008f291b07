import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backboneFunctions } from '../backbone/index.ts';
import { unwrap } from '../shared/outcome.ts';
import { arbitraryRecords } from './ecosystem-records.fixture.ts';
import type { EcosystemRecords } from './ecosystem-records.ts';
import { type FrameworkCode, frameworks } from './frameworks.ts';
import { progress, requiredRecordKinds } from './progress.ts';

const codes = Object.keys(frameworks) as FrameworkCode[];
const lists = ({ on: _day, ...records }: EcosystemRecords) => records as Record<string, readonly { id: string }[]>;
const reversed = (records: EcosystemRecords): EcosystemRecords =>
  ({
    ...Object.fromEntries(Object.entries(lists(records)).map(([kind, list]) => [kind, list.toReversed()])),
    on: records.on,
  }) as never;

describe('the frameworks', () => {
  it('have the criteria of their sources, in their order', () => {
    const criteria = (framework: FrameworkCode) => frameworks[framework].criteria.map(({ code }) => code);
    expect(criteria('FIVE_CONDITIONS')).toEqual([
      'common-agenda',
      'shared-measurement',
      'mutually-reinforcing-activities',
      'continuous-communication',
      'backbone-support',
    ]);
    expect(criteria('STRATEGY_ONE')).toEqual([
      'lead-organization',
      'broad-range-of-stakeholders',
      'readiness',
      'landscape-and-gaps',
      'vision-and-goals',
      'commitments',
      'common-language',
      'shared-measurements',
      'financing-and-policy',
      'communications-strategy',
      'continuous-improvement',
      'reflection-and-peer-learning',
    ]);
    expect(criteria('INCLUDES_ELEMENTS')).toEqual([
      'shared-vision',
      'partnerships',
      'goals-and-metrics',
      'leadership-and-communication',
      'expansion-sustainability-and-scale',
    ]);
    expect(criteria('BACKBONE_FUNCTIONS')).toEqual(backboneFunctions.codes.map(({ code }) => code));
  });

  it('have unique codes', () => {
    expect(codes.map((code) => frameworks[code].code)).toEqual(codes);
  });
});

describe.each(codes)('%s', (framework) => {
  it('explains what is missing for every criterion without records', () => {
    const assessment = unwrap(progress(framework, { on: '2025-08-31' }));
    expect(assessment).toMatchObject({ framework, on: '2025-08-31' });
    expect(assessment.criteria).toHaveLength(frameworks[framework].criteria.length);
    for (const { met, rule, explanation, remedy, evidence } of assessment.criteria) {
      expect(met).toBe(null);
      expect(rule).toMatch(/^[A-Z].*\.$/);
      expect(remedy).toMatch(/^[A-Z].*\.$/);
      expect(explanation).toMatch(/^No .*\.$/);
      expect(evidence).toEqual([]);
    }
  });

  it('is met if the value reaches the threshold, and has neither if there is no result', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        for (const { met, value, threshold, remedy } of unwrap(progress(framework, records)).criteria) {
          expect(remedy === null).toBe(met === true);
          expect(remedy).not.toBe('');
          if (met === null) expect([value, threshold]).toEqual([null, null]);
          else {
            expect(value).not.toBe(null);
            // Thresholds differ from one criterion to the next. A threshold of 0 would always be reached.
            expect(threshold).toBeGreaterThan(0);
            expect(met).toBe(Number(value) >= Number(threshold));
          }
        }
      }),
    );
  });

  it('lists as evidence only given records, of kinds that the criterion uses', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        for (const [at, { evidence }] of unwrap(progress(framework, records)).criteria.entries()) {
          const recordKinds = frameworks[framework].criteria[at]?.recordKinds ?? [];
          const ids = new Set(recordKinds.flatMap((kind) => records[kind].map(({ id }) => id)));
          expect(evidence.filter((id) => !ids.has(id))).toEqual([]);
          expect(evidence).toEqual([...new Set(evidence)].sort());
        }
      }),
    );
  });

  it('does not depend on the order of the records', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        expect(unwrap(progress(framework, reversed(records)))).toEqual(unwrap(progress(framework, records)));
      }),
    );
  });

  it('uses only the kinds of record that it declares', () => {
    fc.assert(
      fc.property(arbitraryRecords, (records) => {
        const declared = Object.fromEntries(
          unwrap(requiredRecordKinds(framework)).map((kind) => [kind, records[kind]]),
        );
        expect(unwrap(progress(framework, { on: records.on, ...declared }))).toEqual(
          unwrap(progress(framework, records)),
        );
      }),
    );
  });
});
