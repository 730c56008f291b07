import { expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { attendanceBySector } from './attendance-by-sector.ts';

const groups = (...codes: string[]) => codes.map((code) => ({ scheme: 'stakeholder-group', code }));
const organizations = [
  { id: 'school', stakeholderGroups: groups('schools') },
  { id: 'library', stakeholderGroups: groups('libraries', 'schools') },
  { id: 'custom', stakeholderGroups: [{ scheme: 'ours', code: 'schools' }] },
];
const present = (organizationId: string, people: number | null = null) => ({ organizationId, people });

function attended(...meetings: { heldOn: string | null; attendance: ReturnType<typeof present>[] }[]) {
  const sectors = unwrap(attendanceBySector({ meetings, organizations }));
  expect(sectors).toHaveLength(12);
  return Object.fromEntries(sectors.map(({ group, ...counts }) => [group.code, counts]));
}

it('counts the meetings, organizations and people of each stakeholder group', () => {
  const sectors = attended(
    { heldOn: '2024-01-01', attendance: [present('school', 2), present('library')] },
    { heldOn: '2024-02-01', attendance: [present('school', 3), present('custom', 9), present('unknown', 9)] },
    { heldOn: '2024-03-01', attendance: [] },
  );
  expect(sectors.schools).toEqual({ meetings: 2, organizations: 2, people: 5 });
  expect(sectors.libraries).toEqual({ meetings: 1, organizations: 1, people: null });
  expect(sectors.families).toEqual({ meetings: 0, organizations: 0, people: null });
});

it('excludes meetings that were not held', () => {
  expect(attended({ heldOn: null, attendance: [present('school', 2)] }).schools).toEqual({
    meetings: 0,
    organizations: 0,
    people: null,
  });
});
