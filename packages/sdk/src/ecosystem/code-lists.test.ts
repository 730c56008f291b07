import { describe, expect, it } from 'vitest';
import { codeOf } from '../shared/code.ts';
import { engagements } from './engagement.ts';
import { phases } from './phase.ts';
import { stakeholderGroups } from './stakeholder-group.ts';

describe.each([phases, engagements, stakeholderGroups])('the code list $scheme', (list) => {
  it('has unique kebab-case codes and unique labels', () => {
    for (const { code } of list.codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    expect(new Set(list.codes.map(({ code }) => code)).size).toBe(list.codes.length);
    expect(new Set(list.codes.map(({ label }) => label)).size).toBe(list.codes.length);
  });

  it('completes a known code with its scheme and label, and rejects an unknown code', () => {
    const schema = codeOf(list);
    for (const { code, label } of list.codes) {
      expect(schema.parse({ code })).toEqual({ scheme: list.scheme, code, label, uri: null });
    }
    expect(schema.safeParse({ code: 'not-in-the-list' }).success).toBe(false);
  });
});

// Stored records and other sites refer to these codes. Removing or renaming a code breaks them.
describe('the published codes', () => {
  it('contain the five phases, from first to last', () => {
    expect(phases.codes.map(({ code }) => code)).toEqual([
      'assess-readiness',
      'initiate-action',
      'organize-for-impact',
      'begin-implementation',
      'sustain-action-and-impact',
    ]);
  });

  it('contain the levels of engagement, from lowest to highest', () => {
    expect(engagements.codes.map(({ code }) => code)).toEqual(['informed', 'consulted', 'participating', 'leading']);
  });

  it('contain the 12 stakeholder groups, in the order of the source', () => {
    expect(stakeholderGroups.codes.map(({ code }) => code)).toEqual([
      'schools',
      'out-of-school-time',
      'museums-and-science-centers',
      'higher-education',
      'stem-companies',
      'businesses',
      'stem-professional-organizations',
      'libraries',
      'community-based-organizations',
      'philanthropies',
      'families',
      'youth-organizations',
    ]);
  });
});
