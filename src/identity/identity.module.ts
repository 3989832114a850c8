import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AUTHENTICATOR } from '../../libs/auth/auth.guard';
import { ApiKey } from './api-keys/api-key.entity';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { ApiKeysRepository } from './api-keys/api-keys.repository';
import { ApiKeysService } from './api-keys/api-keys.service';
import { Branch } from './branches/branch.entity';
import { BranchesController } from './branches/branches.controller';
import { BranchesRepository } from './branches/branches.repository';
import { BranchesService } from './branches/branches.service';
import { FirstRunRepository } from './first-run.repository';
import { FirstRunService } from './first-run.service';
import { Session } from './sessions/session.entity';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { ViewersService } from './sessions/viewers.service';
import { UserList } from './users/user-list';
import { UserAccount } from './users/user-account.entity';
import { UsersController } from './users/users.controller';
import { UsersRepository } from './users/users.repository';
import { UsersService } from './users/users.service';

/** Global: every feature rests on who is asking. */
@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Branch, UserAccount, Session, ApiKey])],
  controllers: [SessionsController, BranchesController, UsersController, ApiKeysController],
  providers: [
    SessionsRepository,
    SessionsService,
    ViewersService,
    BranchesRepository,
    BranchesService,
    UserList,
    UsersRepository,
    UsersService,
    FirstRunRepository,
    FirstRunService,
    ApiKeysRepository,
    ApiKeysService,
    { provide: AUTHENTICATOR, useExisting: SessionsService },
  ],
  exports: [AUTHENTICATOR, ViewersService, BranchesService, UsersService, FirstRunService],
})
export class IdentityModule {}
