import { ForbiddenError, isOperator } from '@collective-impact/sdk';
import { ecosystem } from '@collective-impact/sdk/ecosystem';
import type { RecordDefinition } from '../shared/record-definition.ts';
import { authorize } from '../shared/writing/authorize.ts';
import { EcosystemEntity } from './ecosystem.entity.ts';

/** How ecosystems are stored. */
export const ecosystemDefinition: RecordDefinition<typeof ecosystem, typeof EcosystemEntity> = {
  type: ecosystem,
  entity: EcosystemEntity,
  authorize: async (unit, { ecosystemId, before }) => {
    const { viewer } = unit;
    if (before !== null) return authorize(viewer, { type: ecosystem, ecosystemId, states: [before], byOwner: false });
    if (!isOperator(viewer))
      throw new ForbiddenError('Only an operator of this gateway can create ecosystems. Ask an operator to create it.');
    await unit.allow(ecosystemId);
  },
  constraints: {
    ecosystem_slug_unique: { path: ['slug'], message: 'Another ecosystem has this slug. Choose a different `slug`.' },
  },
};
