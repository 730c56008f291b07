import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { agendaStatuses } from './agenda-life-cycle.ts';
import { agendaSupport, agendaSupportOverTime } from './agenda-support.ts';
import {
  judgeEndorsedBeforeLeaving,
  judgeEndorsedBeforeSuperseding,
  judgeEndorsement,
  judgeEndorsementChange,
  withdrawEndorsement,
} from './endorsement-rule.ts';

const proposed = { status: 'PROPOSED' as const, proposedOn: '2024-01-10', supersededOn: null };
const today = '2025-06-01';
const endorsement = { endorsedOn: '2024-01-20', today, agenda: proposed, organization: { leftOn: null } };

describe('endorsing an agenda', () => {
  it('is accepted in every status except DRAFT', () => {
    for (const status of agendaStatuses) {
      const issues = judgeEndorsement({ ...endorsement, agenda: { ...proposed, status } });
      expect(issues).toEqual(
        status === 'DRAFT' ? [expect.objectContaining({ code: 'ILLEGAL_TRANSITION', path: ['commonAgendaId'] })] : [],
      );
    }
  });

  it.each([
    { name: 'before the agenda was proposed', endorsedOn: '2024-01-09', text: 'proposed on 2024-01-10' },
    { name: 'after the agenda was superseded', endorsedOn: '2025-01-02', text: 'superseded on 2025-01-01' },
    { name: 'after the organization left', endorsedOn: '2024-06-02', text: 'left on 2024-06-01' },
  ])('is rejected $name', ({ endorsedOn, text }) => {
    const agenda = { ...proposed, supersededOn: '2025-01-01' };
    const leftOn = text.startsWith('left') ? '2024-06-01' : null;
    expect(judgeEndorsement({ endorsedOn, today, agenda, organization: { leftOn } })).toEqual([
      { code: 'DATES_OUT_OF_ORDER', path: ['endorsedOn'], message: expect.stringContaining(text) },
    ]);
  });

  it('is rejected on a future date', () => {
    expect(judgeEndorsement({ ...endorsement, endorsedOn: '2025-06-02' })).toEqual([
      expect.objectContaining({ code: 'OUT_OF_RANGE', path: ['endorsedOn'] }),
    ]);
  });

  it('is accepted on the first and on the last date', () => {
    const agenda = { ...proposed, supersededOn: '2025-01-01' };
    for (const endorsedOn of ['2024-01-10', '2025-01-01']) {
      expect(judgeEndorsement({ endorsedOn, today, agenda, organization: { leftOn: '2025-01-01' } })).toEqual([]);
    }
  });
});

describe('superseding an agenda, or leaving the ecosystem', () => {
  it('is rejected on a date before the latest endorsement', () => {
    for (const latest of ['2024-03-01', '2024-02-29', null]) {
      expect(judgeEndorsedBeforeSuperseding('2024-03-01', latest)).toEqual([]);
      expect(judgeEndorsedBeforeLeaving('2024-03-01', latest)).toEqual([]);
    }
    expect(judgeEndorsedBeforeSuperseding('2024-03-01', '2024-03-02')).toEqual([
      { code: 'DATES_OUT_OF_ORDER', path: ['ratifiedOn'], message: expect.stringContaining('2024-03-02') },
    ]);
    expect(judgeEndorsedBeforeLeaving('2024-03-01', '2024-03-02')).toEqual([
      { code: 'DATES_OUT_OF_ORDER', path: ['leftOn'], message: expect.stringContaining('2024-03-02') },
    ]);
  });
});

describe('withdrawing an endorsement', () => {
  const valid = { endorsedOn: '2024-01-20', withdrawnOn: null };

  it('is accepted once, on the date of the endorsement or later', () => {
    const withdrawn = withdrawEndorsement(valid, { on: '2024-01-20', today });
    expect(withdrawn).toEqual({ ok: true, value: { withdrawnOn: '2024-01-20' } });
    expect(withdrawEndorsement({ ...valid, withdrawnOn: '2024-01-20' }, { on: '2024-05-01', today })).toMatchObject({
      ok: false,
      issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }],
    });
    expect(withdrawEndorsement(valid, { on: '2024-01-19', today })).toMatchObject({
      ok: false,
      issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['withdrawnOn'] }],
    });
    expect(withdrawEndorsement(valid, { on: '2025-06-02', today })).toMatchObject({
      ok: false,
      issues: [{ code: 'OUT_OF_RANGE', path: ['withdrawnOn'] }],
    });
  });

  it('makes the endorsement immutable, except for its visibility', () => {
    expect(judgeEndorsementChange(valid, ['signatory'])).toEqual([]);
    expect(judgeEndorsementChange({ withdrawnOn: '2024-02-01' }, ['signatory', 'visibility'])).toEqual([
      expect.objectContaining({ code: 'IMMUTABLE', path: ['signatory'] }),
    ]);
  });
});

describe('the support of an agenda', () => {
  const organizations = [
    { id: 'museum', joinedOn: '2023-09-01' },
    { id: 'library', leftOn: '2024-06-01' },
    { id: 'school', joinedOn: '2024-09-01' },
  ];
  const endorsements = [
    { organizationId: 'museum', endorsedOn: '2024-01-10', withdrawnOn: '2024-10-01' },
    { organizationId: 'library', endorsedOn: '2024-01-10' },
    { organizationId: 'elsewhere', endorsedOn: '2024-01-10' },
  ];

  it.each([
    ['2023-01-01', 0, 1, '0'],
    ['2024-01-09', 0, 2, '0'],
    ['2024-01-10', 2, 2, '1'],
    ['2024-06-01', 1, 1, '1'],
    ['2024-09-01', 1, 2, '0.5'],
    ['2024-10-01', 0, 2, '0'],
  ])('counts on %s the organizations of the ecosystem and their valid endorsements', (on, endorsing, count, share) => {
    expect(unwrap(agendaSupport({ organizations, endorsements }, { on }))).toEqual({
      endorsing,
      organizations: count,
      share,
    });
  });

  it('has over time one point for each date from the first endorsement on which it changed', () => {
    const points = (through: string) =>
      unwrap(agendaSupportOverTime({ organizations, endorsements }, { through })).map((point) => Object.values(point));
    // The endorsement of an organization outside the ecosystem, and the joining before the first endorsement, are no points.
    const expected = [
      ['2024-01-10', 2, 2, '1'],
      ['2024-06-01', 1, 1, '1'],
      ['2024-09-01', 1, 2, '0.5'],
      ['2024-10-01', 0, 2, '0'],
    ];
    expect(points('2024-10-01')).toEqual(expected);
    expect(points('2024-09-30')).toEqual(expected.slice(0, 3));
    expect(points('2024-01-09')).toEqual([]);
    expect(unwrap(agendaSupportOverTime({ organizations, endorsements: [] }, { through: '2024-10-01' }))).toEqual([]);
    expect(agendaSupportOverTime({ organizations, endorsements }, { through: 'today' })).toMatchObject({
      ok: false,
      issues: [{ path: ['options', 'through'] }],
    });
  });

  it('has no share if there are no organizations', () => {
    expect(unwrap(agendaSupport({ organizations: [], endorsements }, { on: '2024-02-01' }))).toEqual({
      endorsing: 0,
      organizations: 0,
      share: null,
    });
  });

  it('counts each organization once, and never more endorsements than organizations', () => {
    const day = fc.constantFrom('2024-01-01', '2024-01-02', '2024-01-03');
    const id = fc.constantFrom('a', 'b', 'c');
    const organization = fc.record({ id, joinedOn: fc.option(day), leftOn: fc.option(day) });
    const endorsement = fc.record({ organizationId: id, endorsedOn: day, withdrawnOn: fc.option(day) });
    fc.assert(
      fc.property(
        fc.uniqueArray(organization, { selector: (item) => item.id }),
        fc.array(endorsement),
        day,
        (organizationList, endorsementList, on) => {
          const support = unwrap(
            agendaSupport({ organizations: organizationList, endorsements: endorsementList }, { on }),
          );
          expect(support.endorsing).toBeLessThanOrEqual(support.organizations);
          const repeated = unwrap(
            agendaSupport(
              { organizations: organizationList, endorsements: [...endorsementList, ...endorsementList] },
              { on },
            ),
          );
          expect(repeated).toEqual(support);
        },
      ),
    );
  });
});
