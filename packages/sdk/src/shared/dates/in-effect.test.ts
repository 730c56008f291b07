import { describe, expect, it } from 'vitest';
import { isInEffect, isWithin, participates } from './in-effect.ts';

describe('records on a date', () => {
  it('includes the first and the last day of a period', () => {
    const of2024 = { from: '2024-01-01', to: '2024-12-31' };
    const days = ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'];
    expect(days.map((day) => isWithin(day, of2024))).toEqual([false, true, true, false]);
  });

  it('sets no limit where a date is null', () => {
    expect(isWithin('2024-06-01', { from: null, to: undefined })).toBe(true);
    expect(isInEffect({ startedOn: '2024-06-02', endedOn: null }, '2024-06-01')).toBe(false);
    expect(isInEffect({ startedOn: null, endedOn: '2024-05-31' }, '2024-06-01')).toBe(false);
  });

  it('counts an organization from the day it joined to the day before it left', () => {
    const organization = { joinedOn: '2024-01-01', leftOn: '2024-12-31' };
    const days = ['2023-12-31', '2024-01-01', '2024-12-30', '2024-12-31'];
    expect(days.map((day) => participates(organization, day))).toEqual([false, true, true, false]);
  });
});
