import { date, line, prose, reference } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';

/**
 * An organization's endorsement of a version of the common agenda. An organization endorses each version at most once, and
 * never a draft.
 *
 * @see Kania & Kramer 2011, common agenda: all participants share one vision
 */
export const endorsement = defineRecord({
  name: 'Endorsement',
  prefix: 'endorsement',
  ownedBy: ['organizationId'],
  personal: ['signatory', 'signatoryRole'],
  fields: {
    commonAgendaId: reference('common_agenda'),
    organizationId: reference('organization'),
    endorsedOn: date(),
    signatory: line().nullable(),
    signatoryRole: line().nullable(),
    statement: prose().nullable(),
    withdrawnOn: date().nullable(),
  },
  within: 'commonAgendaId',
  fixed: ['organizationId'],
  setByRule: ['withdrawnOn'],
});

/** See {@link endorsement}. */
export type Endorsement = RecordOf<typeof endorsement>;
