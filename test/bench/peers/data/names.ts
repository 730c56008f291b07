/** The slug of the ecosystem that the product writes. The slugs of its copies have other numbers. */
export const slugOf = (copy: number) => `peers-${copy}`;

/** The slug of the ecosystem to which mutations add organizations. */
export const mutated = 'peers-mutated';

export const nameOfOrganization = (at: number) => `Made-up organization ${String(at).padStart(3, '0')}`;
export const codeOfIndicator = (at: number) => `I${String(at).padStart(2, '0')}`;
