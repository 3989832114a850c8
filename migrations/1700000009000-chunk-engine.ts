import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which engine printed a chunk. A program may be upgraded between freeze and print, or half-way through a batch;
 * the printer's job ticket names what printed, not what was meant to.
 */
export class ChunkEngine1700000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_chunk ADD COLUMN generator_version text');
    await runner.query(
      `UPDATE mail_chunk c SET generator_version = m.generator_version FROM mail_batch m
       WHERE m.id = c.batch_id AND c.state IN ('written', 'verified')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE mail_chunk DROP COLUMN generator_version');
  }
}
