import { encodeTypeId, localProgram, unwrap } from '@collective-impact/sdk';
import { sharingAcceptanceDefinition, sharingAgreementDefinition } from '../access/index.ts';
import type { Database } from '../shared/database/database.ts';
import { Writer } from '../shared/writer.ts';

/** The TypeIDs of both halves of a sharing agreement. */
export interface SharingHalves {
  agreement: string;
  acceptance: string;
}

/** Creates both halves of an agreement of two ecosystems. By default it shares everything by category, since 2020. */
export async function agreeToShare(
  database: Database,
  { ecosystemId, networkId, ...more }: { ecosystemId: string; networkId: string; [term: string]: unknown },
): Promise<SharingHalves> {
  const writer = new Writer(database, localProgram);
  const offer = await writer.create(sharingAgreementDefinition, {
    ecosystemId,
    networkId,
    indicatorScope: 'ALL',
    detail: 'DISAGGREGATED',
    minimumThreshold: 10,
    startsOn: '2020-01-01',
    purpose: 'To learn across towns (made up)',
    ...more,
  });
  const agreement = encodeTypeId('sharing_agreement', unwrap(offer));
  const acceptance = await writer.create(sharingAcceptanceDefinition, {
    ecosystemId: networkId,
    agreementId: agreement,
  });
  return { agreement, acceptance: encodeTypeId('sharing_acceptance', unwrap(acceptance)) };
}
