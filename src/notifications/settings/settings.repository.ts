import { Injectable } from '@nestjs/common';
import { Database } from '../../../libs/database/database';
import { saveVersion } from '../../../libs/database/save-version';
import { staleVersion } from '../../../libs/http/app-error';
import type { Setting } from './choices';
import { NotificationSetting } from './notification-setting.entity';

export interface Receiver {
  email: string;
  name: string;
  locale: string;
  timeZone: string;
}

@Injectable()
export class SettingsRepository {
  constructor(private readonly database: Database) {}

  ofViewer(): Promise<NotificationSetting | null> {
    return this.database.manager.findOneBy(NotificationSetting, { userId: this.database.viewer.userId });
  }

  /** The viewer as somebody to write to. */
  async receiver(): Promise<Receiver> {
    const [row]: [Receiver] = await this.database.manager.query(
      `SELECT u.email, u.name, u.locale, coalesce(b.time_zone, 'Asia/Shanghai') AS "timeZone"
       FROM user_account u LEFT JOIN branch b ON b.id = u.branch_id WHERE u.id = app_user_id()`,
    );
    return row;
  }

  /**
   * @param version the version its editor read, 0 when there was nothing to read
   * @throws AppError `record.stale`
   */
  async save(version: number, setting: Setting): Promise<void> {
    const { userId } = this.database.viewer;
    if (version > 0) {
      const kept = await this.ofViewer();
      if (!kept) throw staleVersion();
      return saveVersion(this.database.manager, NotificationSetting, kept.id, version, setting);
    }
    const rows: unknown[] = await this.database.manager.query(
      `INSERT INTO notification_setting (user_id, categories, digest_hour, quiet_from, quiet_to, urgent_passes, language)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
      [
        userId,
        JSON.stringify(setting.categories),
        setting.digestHour,
        setting.quietFrom,
        setting.quietTo,
        setting.urgentPasses,
        setting.language,
      ],
    );
    if (rows.length === 0) throw staleVersion();
  }
}
