import type { CodeList } from '../../shared/code.ts';

/**
 * The six functions of a backbone organization, in the order of the source.
 *
 * @see FSG, Understanding the Value of Backbone Organizations in Collective Impact (Turner, Merchant, Kania, Martin 2012)
 */
export const backboneFunctions: CodeList = {
  scheme: 'backbone-function',
  title: 'Functions of a backbone organization',
  codes: [
    { code: 'guide-vision-and-strategy', label: 'Guide vision and strategy' },
    { code: 'support-aligned-activities', label: 'Support aligned activities' },
    { code: 'establish-shared-measurement', label: 'Establish shared measurement practices' },
    { code: 'build-public-will', label: 'Build public will' },
    { code: 'advance-policy', label: 'Advance policy' },
    { code: 'mobilize-funding', label: 'Mobilize funding' },
  ],
};
