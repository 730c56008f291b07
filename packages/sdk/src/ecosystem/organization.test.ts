import { describe, expect, it } from 'vitest';
import { parseCommand } from '../shared/parse.ts';
import { organization } from './organization.ts';

const ein = { scheme: 'US-EIN', value: '12-3456789' };
const command = { ecosystemId: 'ecosystem_01h455vb4pex5vsknk084sn02q', name: 'Museum' };

function issuesOf(change: object): string[] {
  const outcome = parseCommand(organization.createSchema, { ...command, ...change });
  return outcome.ok ? [] : outcome.issues.map(({ code, path }) => `${code} ${path.join('.')}`);
}

describe('an organization', () => {
  it.each([
    [{ identifiers: [ein, { scheme: 'GB-CHC', value: '1' }, { ...ein }] }, 'DUPLICATE identifiers.2'],
    [{ identifiers: [ein, { ...ein, value: ` ${ein.value} ` }] }, 'DUPLICATE identifiers.1'],
    [{ stakeholderGroups: [{ code: 'libraries' }, { code: 'libraries' }] }, 'DUPLICATE stakeholderGroups.1'],
    [
      { stakeholderGroups: [{ code: 'libraries' }, { scheme: 'stakeholder-group', code: 'libraries' }] },
      'DUPLICATE stakeholderGroups.1',
    ],
    [{ url: 'https://user:password@example.org' }, 'INVALID url'],
    [{ name: '\u200b\u00ad' }, 'REQUIRED name'],
    [{ identifiers: [{ scheme: 'US-EIN', value: '\u200b' }] }, 'REQUIRED identifiers.0.value'],
  ])('rejects a repetition, an invisible text or a password in a URL: %j', (change, issue) => {
    expect(issuesOf(change)).toEqual([issue]);
  });

  it('accepts several identifiers of one register, and one code in several schemes', () => {
    const identifiers = [ein, { ...ein, value: '98-7654321' }];
    const stakeholderGroups = [
      { code: 'libraries' },
      { scheme: 'our-town', code: 'libraries', label: 'Libraries here' },
    ];
    expect(issuesOf({ identifiers, stakeholderGroups })).toEqual([]);
    expect(organization.createSchema.parse(command)).toMatchObject({ identifiers: [], stakeholderGroups: [] });
  });
});
