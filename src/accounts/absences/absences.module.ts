import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts.module';
import { AbsenceCover } from './absence-cover.entity';
import { AbsenceEntity } from './absence.entity';
import { AbsencesController } from './absences.controller';
import { AbsencesRepository } from './absences.repository';
import { AbsencesService } from './absences.service';

@Module({
  imports: [AccountsModule, TypeOrmModule.forFeature([AbsenceEntity, AbsenceCover])],
  controllers: [AbsencesController],
  providers: [AbsencesRepository, AbsencesService],
  exports: [AbsencesService],
})
export class AbsencesModule {}
