import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { AccountsModule } from '../accounts/accounts.module';
import { AnswersController } from './answers/answers.controller';
import { AnswersRepository } from './answers/answers.repository';
import { AnswersService } from './answers/answers.service';
import { CaseHistoryRepository } from './cases/case-history.repository';
import { CaseEditor } from './cases/case-editor';
import { CaseList } from './cases/case-list';
import { CaseListService } from './cases/case-list.service';
import { CasePageService } from './cases/case-page.service';
import { CaseRecordsService } from './cases/case-records.service';
import { CaseStepsService } from './cases/case-steps.service';
import { AccountCases } from './cases/account-cases';
import { CasesController } from './cases/cases.controller';
import { CasesRepository } from './cases/cases.repository';
import { CasesService } from './cases/cases.service';
import { HandOversService } from './cases/hand-overs.service';
import { ServiceCase } from './cases/service-case.entity';
import { ESCALATE_CASE, EscalationService } from './escalation/escalation.service';
import { EscalationsRepository } from './escalation/escalations.repository';
import { ReportsRepository } from './reports/reports.repository';
import { ReportsService } from './reports/reports.service';
import { ServiceRulesController } from './rules/service-rules.controller';
import { ServiceRulesRepository } from './rules/service-rules.repository';
import { ServiceRulesService } from './rules/service-rules.service';

@Module({
  imports: [TypeOrmModule.forFeature([ServiceCase]), QueueModule.forFeature([ESCALATE_CASE]), AccountsModule],
  controllers: [CasesController, AnswersController, ServiceRulesController],
  providers: [
    AccountCases,
    CaseEditor,
    CaseList,
    CaseListService,
    ServiceRulesRepository,
    ServiceRulesService,
    CasesRepository,
    CaseHistoryRepository,
    CaseRecordsService,
    ReportsRepository,
    ReportsService,
    CasesService,
    CaseStepsService,
    HandOversService,
    EscalationsRepository,
    EscalationService,
    AnswersRepository,
    AnswersService,
    CasePageService,
  ],
  exports: [CasesService, CaseStepsService],
})
export class ServiceDeskModule {}
