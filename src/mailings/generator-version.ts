/**
 * Names the rules by which letterpress turns pieces into bytes. Raised whenever a change of the engine changes
 * bytes, so that a batch frozen before can be told from one frozen after.
 */
export const GENERATOR_VERSION = 'letterpress-1';
