import { describe, expect, it } from 'vitest';
import { unwrap } from '../shared/outcome.ts';
import { agendaInForce } from './agenda-in-force.ts';

const agendas = [
  { id: 'draft', status: 'DRAFT' },
  { id: 'now', status: 'RATIFIED', ratifiedOn: '2024-09-01' },
  { id: 'before', status: 'SUPERSEDED', ratifiedOn: '2024-02-01', supersededOn: '2024-09-01' },
] as const;

describe('the agenda in force', () => {
  it.each([
    ['2024-01-31', undefined],
    ['2024-02-01', 'before'],
    ['2024-08-31', 'before'],
    ['2024-09-01', 'now'],
    [undefined, 'now'],
    [null, 'now'],
  ])('on %s is the agenda %s', (on, id) => {
    expect(unwrap(agendaInForce(agendas, on))?.id).toBe(id);
  });

  it('cannot be a superseded agenda whose last date is unknown', () => {
    expect(
      unwrap(agendaInForce([{ id: 'a', status: 'SUPERSEDED', ratifiedOn: '2024-02-01' }], '2024-03-01')),
    ).toBeUndefined();
  });

  it('can be a ratified agenda whose date of ratification is unknown', () => {
    expect(unwrap(agendaInForce([{ id: 'a', status: 'RATIFIED' }], '2024-03-01'))?.id).toBe('a');
  });

  it('is the first agenda by id if there are several', () => {
    const two = ['b', 'a'].map((id) => ({ id, status: 'RATIFIED' }) as const);
    expect(unwrap(agendaInForce(two, '2024-03-01'))?.id).toBe('a');
    expect(unwrap(agendaInForce(two.reverse(), '2024-03-01'))?.id).toBe('a');
  });
});
