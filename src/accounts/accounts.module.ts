import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountMember } from './account-member.entity';
import { AccountsController } from './accounts.controller';
import { AccountsRepository } from './accounts.repository';
import { AccountsService } from './accounts.service';
import { IndustriesController } from './industries.controller';
import { KeyAccount } from './key-account.entity';
import { PeopleController } from './people.controller';
import { PeopleService } from './people.service';
import { TeamRepository } from './team.repository';

@Module({
  imports: [TypeOrmModule.forFeature([KeyAccount, AccountMember])],
  controllers: [AccountsController, IndustriesController, PeopleController],
  providers: [AccountsRepository, TeamRepository, AccountsService, PeopleService],
  exports: [AccountsService],
})
export class AccountsModule {}
