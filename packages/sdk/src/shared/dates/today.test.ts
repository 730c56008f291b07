import { describe, expect, it } from 'vitest';
import { isTimeZone, today } from './today.ts';

describe('today', () => {
  it.each([
    ['UTC', '2025-06-30T23:59:59Z', '2025-06-30'],
    ['UTC', '2025-07-01T00:00:00Z', '2025-07-01'],
    ['Pacific/Kiritimati', '2025-06-30T09:59:59Z', '2025-06-30'],
    ['Pacific/Kiritimati', '2025-06-30T10:00:00Z', '2025-07-01'],
    ['Pacific/Pago_Pago', '2025-07-01T10:59:59Z', '2025-06-30'],
    ['Pacific/Pago_Pago', '2025-07-01T11:00:00Z', '2025-07-01'],
    ['America/Chicago', '2025-07-01T04:59:59Z', '2025-06-30'],
    ['America/Chicago', '2025-07-01T05:00:00Z', '2025-07-01'],
    ['America/Chicago', '2025-01-01T05:59:59Z', '2024-12-31'],
    ['America/Chicago', '2025-01-01T06:00:00Z', '2025-01-01'],
    ['Asia/Kathmandu', '2025-02-28T18:14:59Z', '2025-02-28'],
    ['Asia/Kathmandu', '2025-02-28T18:15:00Z', '2025-03-01'],
  ])('returns, in %s at %s, the day %s', (timeZone, now, day) => {
    expect(today(timeZone, new Date(now))).toBe(day);
  });
});

describe('isTimeZone', () => {
  it.each(['UTC', 'America/Chicago', 'Europe/Berlin', 'Asia/Kolkata'])('accepts %s', (name) => {
    expect(isTimeZone(name)).toBe(true);
  });

  it.each(['', 'Chicago', 'America/Chicago ', '-06:00', '+05:30', 'Mars/Olympus', 'UTC\0'])('rejects %j', (name) => {
    expect(isTimeZone(name)).toBe(false);
  });
});
