/** Letterpress: variable-data PDF. Designs and records in, one deterministic PDF out. */
export { designSchema, parseDesign, type Design, type DesignBox, type DesignPage } from './design';
export { DesignError, type DesignIssue } from './design-error';
export { designWarnings } from './design-check';
export { fieldsOf } from './design-templates';
export { compileTemplate, TEMPLATE_LIMITS, type CompiledTemplate, type TemplateScope } from './template';
export { FONT_NAMES, type FontName } from './font-catalogue';
export { PIECE_FORMATS, windowAreas, type PieceFormat } from './piece-formats';
export type { Finding, FindingCode } from './findings';
export { checkSerial, pieceSerial } from './piece-serial';
export { openPress, openPressApart, type DesignAssets } from './open-press';
export type { Press } from './press';
export type { PieceInput } from './piece-context';
export { PieceLines } from './piece-lines';
export type { PrintOptions, PrintResult } from './print-job';
export { proofOf, renderProof, type Proof, type ProofOptions } from './proof';
export { PressPool, PressPoolError, type PoolJob, type PoolOptions } from './press-pool';
export { ENGINE_VERSION } from './engine-version';
export { verifyPdf, type PdfCheck } from './verify-pdf';
