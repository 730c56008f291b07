import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { erasableFields, isPersonalRecord, wordFor } from './access/index.ts';
import { recordTypes } from './record-types.ts';

const typeNamed = (name: string) => {
  const type = recordTypes.find((each) => each.name === name);
  if (!type) throw new Error(`There is no type ${name}.`);
  return type;
};

/** Fields whose names resemble those of personal data, and that contain none. */
const notPersonal = [
  'DataQualityRule.name',
  'Ecosystem.name',
  'Indicator.name',
  'Organization.name',
  'Organization.legalName',
  'Place.name',
  'WorkingGroup.name',
];

describe('personal fields', () => {
  it('are declared for every field with the name, address or role of a person', () => {
    const personal = recordTypes.flatMap((type) => type.personal.map((field) => `${type.name}.${field}`));
    expect(personal.sort()).toEqual([
      'BackboneAppointment.judgments.judgedBy',
      'Contact.email',
      'Contact.name',
      'Contact.role',
      'DiscussionEntry.speaker',
      'Endorsement.signatory',
      'Endorsement.signatoryRole',
      'Evidence.consentRecordedBy',
      'Invitation.recipient',
      'LandscapeScan.conductedBy',
      'Proposal.basis.value',
      'Proposal.changes.value',
      'ReadinessAssessment.assessedBy',
    ]);
  });

  it('include every free text that is named like a person', () => {
    const suspicious =
      /(^|\.)(name|\w*Name|\w+By|speaker|recipient|signatory\w*|author|coder|\w*[eE]mail|\w*[pP]hone)$/;
    const undeclared = recordTypes.flatMap((type) =>
      erasableFields(type)
        .filter((field) => suspicious.test(field) && !(type.personal as readonly string[]).includes(field))
        .map((field) => `${type.name}.${field}`),
    );
    expect(undeclared.filter((field) => !notPersonal.includes(field))).toEqual([]);
  });

  it('are fields of their type', () => {
    for (const type of recordTypes) {
      for (const field of type.personal) expect(Object.keys(type.fields), type.name).toContain(field.split('.')[0]);
    }
  });
});

describe('erasable fields', () => {
  it('are personal fields and free text, also in lists', () => {
    expect(erasableFields(typeNamed('BackboneAppointment'))).toEqual(['judgments.judgedBy', 'judgments.evidence']);
    expect(erasableFields(typeNamed('Meeting'))).toEqual(['title', 'summary', 'topics', 'insights']);
    expect(erasableFields(typeNamed('AccessGrant'))).toEqual([]);
  });

  it('are everything in a contact, which is deleted as a whole', () => {
    const personal = recordTypes.filter(isPersonalRecord).map(({ name }) => name);
    expect(personal).toEqual(['Contact']);
  });

  it('become a word that is valid in the field, or null', () => {
    expect(wordFor(typeNamed('Contact'), 'name')).toBe('Erased');
    expect(wordFor(typeNamed('Contact'), 'email')).toBeNull();
    expect(wordFor(typeNamed('Evidence'), 'url')).toBe('https://erased.invalid/');
    const wrong = recordTypes.flatMap((type) =>
      erasableFields(type)
        .filter((field) => !field.includes('.'))
        .filter((field) => {
          const schema = (type.fields as Record<string, z.ZodType>)[field];
          const list = schema?.safeParse([]).success === true;
          return !list && schema?.safeParse(wordFor(type, field)).success !== true;
        })
        .map((field) => `${type.name}.${field}`),
    );
    expect(wrong).toEqual([]);
  });
});
