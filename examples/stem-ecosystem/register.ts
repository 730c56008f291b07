/** Made-up identifiers, in a made-up register: an EIN, say, could be somebody's. By the key of the partner. */
export const register: Readonly<Record<string, { scheme: string; value: string }[]>> = {
  district: [{ scheme: 'made-up-register', value: 'Q-1001' }],
  'state-university': [{ scheme: 'made-up-register', value: 'Q-2001' }],
  'community-foundation': [{ scheme: 'made-up-register', value: 'Q-3001' }],
};
