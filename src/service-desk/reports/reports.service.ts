import { Injectable } from '@nestjs/common';
import { staleVersion } from '../../../libs/http/app-error';
import type { SaveReportDto } from '../cases/case.dto';
import { CaseRecordsService } from '../cases/case-records.service';
import type { CaseRecord } from '../cases/cases.repository';
import { isRunning } from '../cases/case-states';
import { reportReason } from '../rules/promises';
import { ServiceRulesService } from '../rules/service-rules.service';
import { noReport, reportSent } from '../service-desk.errors';
import { type ReportRow, ReportsRepository } from './reports.repository';
import { reportDraft } from './report-text';

/** What is large or critical is told to the client the same day. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly records: CaseRecordsService,
    private readonly rules: ServiceRulesService,
  ) {}

  /** Demands a report when the case is of the kind that needs one, and tells its owner. */
  async demandFor(about: CaseRecord): Promise<void> {
    if (!isRunning(about.state)) return;
    const reason = reportReason(about, await this.rules.reportPieces(about.branchId));
    if (reason === null) return;
    const dueAt = await this.rules.reportDue(about.branchId, reason, about.now);
    if (!(await this.reports.demand(about.id, reason, dueAt))) return;
    await this.records.tell('step', about, {
      facts: { step: 'report-demanded', dueAt: dueAt.toISOString() },
    });
  }

  async ofCase(about: CaseRecord): Promise<(ReportRow & { draft: { zh: string; en: string } }) | null> {
    const report = await this.reports.ofCase(about.id);
    if (!report) return null;
    const draft = reportDraft({
      ...about,
      accountName: about.accountName ?? '',
      ownerName: about.ownerName ?? '',
      branchName: about.branchName ?? '',
      timeZone: about.timeZone ?? 'Asia/Shanghai',
    });
    return { ...report, draft };
  }

  /** @throws AppError `case.not-owner`, `case.no-report`, `case.report-sent`, `record.stale` */
  async save(id: string, { version, text, sent }: SaveReportDto): Promise<void> {
    const about = await this.records.forOwner(id);
    const report = await this.reports.ofCase(id);
    if (!report) throw noReport();
    if (report.sentAt) throw reportSent();
    if (!(await this.reports.save(id, version, text, sent))) throw staleVersion();
    if (sent) await this.records.tell('step', about, { facts: { step: 'report-sent' } });
  }
}
