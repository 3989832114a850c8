import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts.module';
import { AccountInfluence } from './account-influence.entity';
import { AccountPeopleController } from './account-people.controller';
import { Contact } from './contact.entity';
import { ContactCover } from './contact-cover.entity';
import { ContactLink } from './contact-link.entity';
import { ContactEditor } from './contact-editor';
import { ContactList } from './contact-list';
import { ContactListService } from './contact-list.service';
import { ContactNews } from './contact-news';
import { ContactPosition } from './contact-position.entity';
import { ContactTouch } from './contact-touch.entity';
import { ContactsController } from './contacts.controller';
import { ContactsRepository } from './contacts.repository';
import { ContactsService } from './contacts.service';
import { ContactDuplicatesRepository } from '../duplicates/contact-duplicates.repository';
import { ContactDuplicatesService } from '../duplicates/contact-duplicates.service';
import { ContactImportRepository } from './import/contact-import.repository';
import { ContactImportUndo } from './import/contact-import-undo';
import { ContactImporter } from './import/contact-importer';
import { InfluenceRepository } from './influence.repository';
import { InfluenceService } from './influence.service';
import { PositionsController } from './positions.controller';
import { PositionsRepository } from './positions.repository';
import { PositionsService } from './positions.service';

@Module({
  imports: [
    AccountsModule,
    TypeOrmModule.forFeature([
      Contact,
      ContactPosition,
      ContactLink,
      ContactCover,
      ContactTouch,
      AccountInfluence,
    ]),
  ],
  controllers: [ContactsController, PositionsController, AccountPeopleController],
  providers: [
    ContactsRepository,
    PositionsRepository,
    InfluenceRepository,
    ContactDuplicatesRepository,
    ContactDuplicatesService,
    ContactNews,
    ContactEditor,
    ContactList,
    ContactListService,
    PositionsService,
    ContactsService,
    InfluenceService,
    ContactImportRepository,
    ContactImportUndo,
    ContactImporter,
  ],
  exports: [ContactsService, InfluenceService],
})
export class ContactsModule {}
