import * as z from 'zod';
import { judgeDateOrder } from '../shared/dates/dates.ts';
import { date, distinct, prose, reference, threshold } from '../shared/fields.ts';
import { defineRecord, type RecordOf } from '../shared/record.ts';
import { sharingDetails } from '../shared/sharing-detail.ts';
import { indicatorScopes, judgeSharedIndicators } from './sharing-rules.ts';

const instant = () => z.iso.datetime({ offset: true });

/** The values of the commands that end a sharing agreement, or its acceptance. */
export const sharingEndValues = z.strictObject({ reason: prose() });

/** The fields that end one half of an agreement. Null while the half stands. */
const ended = { endedAt: instant().nullable(), endReason: prose().nullable() };

/**
 * The offer of an ecosystem to share its NETWORK records with a network: the ecosystem's half of a sharing agreement.
 *
 * The network's half is a {@link sharingAcceptance}. The terms never change: other terms are a new agreement with the next `number`,
 * which replaces the earlier one once it is accepted and `startsOn` has come. `startsOn` and `endsOn` are inclusive days in the time
 * zone of the ecosystem. `minimumThreshold` is the smallest disclosure threshold of the releases that are shared.
 */
export const sharingAgreement = defineRecord({
  name: 'SharingAgreement',
  prefix: 'sharing_agreement',
  fields: {
    networkId: reference('ecosystem', { crossing: true }),
    number: z.int().min(1),
    indicatorScope: z.enum(indicatorScopes),
    indicatorIds: distinct(z.array(reference('indicator')).max(500), (id) => id),
    detail: z.enum(sharingDetails),
    minimumThreshold: threshold(),
    startsOn: date(),
    endsOn: date().nullable(),
    purpose: prose(),
    ...ended,
  },
  setByRule: ['number', 'endedAt', 'endReason'],
  fixed: ['networkId', 'indicatorScope', 'indicatorIds', 'detail', 'minimumThreshold', 'startsOn', 'endsOn', 'purpose'],
  sharedWith: ['networkId'],
  defaultVisibility: 'MEMBERS',
  judge: (agreement) => [
    ...judgeDateOrder({ start: agreement.startsOn, end: agreement.endsOn, path: 'endsOn' }),
    ...judgeSharedIndicators(agreement),
  ],
});

/**
 * The acceptance of a sharing agreement by a network: the network's half. `memberId` is the ecosystem that offered the agreement.
 * An agreement is accepted at most once.
 */
export const sharingAcceptance = defineRecord({
  name: 'SharingAcceptance',
  prefix: 'sharing_acceptance',
  fields: {
    agreementId: reference('sharing_agreement', { crossing: true }),
    memberId: reference('ecosystem', { crossing: true }),
    ...ended,
  },
  setByRule: ['memberId', 'endedAt', 'endReason'],
  fixed: ['agreementId'],
  sharedWith: ['memberId'],
  defaultVisibility: 'MEMBERS',
});

/** See {@link sharingAgreement}. */
export type SharingAgreement = RecordOf<typeof sharingAgreement>;

/** See {@link sharingAcceptance}. */
export type SharingAcceptance = RecordOf<typeof sharingAcceptance>;
