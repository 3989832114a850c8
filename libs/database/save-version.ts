import type { EntityManager, EntityTarget, FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity';
import { staleVersion } from '../http/app-error';

/** A row that several people may edit: each save names the version it read. */
export interface Versioned {
  id: string;
  version: number;
  updatedAt: Date;
}

/**
 * Changes the row if it still has the version its editor read, and counts the version up.
 *
 * @param version the version the editor read
 * @throws AppError `record.stale` when the row has another version by now, or is out of the viewer's sight
 */
export async function saveVersion<E extends Versioned>(
  manager: EntityManager,
  entity: EntityTarget<E>,
  id: string,
  version: number,
  change: Partial<NoInfer<E>>,
): Promise<void> {
  const next: Partial<Versioned> = { version: version + 1, updatedAt: new Date() };
  const result = await manager.update(
    entity,
    { id, version } as FindOptionsWhere<E>,
    { ...change, ...next } as QueryDeepPartialEntity<E>,
  );
  if (result.affected !== 1) throw staleVersion();
}
