import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Database } from '../database/database';
import { assertCatalogue, type FieldCatalogue, catalogueFor } from './field-catalogue';
import { listNotFound } from './list-errors';
import { type RecordImporter, RecordImporterSource } from './record-importer';
import { type ListExtension, ListExtensionSource, type RecordList, RecordListSource } from './record-list';

/** Every list of the product by its name, with what other features add to it. Checked at start. */
@Injectable()
export class ListRegistry implements OnModuleInit {
  private readonly lists = new Map<string, RecordList>();
  private extensions: ListExtension[] = [];
  private readonly importers = new Map<string, RecordImporter>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    for (const list of this.marked<RecordList>(RecordListSource)) {
      if (this.lists.has(list.name)) throw new Error(`list "${list.name}" is declared twice`);
      this.lists.set(list.name, list);
    }
    for (const importer of this.marked<RecordImporter>(RecordImporterSource)) {
      if (this.importers.has(importer.list)) throw new Error(`list "${importer.list}" has two importers`);
      this.importers.set(importer.list, importer);
    }
    this.extensions = this.marked<ListExtension>(ListExtensionSource);
    const lost = this.extensions.find(({ list }) => !this.lists.has(list));
    if (lost) throw new Error(`an extension names the list "${lost.list}", which nobody declares`);
  }

  /** @throws AppError `not-found`, also for a list the viewer may not read */
  get(name: string): RecordList {
    const list = this.lists.get(name);
    if (!list || !this.database.viewer.permissions.includes(list.permission)) throw listNotFound();
    return list;
  }

  /** @throws AppError `not-found` when nothing is imported into this list, or not by the viewer */
  importer(list: string): RecordImporter {
    const importer = this.importers.get(list);
    const { permissions } = this.database.viewer;
    if (!importer?.permissions.every((one) => permissions.includes(one))) throw listNotFound();
    return importer;
  }

  /** For work that no request opens. @throws Error when nobody declares such an importer */
  namedImporter(list: string): RecordImporter {
    const importer = this.importers.get(list);
    if (!importer) throw new Error(`nothing is imported into list "${list}"`);
    return importer;
  }

  /** For work that no request opens. @throws Error when nobody declares such a list */
  named(name: string): RecordList {
    const list = this.lists.get(name);
    if (!list) throw new Error(`no list "${name}" is declared`);
    return list;
  }

  /** The fields of a list as the viewer has them. */
  async catalogueOf(list: RecordList): Promise<FieldCatalogue> {
    const own = await list.catalogue();
    const added = this.extensions.filter((extension) => extension.list === list.name);
    const whole = {
      fields: [...own.fields, ...added.flatMap(({ fields = [] }) => fields)],
      relations: [...own.relations, ...added.flatMap(({ relations = [] }) => relations)],
    };
    assertCatalogue(whole);
    return catalogueFor(whole, this.database.viewer.permissions);
  }

  private marked<T>(mark: typeof RecordListSource): T[] {
    return this.discovery
      .getProviders({ metadataKey: mark.KEY })
      .map(({ instance }) => instance as T)
      .filter((instance) => instance !== undefined && instance !== null);
  }
}
