import { Injectable } from '@nestjs/common';
import { EventEmitter2 } from '@nestjs/event-emitter';
import { Database } from '../../../libs/database/database';
import { isUniqueViolation } from '../../../libs/database/database-errors';
import type { Page } from '../../../libs/database/keyset';
import { fieldChanges } from '../../../libs/events/field-changes';
import { RecordEvent } from '../../../libs/events/record-event';
import { type Design, DesignError, fieldsOf, openPressApart, parseDesign } from '../../../libs/letterpress';
import {
  artworkNotFound,
  designInvalid,
  designNameTaken,
  designNameUnknown,
  designNotFound,
} from '../mailings.errors';
import { ArtworkStore } from './artwork-store';
import type { CopyStarterDto, DesignQueryDto, UpdateDesignDto } from './design.dto';
import type { DesignVersion } from './design-version.entity';
import { type DesignRow, DesignsRepository } from './designs.repository';
import { artworkFiles, starterById, starterDesigns, type StarterDesign } from './starter-designs';

/** A design with the content of its newest version, and the list fields its templates use. */
export interface DesignDetails extends DesignRow {
  body: Record<string, unknown>;
  artwork: Record<string, string>;
  fields: string[];
}

@Injectable()
export class DesignsService {
  constructor(
    private readonly database: Database,
    private readonly designs: DesignsRepository,
    private readonly artwork: ArtworkStore,
    private readonly events: EventEmitter2,
  ) {}

  page(query: DesignQueryDto): Promise<Page<DesignRow>> {
    return this.designs.page(query);
  }

  async starters() {
    const items = (await starterDesigns()).map(({ design }) => ({
      id: design.id,
      name: design.name,
      description: design.description ?? null,
      format: design.format,
    }));
    return { items };
  }

  async get(id: string): Promise<DesignDetails> {
    const row = await this.designs.byId(id);
    if (!row) throw designNotFound();
    const { body, artwork } = await this.newestVersion(id);
    return { ...row, body: { ...body }, artwork, fields: fieldsOf(body) };
  }

  /** A starter design of the product becomes a design of the viewer's branch, free to be changed. */
  async copyStarter(input: CopyStarterDto): Promise<DesignDetails> {
    const starter = await starterById(input.starterId);
    return this.get(await this.insertStarter(starter, input.name, this.database.viewer.branchId));
  }

  /**
   * The design a name stands for on the command line: a design of the branch, or a starter that is copied
   * there under its own id the first time.
   *
   * @throws AppError `design.name-unknown`, with the names there are
   */
  async byNameOrStarter(name: string, branchId: string): Promise<string> {
    const known = await this.designs.byName(branchId, name);
    if (known) return known.id;
    const starters = await starterDesigns();
    const starter = starters.find(({ design }) => design.id === name);
    if (!starter) {
      const own = await this.designs.names(branchId);
      throw designNameUnknown([...new Set([...own, ...starters.map(({ design }) => design.id)])]);
    }
    return this.insertStarter(starter, name, branchId);
  }

  /** Saving a changed body makes a new version; batches keep the one they froze. */
  async update(id: string, input: UpdateDesignDto): Promise<DesignDetails> {
    const before = await this.get(id);
    const current = await this.newestVersion(id);
    const body = input.body ? checkedDesign(input.body) : current.body;
    const artwork = input.artwork ?? current.artwork;
    if (artworkFiles(body).some((file) => artwork[file] === undefined)) throw artworkNotFound();
    if (input.body || input.artwork) await this.assertPrintable(body, artwork);
    const change = { ...(input.name ? { name: input.name } : {}), format: body.format };
    try {
      await this.designs.update(id, input.version, change);
    } catch (error) {
      if (isUniqueViolation(error)) throw designNameTaken();
      throw error;
    }
    if (input.body || input.artwork) {
      await this.designs.insertVersion(before.id, body, artwork, this.database.viewer.userId);
    }
    const after = await this.get(id);
    await this.tell('design.changed', after, before);
    return after;
  }

  private async tell(kind: string, design: DesignRow, before: DesignRow = design): Promise<void> {
    const { id, branchId, name, format, versionNo } = design;
    const changes = fieldChanges<DesignRow>(before, design, ['name', 'format', 'versionNo']);
    const subject = { type: 'design', id };
    const event = new RecordEvent({ kind, branchId, subject, changes, facts: { name, format, versionNo } });
    await this.events.emitAsync(RecordEvent.event, event);
  }

  /** Opens the press with it: artwork of the wrong size or kind is refused now, not when a batch prints. */
  private async assertPrintable(body: Design, artwork: Record<string, string>): Promise<void> {
    try {
      await openPressApart(body, { artwork: await this.artwork.load(artwork) });
    } catch (error) {
      if (error instanceof DesignError) throw designInvalid(error.issues);
      throw error;
    }
  }

  async newestVersion(designId: string): Promise<DesignVersion> {
    const version = await this.designs.newestVersion(designId);
    if (!version) throw designNotFound();
    return version;
  }

  async versionById(id: string): Promise<DesignVersion> {
    const version = await this.designs.versionById(id);
    if (!version) throw designNotFound();
    return version;
  }

  private async insertStarter(starter: StarterDesign, name: string, branchId: string): Promise<string> {
    const artwork: Record<string, string> = {};
    for (const [file, bytes] of starter.artwork) artwork[file] = await this.artwork.keep(bytes);
    const { userId } = this.database.viewer;
    const { design } = starter;
    try {
      const row = { branchId, name, format: design.format, copiedFrom: design.id, createdBy: userId };
      const id = await this.designs.insert(row);
      await this.designs.insertVersion(id, design, artwork, userId);
      await this.tell('design.created', (await this.designs.byId(id))!);
      return id;
    } catch (error) {
      if (isUniqueViolation(error)) throw designNameTaken();
      throw error;
    }
  }
}

/** @throws AppError `design.invalid` with a fault for everything letterpress objects to */
export function checkedDesign(body: unknown): Design {
  try {
    return parseDesign(body);
  } catch (error) {
    if (error instanceof DesignError) throw designInvalid(error.issues);
    throw error;
  }
}
