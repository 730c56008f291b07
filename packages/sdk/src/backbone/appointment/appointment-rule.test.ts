import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeAppointment, type ServedPeriod } from './appointment-rule.ts';
import { backboneAppointment } from './backbone-appointment.ts';

const lead = (startedOn: string, endedOn: string | null = null): ServedPeriod => ({
  organizationId: 'museum',
  role: 'LEAD',
  startedOn,
  endedOn,
});
const paths = (issues: { code: string; path: string[] }[]) => issues.map(({ code, path }) => `${code} ${path}`);

describe('an appointment and the other appointments of its ecosystem', () => {
  it('rejects two leads on one date, including the last date', () => {
    const first = lead('2023-09-01', '2024-08-31');
    expect(judgeAppointment([first], lead('2024-09-01'))).toEqual([]);
    expect(judgeAppointment([first], lead('2022-09-01', '2023-08-31'))).toEqual([]);
    expect(paths(judgeAppointment([first], lead('2024-08-31')))).toEqual(['DUPLICATE startedOn']);
    expect(paths(judgeAppointment([first], lead('2022-09-01', '2023-09-01')))).toEqual(['DUPLICATE endedOn']);
    expect(paths(judgeAppointment([first], lead('2022-09-01')))).toEqual(['DUPLICATE endedOn']);
  });

  it('rejects a second lead with the start date of the lead that has no end date', () => {
    const [issue] = judgeAppointment([lead('2023-09-01')], lead('2025-01-01', '2025-02-01'));
    expect(issue?.message).toContain('since 2023-09-01');
  });

  it('accepts several supporting organizations, and later appointments of one organization', () => {
    const support = (organizationId: string): ServedPeriod => ({
      organizationId,
      role: 'SUPPORT',
      startedOn: '2023-09-01',
      endedOn: null,
    });
    expect(judgeAppointment([lead('2023-09-01'), support('library')], support('school'))).toEqual([]);
    expect(judgeAppointment([support('library')], lead('2023-09-01'))).toEqual([]);
    expect(judgeAppointment([lead('2022-09-01', '2023-08-31')], support('museum'))).toEqual([]);
  });

  it('rejects two appointments of one organization on one date, in any role', () => {
    const support: ServedPeriod = { ...lead('2023-09-01'), role: 'SUPPORT' };
    const [issue] = judgeAppointment([support], { ...support, startedOn: '2025-01-01' });
    expect(issue).toMatchObject({ code: 'DUPLICATE', path: ['startedOn'] });
    expect(issue?.message).toContain('an appointment as SUPPORT since 2023-09-01');
    expect(paths(judgeAppointment([lead('2023-09-01')], support))).toEqual(['DUPLICATE startedOn']);
    expect(paths(judgeAppointment([support], lead('2022-09-01')))).toEqual(['DUPLICATE endedOn']);
    expect(judgeAppointment([support], lead('2022-09-01', '2023-08-31'))).toEqual([]);
  });

  it('keeps one lead and one appointment per organization on each date after every sequence', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2024-02-${String(number).padStart(2, '0')}`);
    const period = fc
      .tuple(fc.constantFrom('LEAD', 'SUPPORT'), fc.constantFrom('museum', 'library', 'school'), day, fc.option(day))
      .map(([role, organizationId, one, other]): ServedPeriod => {
        const [startedOn, endedOn] = other === null || one <= other ? [one, other] : [other, one];
        return { organizationId, role, startedOn, endedOn };
      });
    fc.assert(
      fc.property(fc.array(period, { maxLength: 12 }), (periods) => {
        const appointed: ServedPeriod[] = [];
        for (const next of periods) if (judgeAppointment(appointed, next).length === 0) appointed.push(next);
        for (let at = 1; at <= 28; at++) {
          const on = `2024-02-${String(at).padStart(2, '0')}`;
          const serving = appointed.filter(({ startedOn, endedOn }) => startedOn <= on && (endedOn ?? on) >= on);
          expect(serving.filter(({ role }) => role === 'LEAD').length).toBeLessThanOrEqual(1);
          expect(new Set(serving.map(({ organizationId }) => organizationId)).size).toBe(serving.length);
        }
      }),
    );
  });
});

describe('the record of an appointment', () => {
  const code = (name: string) => ({ scheme: 'backbone-function', code: name, label: name, uri: null });
  const state = {
    organizationId: 'o',
    role: 'LEAD' as const,
    startedOn: '2023-09-01',
    endedOn: null as string | null,
    functions: [code('advance-policy')],
    judgments: [],
  };

  it('cannot end before it starts', () => {
    expect(backboneAppointment.judge({ ...state, endedOn: '2023-09-01' })).toEqual([]);
    expect(paths(backboneAppointment.judge({ ...state, endedOn: '2023-08-31' }))).toEqual([
      'DATES_OUT_OF_ORDER endedOn',
    ]);
  });

  it('rejects a repeated function', () => {
    const functions = [code('advance-policy'), code('build-public-will'), code('advance-policy')];
    expect(paths(backboneAppointment.judge({ ...state, functions }))).toEqual(['DUPLICATE functions,2']);
    const custom = { ...code('advance-policy'), scheme: 'custom' };
    expect(backboneAppointment.judge({ ...state, functions: [custom, code('advance-policy')] })).toEqual([]);
  });
});
