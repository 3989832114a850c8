/**
 * Names the rules by which pieces become bytes. Raised whenever a change of the engine changes bytes, so that what
 * one version printed can be told from what another would: a test holds the bytes of this version.
 */
export const ENGINE_VERSION = 'letterpress-2';
