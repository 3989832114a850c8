import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { type Design, type PrintResult } from '../../../libs/letterpress';
import { PressPool } from '../../../libs/letterpress/press-pool';
import type { PdfCheck } from '../../../libs/letterpress/verify-pdf';
import { ArtworkStore } from '../designs/artwork-store';
import type { DesignVersion } from '../designs/design-version.entity';

/** Longest a thread may take over one chunk. */
const PRINT_LIMIT_MS = 30_000;
/** Designs kept loaded: a press room prints few at a time. */
const MOST_LOADED = 4;

interface LoadedDesign {
  key: string;
  design: Design;
  artwork: Map<string, Buffer>;
}

/** The machine's print threads, and the designs they are printing. */
@Injectable()
export class PressRoom implements OnApplicationShutdown {
  private pool: PressPool | undefined;
  private readonly loaded = new Map<string, Promise<LoadedDesign>>();

  constructor(
    private readonly artwork: ArtworkStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @param path the file to write; there is none when nothing was printed */
  async print(version: DesignVersion, pieces: Uint8Array, path: string): Promise<PrintResult> {
    const { key, design, artwork } = await this.load(version);
    return this.threads().print({ key, design, artwork, pieces, path });
  }

  verify(path: string): Promise<PdfCheck> {
    return this.threads().verify(path);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.close();
  }

  private threads(): PressPool {
    this.pool ??= new PressPool({ threads: this.config.PRINT_THREADS, timeoutMs: PRINT_LIMIT_MS });
    return this.pool;
  }

  // A version never changes, so its id names its content.
  private load(version: DesignVersion): Promise<LoadedDesign> {
    const known = this.loaded.get(version.id);
    if (known) return known;
    const loading = this.artwork
      .load(version.artwork)
      .then((artwork) => ({ key: version.id, design: version.body, artwork }));
    loading.catch(() => this.loaded.delete(version.id));
    this.loaded.set(version.id, loading);
    for (const oldest of this.loaded.keys()) {
      if (this.loaded.size <= MOST_LOADED) break;
      this.loaded.delete(oldest);
    }
    return loading;
  }
}
