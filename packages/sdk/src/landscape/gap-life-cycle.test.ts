import { describe, expect, it } from 'vitest';
import { closeGap, reopenGap } from './gap-life-cycle.ts';

const dates = { on: '2025-05-20', today: '2025-08-31', scannedOn: '2023-10-27' };

describe('a gap', () => {
  it('is closed on a day, and can be opened again', () => {
    expect(closeGap({ status: 'OPEN' }, dates)).toEqual({
      ok: true,
      value: { status: 'CLOSED', closedOn: '2025-05-20' },
    });
    expect(reopenGap({ status: 'CLOSED' })).toEqual({ ok: true, value: { status: 'OPEN', closedOn: null } });
  });

  it.each([
    [{ ...dates, on: '2025-09-01' }, 'OUT_OF_RANGE'],
    [{ ...dates, on: '2023-10-26' }, 'DATES_OUT_OF_ORDER'],
  ])('cannot be closed in the future or before its scan: %j', (given, code) => {
    expect(closeGap({ status: 'OPEN' }, given)).toMatchObject({ ok: false, issues: [{ code, path: ['closedOn'] }] });
  });

  it('is closed or reopened once', () => {
    const illegal = { ok: false, issues: [{ code: 'ILLEGAL_TRANSITION', path: ['id'] }] };
    expect(closeGap({ status: 'CLOSED' }, dates)).toMatchObject(illegal);
    expect(reopenGap({ status: 'OPEN' })).toMatchObject(illegal);
  });
});
