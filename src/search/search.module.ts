import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { QueueModule } from '../../libs/queue/queue.module';
import { SearchController } from './search.controller';
import { SearchEntry } from './search-entry.entity';
import { SearchRepository } from './search.repository';
import { SearchService } from './search.service';
import { HEAR_NAMES, SoundsService } from './sounds.service';

/** Search over all records. Reads what the database keeps of them; imports none of their features. */
@Module({
  imports: [TypeOrmModule.forFeature([SearchEntry]), QueueModule.forFeature([HEAR_NAMES])],
  controllers: [SearchController],
  providers: [SearchRepository, SearchService, SoundsService],
})
export class SearchModule {}
