import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../../libs/config/config';
import { CONFIG } from '../../../libs/config/config.module';
import { choicesOf, type Setting, USUAL } from './choices';
import type { SaveSettingDto } from './setting.dto';
import { SettingsRepository } from './settings.repository';

/** How the viewer wants to hear of things. */
@Injectable()
export class SettingsService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly settings: SettingsRepository,
  ) {}

  async get() {
    const { email, timeZone } = await this.settings.receiver();
    return { ...(await this.chosen()), email, timeZone, mailOn: this.config.mail !== null };
  }

  /** @throws AppError `record.stale` */
  async save({ version, ...setting }: SaveSettingDto) {
    await this.settings.save(version, setting);
    return this.get();
  }

  async chosen(): Promise<Setting & { version: number }> {
    const kept = await this.settings.ofViewer();
    if (!kept) return { ...USUAL, version: 0 };
    const { digestHour, quietFrom, quietTo, urgentPasses, language, version } = kept;
    const categories = choicesOf(kept.categories);
    return { categories, digestHour, quietFrom, quietTo, urgentPasses, language, version };
  }
}
