import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { parseCommand } from '../shared/parse.ts';
import { encodeTypeId, newUuid } from '../shared/type-id.ts';
import { reportRequest } from './report-request.ts';
import { closeReportRequest, extendReportRequest, reportRequestStatus } from './report-request-rules.ts';

const request = { opensOn: '2025-01-10', dueOn: '2025-01-31', closedOn: null };
const closed = { ...request, closedOn: '2025-01-20' };

describe('reportRequestStatus', () => {
  it.each([
    [request, '2025-01-09', 'SCHEDULED'],
    [request, '2025-01-10', 'OPEN'],
    [request, '2025-02-28', 'OPEN'],
    [closed, '2025-01-09', 'CLOSED'],
  ])('of %j on %s is %s', (of, today, status) => {
    expect(unwrap(reportRequestStatus(of, today))).toBe(status);
  });
});

describe('extendReportRequest', () => {
  it.each([
    ['the day after the due day', { dueOn: '2025-02-01', today: '2025-01-15' }],
    ['today, after the due day', { dueOn: '2025-02-03', today: '2025-02-03' }],
  ])('accepts %s, and reopens a closed request', (_case, extension) => {
    expect(unwrap(extendReportRequest(closed, extension))).toEqual({ dueOn: extension.dueOn, closedOn: null });
  });

  it.each([
    ['the present due day', { dueOn: '2025-01-31', today: '2025-01-15' }, ' 2025-01-31.'],
    ['a day that has passed', { dueOn: '2025-02-01', today: '2025-02-02' }, ', and must not be before 2025-02-02.'],
  ])('rejects %s', (_case, extension, end) => {
    const outcome = extendReportRequest(request, extension);
    expect(outcome).toMatchObject({ ok: false, issues: [{ code: 'DATES_OUT_OF_ORDER', path: ['dueOn'] }] });
    expect(outcome.ok ? '' : outcome.issues[0]?.message.endsWith(end)).toBe(true);
  });
});

describe('closeReportRequest', () => {
  it('sets the day, once', () => {
    expect(unwrap(closeReportRequest(request, '2025-01-20'))).toEqual({ closedOn: '2025-01-20' });
    expect(closeReportRequest(closed, '2025-01-21')).toMatchObject({
      issues: [
        {
          code: 'ILLEGAL_TRANSITION',
          path: ['id'],
          message: 'This request was closed on 2025-01-20. To reopen it, extend it with `extendReportRequest`.',
        },
      ],
    });
  });
});

describe('a request for reports', () => {
  const version = encodeTypeId('indicator_version', newUuid());
  const values = {
    ecosystemId: encodeTypeId('ecosystem', newUuid()),
    indicatorVersionIds: [version],
    period: '2024',
    opensOn: '2025-01-10',
    dueOn: '2025-01-31',
  };
  const issuesOf = (changes: object) => {
    const parsed = parseCommand(reportRequest.createSchema, { ...values, ...changes });
    const issues = parsed.ok ? reportRequest.judge({ ...parsed.value, closedOn: null }) : parsed.issues;
    return issues.map(({ code, path }) => `${code} ${path.join('.')}`);
  };

  it.each<[object, string[]]>([
    [{}, []],
    [{ opensOn: '2025-01-31' }, []],
    [{ opensOn: '2025-02-01' }, ['DATES_OUT_OF_ORDER dueOn']],
    [{ indicatorVersionIds: [] }, ['OUT_OF_RANGE indicatorVersionIds']],
    [{ indicatorVersionIds: [version, version] }, ['DUPLICATE indicatorVersionIds.1']],
    [{ dueOn: undefined, opensOn: 'soon' }, ['INVALID opensOn', 'REQUIRED dueOn']],
    [{ closedOn: '2025-01-20' }, ['INVALID closedOn']],
  ])('with the changes %j has the issues %j', (changes, expected) => {
    expect(issuesOf(changes)).toEqual(expected);
  });
});
