import { describe, expect, it } from 'vitest';
import { goal } from '../agenda/index.ts';
import { meeting } from '../communication/index.ts';
import { organization } from '../ecosystem/index.ts';
import { proposalLife, proposalStatuses } from './proposal-life-cycle.ts';
import { issuesOfChanges, parseChanges, parseJson, referencedIds } from './proposed-changes.ts';

const change = (field: string, value: string) => ({ field, value });

describe('parseChanges', () => {
  it('returns the values of an update, and null to clear a field', () => {
    const changes = [
      change('name', '"City Library"'),
      change('url', 'null'),
      change('stakeholderGroups', '[{"code":"k-12"}]'),
    ];
    expect(parseChanges(changes)).toEqual({
      ok: true,
      value: { name: 'City Library', url: null, stakeholderGroups: [{ code: 'k-12' }] },
    });
  });

  it('rejects each value that is not JSON, and each field that no update changes', () => {
    const outcome = parseChanges([change('name', 'Library'), change('id', '"x"'), change('ecosystemId', 'x')]);
    const issues = outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
    expect(issues).toEqual([
      'INVALID changes.0.value',
      'INVALID changes.1.field',
      'INVALID changes.2.value',
      'INVALID changes.2.field',
    ]);
    expect(outcome.ok ? '' : outcome.issues[0]?.message).toBe(
      'The value of `name` is not JSON. Write a text in quotation marks, such as "\\"City Library\\"".',
    );
  });
});

describe('a value with many levels', () => {
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  it('is accepted with 32 of them, and rejected with more', () => {
    expect(parseChanges([change('name', nested(32))]).ok).toBe(true);
    for (const levels of [33, 50_000]) {
      const message = '`changes.0.value` has more than 32 levels of lists and objects. Remove the inner ones.';
      expect(parseChanges([change('name', nested(levels))])).toEqual({
        ok: false,
        issues: [{ code: 'INVALID', path: ['changes', '0', 'value'], message }],
      });
    }
  });
});

describe('issuesOfChanges', () => {
  const changes = [change('name', '""'), change('nickname', '"L"'), change('serviceAreas', '[]')];
  const placed = (...path: string[]) =>
    issuesOfChanges([{ code: 'INVALID', path, message: 'x' }], { type: organization, changes })[0]?.path.join('.');

  it.each([
    [['name'], 'changes.0.value'],
    [['serviceAreas', '0', 'code'], 'changes.2.value.0.code'],
    [['nickname'], 'changes.1.field'],
    [['expectedVersion'], 'recordId'],
  ])('gives the path %j in an update the place %s', (path, place) => {
    expect(placed(...path)).toBe(place);
  });
});

describe('referencedIds', () => {
  it('finds the ids in a reference, in a list, and in the entries of a list', () => {
    expect(referencedIds(goal, { field: 'basedOnId', value: 'goal_1' })).toEqual(['goal_1']);
    expect(referencedIds(goal, { field: 'basedOnId', value: null })).toEqual([]);
    expect(referencedIds(goal, { field: 'title', value: 'goal_1' })).toEqual([]);
    const attendance = [{ organizationId: 'organization_1' }, { organizationId: 'organization_2' }];
    expect(referencedIds(meeting, { field: 'attendance', value: attendance })).toEqual([
      'organization_1',
      'organization_2',
    ]);
  });
});

it('parseJson returns undefined for a text that is not JSON', () => {
  expect([parseJson('[1]'), parseJson('null'), parseJson('Erased')]).toEqual([[1], null, undefined]);
});

describe('the life cycle of a proposal', () => {
  it.each(proposalStatuses)('decides once: from %s', (status) => {
    const next = (['accept', 'refuse', 'withdraw'] as const).map((name) => {
      const outcome = proposalLife.transition({ status }, name);
      return outcome.ok ? outcome.value.status : outcome.issues[0]?.code;
    });
    const closed = ['ILLEGAL_TRANSITION', 'ILLEGAL_TRANSITION', 'ILLEGAL_TRANSITION'];
    expect(next).toEqual(status === 'OPEN' ? ['ACCEPTED', 'REFUSED', 'WITHDRAWN'] : closed);
  });
});
