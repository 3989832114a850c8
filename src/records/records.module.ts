import { Module } from '@nestjs/common';
import { ListsModule } from '../../libs/lists/lists.module';
import { ListsController } from './lists.controller';
import { ListsService } from './lists.service';
import { RecordsRepository } from './records.repository';

/** Working with lists of records: one mechanism for every table whose feature describes it. */
@Module({
  imports: [ListsModule],
  controllers: [ListsController],
  providers: [ListsService, RecordsRepository],
})
export class RecordsModule {}
