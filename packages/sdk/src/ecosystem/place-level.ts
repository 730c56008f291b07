import type { CodeList } from '../shared/code.ts';

/**
 * Levels of places. An open list: custom codes are allowed. The URIs are the types of administrative areas in schema.org.
 *
 * @see https://schema.org/AdministrativeArea
 */
export const placeLevels: CodeList = {
  scheme: 'place-level',
  title: 'Levels of places',
  codes: [
    { code: 'country', label: 'Country', uri: 'https://schema.org/Country' },
    { code: 'state', label: 'State, province or region', uri: 'https://schema.org/State' },
    { code: 'county', label: 'County or district' },
    { code: 'municipality', label: 'City, town or village', uri: 'https://schema.org/City' },
    { code: 'school-district', label: 'School district', uri: 'https://schema.org/SchoolDistrict' },
    { code: 'neighborhood', label: 'Neighborhood' },
  ],
};
