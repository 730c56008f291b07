import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stakeholderGroups } from '@collective-impact/sdk/ecosystem';
import { describe, expect, it } from 'vitest';
import { report } from './missing-groups.ts';

describe('the program that lists missing stakeholder groups', () => {
  it('lists the groups without an organization, in the order of the source', () => {
    const represented = ['schools', 'out-of-school-time', 'libraries'];
    const missing = stakeholderGroups.codes.filter(({ code }) => !represented.includes(code));
    expect(report(readFileSync(join(import.meta.dirname, 'organizations.json'), 'utf8'))).toBe(
      ['3 of 12 groups are represented. Missing:', ...missing.map(({ label }) => `- ${label}`)].join('\n'),
    );
  });

  it('reports a file that is not JSON', () => {
    expect(report('[')).toBe('The file is not JSON: Unexpected end of JSON input');
  });

  it('reports the path of a fault in the file', () => {
    expect(report('[{ "name": "City Library", "stakeholderGroups": [{ "code": "libraries" }] }]')).toBe(
      'organizations.0.stakeholderGroups.0.scheme: This value is required. Expected a text. (REQUIRED)',
    );
  });
});
