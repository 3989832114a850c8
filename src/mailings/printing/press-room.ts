import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import type { PrintResult } from '../../../libs/letterpress';
import { PressPool } from '../../../libs/letterpress/press-pool';
import type { PdfCheck } from '../../../libs/letterpress/verify-pdf';
import { ArtworkStore } from '../designs/artwork-store';
import type { DesignVersion } from '../designs/design-version.entity';

/** Longest a thread may take over one chunk. */
const PRINT_LIMIT_MS = 30_000;

/** The machine's print threads. */
@Injectable()
export class PressRoom implements OnApplicationShutdown {
  private pool: PressPool | undefined;

  constructor(
    private readonly artwork: ArtworkStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @param path the file to write; there is none when nothing was printed */
  print(version: DesignVersion, pieces: Uint8Array, path: string): Promise<PrintResult> {
    const source = async () => ({ design: version.body, artwork: await this.artwork.load(version.artwork) });
    // A version never changes, so its id names its content.
    return this.threads().print({ key: version.id, source, pieces, path });
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
}
