import { describe, expect, it } from 'vitest';
import { unwrap } from '../../shared/outcome.ts';
import { backboneFunctions } from './backbone-function.ts';
import { backboneOn } from './backbone-on.ts';
import { judgedQualities } from './judged-qualities.ts';

const codeOf = (name: string, scheme = 'backbone-function') => ({ scheme, code: name, label: name, uri: null });
const lead = {
  id: 'lead',
  role: 'LEAD' as const,
  startedOn: '2023-09-01',
  endedOn: '2024-08-31' as string | null,
  functions: [codeOf('guide-vision-and-strategy'), codeOf('mobilize-funding')],
};
const support = {
  ...lead,
  id: 'support',
  role: 'SUPPORT' as const,
  startedOn: '2024-01-01',
  endedOn: null,
  functions: [codeOf('mobilize-funding'), codeOf('host-the-website', 'custom')],
};

describe('the backbone on a date', () => {
  it('contains the appointments that are active, from the first date to the last', () => {
    const on = (day: string) => {
      const { lead: leads, supports } = unwrap(backboneOn([lead, support], day));
      return [leads?.id ?? null, ...supports.map(({ id }) => id)];
    };
    expect(on('2023-08-31')).toEqual([null]);
    expect(on('2023-09-01')).toEqual(['lead']);
    expect(on('2024-08-31')).toEqual(['lead', 'support']);
    expect(on('2024-09-01')).toEqual([null, 'support']);
  });

  it('lists the six standard functions in order, then custom functions, with their appointments', () => {
    const { functions, unassigned } = unwrap(backboneOn([lead, support], '2024-06-01'));
    expect(functions.map((each) => [each.function.code, each.assignedTo.map(({ id }) => id)])).toEqual([
      ['guide-vision-and-strategy', ['lead']],
      ['support-aligned-activities', []],
      ['establish-shared-measurement', []],
      ['build-public-will', []],
      ['advance-policy', []],
      ['mobilize-funding', ['lead', 'support']],
      ['host-the-website', ['support']],
    ]);
    expect(unassigned.map(({ code }) => code)).toEqual([
      'support-aligned-activities',
      'establish-shared-measurement',
      'build-public-will',
      'advance-policy',
    ]);
  });

  it('has only unassigned functions if there are no appointments', () => {
    expect(unwrap(backboneOn([], '2024-06-01')).unassigned.map(({ code }) => code)).toEqual(
      backboneFunctions.codes.map(({ code }) => code),
    );
  });
});

describe('the judged qualities', () => {
  const judgment = (name: string, met: boolean) => ({ quality: codeOf(name, 'lead-quality'), met });

  it('are met if all judgments agree, not met if one denies it, and null without a judgment', () => {
    const judgments = [judgment('credibility', true), judgment('engagement', true), judgment('engagement', false)];
    expect(unwrap(judgedQualities(judgments)).map(({ quality, met }) => [quality.code, met])).toEqual([
      ['credibility', true],
      ['engagement', false],
      ['collaborative-practice', null],
    ]);
    expect(unwrap(judgedQualities(judgments))[1]?.judgments).toEqual(judgments.slice(1));
  });
});
